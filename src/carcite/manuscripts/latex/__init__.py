"""LaTeX files and .bbl lists."""
