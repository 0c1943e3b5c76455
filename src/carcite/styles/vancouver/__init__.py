"""The Vancouver family: its reader, its writer, and its profiles."""
