"""Observed against expected: what an entry prints, laid beside what its style would print."""
