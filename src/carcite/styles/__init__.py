"""What a style is, which there are, and which a list follows."""
