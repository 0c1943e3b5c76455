"""The files that records come from: one reader a format, each yielding what one record says."""
