"""Styles and locales: found, opened, compiled."""
