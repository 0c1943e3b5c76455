"""House styles: profiles as data, the templates they fill, and what they print."""
