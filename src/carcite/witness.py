"""The records of a user as witnesses of a check: what they say, put as rules are told it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from carcite.corpus.compare_names import persons, same_family, same_initials, same_person
from carcite.corpus.protocol import Corpus, Notice
from carcite.corpus.record import Record
from carcite.corpus.store import open_corpus
from carcite.corpus.verify import State, Verification, verify
from carcite.model.names import Name, Person
from carcite.model.parse import Parse
from carcite.model.witness import Contradiction, Later, Witness
from carcite.text.chars import strip_marks


@dataclass(frozen=True, slots=True)
class Records:
    """Corpora by path: what a check asks, in whatever process it runs."""

    paths: tuple[str, ...]
    online: tuple[str, ...] = ()
    """Services, as `--online` names them."""
    mailto: str = ""

    def __call__(self, parses: Sequence[Parse]) -> tuple[Witness, ...]:
        """Return what the records say of each entry."""
        services = _services(self.online, self.mailto) if self.online else ()
        return ask(parses, _opened(self.paths) + services)


@cache
def _services(names: tuple[str, ...], mailto: str) -> tuple[Corpus, ...]:
    from carcite.corpus.services.names import open_services

    return open_services(names, mailto=mailto)


@cache
def _opened(paths: tuple[str, ...]) -> tuple[Corpus, ...]:
    return tuple(open_corpus(each) for each in paths)


def ask(parses: Sequence[Parse], corpora: Sequence[Corpus]) -> tuple[Witness, ...]:
    """Return what corpora say of each entry."""
    found = verify([(each.reference, each.layout.text) for each in parses], corpora)
    return tuple(
        to_witness(parse.reference.authors, verification)
        for parse, verification in zip(parses, found, strict=True)
    )


def to_witness(stated: Sequence[Name], found: Verification) -> Witness:
    """Return a verification as rules are told it; `stated` are the authors of the entry."""
    record = found.record if found.state is not State.NOT_FOUND else None
    matched = record if found.state in (State.VERIFIED, State.DIFFERS) else None
    return Witness(
        state=found.state.value,
        record=_number(record) if record else "",
        asked=", ".join(
            f"{each.name} ({each.as_of})" if each.as_of else each.name for each in found.asked
        ),
        reason=found.evidence,
        contradictions=tuple(
            Contradiction(each.field, each.stated, each.recorded) for each in found.differences
        )
        if matched
        else (),
        later=tuple(Later(each.kind, _where(each)) for each in found.notices),
        doi=matched.doi if matched else "",
        pmid=matched.pmid if matched else "",
        first_page=matched.first_page if matched else "",
        last_page=matched.last_page if matched else "",
        authors=matched.authors if matched else (),
        complete=bool(matched and matched.names and not matched.cut),
        people=_otherwise(stated, matched.authors) if matched else (),
        spelt=_spelt(stated, matched.authors) if matched else (),
        is_notice=bool(matched and matched.kind == "notice"),
        misleads=found.misleads,
        identifiers_disagree=found.identifiers_disagree,
    )


def _number(record: Record) -> str:
    if record.pmid:
        return f"PMID {record.pmid}"
    return f"DOI {record.doi}" if record.doi else "without a number"


def _where(notice: Notice) -> str:
    number = f"PMID {notice.pmid}" if notice.pmid else f"DOI {notice.doi}" if notice.doi else ""
    return "; ".join(filter(None, (notice.text, number)))


def _otherwise(stated: Sequence[Name], recorded: Sequence[Name]) -> tuple[tuple[int, Person], ...]:
    pairs = zip(persons(stated), persons(recorded), strict=False)
    return tuple(
        (place, theirs)
        for place, (ours, theirs) in enumerate(pairs)
        if not same_person(ours, theirs)
        or (same_family(ours.sort_name, theirs.sort_name) and not same_initials(ours, theirs))
    )


def _spelt(stated: Sequence[Name], recorded: Sequence[Name]) -> tuple[tuple[int, str], ...]:
    pairs = zip(persons(stated), persons(recorded), strict=False)
    return tuple(
        (place, theirs.family)
        for place, (ours, theirs) in enumerate(pairs)
        if ours.family.isascii()
        and not theirs.family.isascii()
        and strip_marks(theirs.family) == ours.family
    )
