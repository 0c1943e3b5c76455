"""A house style as data: what a journal's instructions decide about a reference list.

A profile is not code: two profiles differ in values only, and each names the guide it follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PageForm = Literal["full", "minimal", "minimal-two", "chicago", "any"]
"""CSL's page-range-format: 1361-1365, 1361-5, 1361-65, 1361-65 but 100-104; or not regulated."""
JournalForm = Literal["nlm", "dotted", "full", "any"]
"""N Engl J Med; N. Engl. J. Med.; New England Journal of Medicine; as the list has it."""
InitialsForm = Literal["compact", "dotted", "spaced", "full"]
"""CH; C.H.; C. H.; Carl H. as the reference has it."""
NameOrder = Literal["family-first", "given-first", "first-inverted"]
"""June CH, Vos R; CH June, R Vos; June CH, R Vos."""
FamilyCase = Literal["as-given", "upper"]
"""June CH; JUNE CH."""
MonthForm = Literal["short", "dotted", "full"]
"""Mar, Sep, May; Mar., Sep., May; March, September, May."""
DateForm = Literal["year", "month", "day"]
"""How exact the date of a journal article is printed, where it is known."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a list of names is printed."""

    initials: InitialsForm = "compact"
    hyphens: bool = False
    """Whether "J-P" keeps its hyphen."""
    order: NameOrder = "family-first"
    family_case: FamilyCase = "as-given"
    """Whether family names, with their particles, stand in capitals."""
    inversion: str = " "
    """Between the family name and the initials behind it."""
    delimiter: str = ", "
    last_delimiter: str = ", "
    """Before the last of the names, as "& " or "and "."""
    pair_delimiter: str = ""
    """Between two names alone; empty where it is as before the last of several."""
    body_delimiter: str = ""
    """On both sides of an organisation among persons; empty where it is as between persons."""
    suffix_delimiter: str = " "
    et_al: tuple[str, str] = (", ", "et al")
    """What stands before the words, and the words."""
    et_al_min: int = 7
    """From how many names on the list is cut; 0 for never."""
    et_al_use_first: int = 6
    """How many names stand before "et al"."""
    et_al_use_last: str = ""
    """In the place of "et al": the mark before the last name, as ", … "; empty for none."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A house style."""

    name: str
    """What `--style` takes: "nlm"."""
    title: str
    """For people: "NLM (Citing Medicine)"."""
    basis: str
    """The guide, its edition, and where it can be read."""
    csl: str = ""
    """The CSL style that says the same, by its file name; empty where none is known."""
    names: NameForm = field(default_factory=NameForm)
    templates: Mapping[str, str] = field(default_factory=dict)
    """CSL item type to template; the types of NLM's templates that are missing here are NLM's."""
    pages: PageForm = "minimal"
    dashes: str = "-–"
    """The dashes that a page range may have, the preferred one first."""
    page_labels: tuple[str, ...] = ()
    """What `{page-label}` prints: before a single page, and before several ("p. ", "pp. ")."""
    journal: JournalForm = "nlm"
    date: DateForm = "day"
    months: MonthForm = "short"
    """How `{month}` names the month."""
    issue: bool = True
    """Whether the issue is printed where it is known."""
    doi: tuple[str, ...] = ("doi: ",)
    """What may stand before a DOI, the preferred form first; empty where DOIs are not printed."""
    doi_stop: bool = True
    """Whether a stop follows a DOI at the end of the entry."""
    stop: bool = True
    """Whether an entry that does not end in a DOI or an address ends in a stop."""
    label: str = "{}."
    """The form of the entry's number: "{}.", "{}", "[{}]"."""
    sentence_case: bool = True
    """Whether titles of articles are in sentence case."""

    @property
    def dash(self) -> str:
        """The dash that a page range is printed with."""
        return self.dashes[0]
