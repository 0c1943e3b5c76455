"""carcite reads, checks, mends and re-renders Vancouver-style reference lists."""
