"""From parses to findings, fixes and proofs."""
