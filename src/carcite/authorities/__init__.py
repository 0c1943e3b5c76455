"""What the world calls things: months, particles, places and journals, as plain tables."""
