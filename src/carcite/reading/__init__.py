"""Read one entry: text in, a reference and the layout of every mark out."""
