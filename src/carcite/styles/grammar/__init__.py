"""Any CSL style as a grammar: the tree that prints a reference, walked to read one."""
