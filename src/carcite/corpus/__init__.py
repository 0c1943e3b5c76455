"""The records that a user holds, in one file: built, looked up, and laid beside references."""
