"""A house style of one's own reads what it prints.

The built-in houses are of the family that the reader of lists knows. A file of one's own may print
in any form: its templates, written as CSL, give the grammar, and what the profile itself prints is
the proof.

>>> from carcite.styles.house.profiles import read_profile
>>> own = "<{title} / ><{authors} / ><{container} / ><{year} / ><{volume} / ><{pages}>"
>>> text = f'inherits = "nlm"\\npages = "full"\\n[templates]\\narticle-journal = "{own}"'
>>> style = HouseReading.of(VancouverStyle(read_profile(text, "own.toml")))
>>> parse = style.read("Sleep and pain / Berg AB, Holm C / Science / 2018 / 359 / 1361-1365.")
>>> parse.reference.title, [each.family for each in parse.reference.authors]
('Sleep and pain', ['Berg', 'Holm'])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from carcite.csl import CompiledStyle, load_style
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles.grammar.read import prove
from carcite.styles.house.as_csl import write_csl
from carcite.styles.house.write import VancouverStyle


@dataclass(frozen=True, slots=True)
class HouseReading:
    """What a house style reads, beside what it prints."""

    house: VancouverStyle
    style: CompiledStyle
    """The house written as CSL, for its grammar."""

    @classmethod
    def of(cls, house: VancouverStyle) -> HouseReading:
        """Return the reading side of a house style."""
        return cls(house, _compiled(write_csl(house.profile)[0]))

    def printed(self, reference: Reference) -> Iterator[str]:
        """Yield what the house prints of a reference."""
        yield self.house.write(reference).text

    def read(self, text: str, entry: Entry | None = None) -> Parse:
        """Return the reading that the house prints back to the letter, else the reader's own."""
        return prove(self, text, entry) or read_entry(text, entry)


@lru_cache(maxsize=16)
def _compiled(text: str) -> CompiledStyle:
    return load_style(text.encode())
