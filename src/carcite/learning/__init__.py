"""From a printed list to the style that printed it: a house profile, and the nearest CSL styles."""
