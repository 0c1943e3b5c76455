"""The elements of a style, each compiled into what prints it."""
