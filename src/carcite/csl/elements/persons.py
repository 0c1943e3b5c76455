"""A name of CSL-JSON: its parts, particles set apart, initials made.

CSL 1.0.2, "Names" and "Name-part Order"; particles that stand inside `family` or `given` are set
apart as citeproc-js does: small words before the family name do not drop, small words that end the
given names drop.

>>> person = read_person({"family": "van der Velden", "given": "V. H. J."})
>>> person.particle, person.family, initials(person.given, "", True, True)
('van der', 'Velden', 'VHJ')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Person:
    """One name; `literal` is set for institutions and for names that cannot be cut."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    ordered: bool = False
    """Family first and nothing between, as Han, kana and hangul names stand."""
    plain: bool = False
    """Only family and given: the short way through the printing of names."""


_ROMANESQUE: Final = re.compile(
    r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0750-\u077f"
    r"\u08a0-\u08ff\u1e00-\u1fff]"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_LEADING: Final = re.compile(
    r"(?:['’]?[a-zß-öø-ÿ][^\s]*\s+)*(?:[a-zß-öø-ÿ]{1,4}(?:['’]|[-‐])(?=[^\W\d_]))?(?=\S)"
)
_WORD: Final = re.compile(r"\S++")
_PARTICLE_WORD: Final = re.compile(r"[a-zß-öø-ÿ][\w.]*+['’]?")
_PART_TYPES: Final = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


def read_person(raw: Mapping[str, Any]) -> Person | None:
    """Read one name; None when nothing is given. Raise TypeError for parts that are no text."""
    literal = raw.get("literal")
    if literal not in (None, ""):
        return Person(literal=_text(literal))
    family, given = _text(raw.get("family")), _text(raw.get("given"))
    dropping, particle = (
        _text(raw.get("dropping-particle")),
        _text(raw.get("non-dropping-particle")),
    )
    suffix = _text(raw.get("suffix"))
    if not family:
        if not given:
            return None
        return Person(literal=given) if not suffix else Person(family=given, suffix=suffix)
    if raw.get("isInstitution") in (True, 1, "true"):
        return Person(literal=family)
    comma = bool(raw.get("comma-suffix"))
    if given and not _ROMANESQUE.search(family) and _LETTER.search(family):
        if not _ROMANESQUE.search(given):
            return Person(family, given, ordered=True)
    if not (dropping or particle or suffix or raw.get("parse-names") in (False, 0)):
        if family.startswith('"') and family.endswith('"') and len(family) > 1:
            family = family[1:-1]
        else:
            particle, family, dropping, given, suffix, comma = _parse(family, given)
    plain = bool(family and given) and not (dropping or particle or suffix)
    return Person(
        family, given, dropping, particle, suffix, comma or bool(raw.get("comma-suffix")),
        plain=plain,
    )  # fmt: skip


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int, float)):
        return str(value).strip()
    raise TypeError(type(value).__name__)


def _parse(family: str, given: str) -> tuple[str, str, str, str, str, bool]:
    """Return particle, family, dropping particle, given, suffix, whether a comma precedes it."""
    particle = dropping = suffix = ""
    comma = False
    first = family[0]
    if first.islower() or first in "'’":
        found = _LEADING.match(family)
        if found and 0 < found.end() < len(family):
            particle, family = found.group(), family[found.end() :]
            if particle.rstrip()[-1:] not in ("'", "’", "-"):
                particle = particle.rstrip()
    name, _, behind = given.partition(",")
    if behind.strip():
        suffix = behind.strip().removeprefix("!").lstrip()
        given, comma = name.rstrip(), behind.lstrip().startswith("!")
    if given and " " in given and given[-1:] not in ".":
        at = _particles_start(given)
        dropping, given = given[at:].strip(), given[:at].rstrip()
    return particle, family, dropping, given, suffix, comma


_INITIAL_SPLIT: Final = re.compile(r"([\s\u00a0]+|[-‐‑–]+)")
_DOTTED: Final = re.compile(r"\.(?=[^\s.])")


_TAG: Final = re.compile(r"(</?[a-z]{1,5}[^<>]{0,60}>)")


def _particles_start(given: str) -> int:
    """Return where the particles behind a given name begin ("Ludwig van"); its end without any."""
    at = len(given)
    words = list(_WORD.finditer(given))
    for word in reversed(words):
        if _PARTICLE_WORD.fullmatch(word[0]) is None:
            return at
        at = word.start()
    return len(given)


def _around(part: str, short: str) -> str:
    """Keep the blank or hyphen at the start of a stretch between tags."""
    lead = part[: len(part) - len(part.lstrip(" -"))]
    return lead + short.lstrip(" -") if part.strip() else part


@lru_cache(maxsize=20_000)
def initials(given: str, mark: str, initialize: bool, hyphens: bool) -> str:
    """Shorten given names to initials with `mark` after each, or only respace those that are.

    >>> initials("Jean-Luc", ". ", True, True), initials("A.B. John", ".", False, True)
    ('J.-L.', 'A.B. John')
    """
    if len(parts := _TAG.split(given) if "<" in given else []) > 1:
        return "".join(
            part if place % 2 else _around(part, initials(part, mark, initialize, hyphens))
            for place, part in enumerate(parts)
        )
    text = _DOTTED.sub(". ", given if initialize else given.replace(".-", ". "))
    pieces = [piece for piece in _INITIAL_SPLIT.split(text) if piece]
    out = ""
    joined = False
    for piece in pieces:
        if _INITIAL_SPLIT.fullmatch(piece):
            joined = piece[0] in "-‐‑–"
            if joined and not initialize:
                out = out.rstrip() + piece
            continue
        bare = piece.rstrip(".,")
        dotted = piece.endswith(".")
        capital = bare[:1].isupper() or (bare[:1].isalpha() and not bare[:1].islower())
        short = bare.isalpha() and capital and (dotted or len(bare) == 1)
        if initialize and (capital or short):
            head = bare if dotted else bare[0]
            if len(bare) > 2 and bare[:2].isupper() and bare[2:].islower():
                head += bare[1].lower()
            if joined and hyphens:
                out = out.rstrip() + "-" + head + mark
            else:
                out += head + mark
        elif short:
            out += bare + mark
        elif not (initialize and joined):
            out = (out.rstrip() + " " if out and not joined else out) + piece + " "
        joined = False
    return out.rstrip()
