"""Lists of names as reference lists print them, read into Contributors.

The forms are those of Citing Medicine 2nd ed., ch. 1A ("June CH, O'Connor RS, et al."), and what
other houses do to them: stops and blanks in the initials, a comma after the family name, initials
first, "and" or "&" before the last name, semicolons, organisations among the persons.

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("von Bonin M, O'Connor R.S. & Sites JW Jr; ABC Study Group. Title"))
>>> draft.clean[read_names(draft, 0, len(draft.clean)):]
'. Title'
>>> [name.family for name in draft.fields["contributors"][0].names[:3]]
['Bonin', "O'Connor", 'Sites']
"""

from __future__ import annotations

import re
from dataclasses import replace

from carcite.model.layout import Role
from carcite.model.names import Contributors, Name, Organization, Person
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.name_forms import (
    AND_OTHERS,
    BETWEEN,
    DEGREE,
    DEGREE_WORD,
    ET_AL,
    GIVEN,
    GIVEN_FIRST,
    GOES_ON,
    GROUP_BEHIND,
    INITIALS_AT_END,
    INITIALS_FIRST,
    JOURNAL_AHEAD,
    KNOWN_OTHERS,
    LEGAL_FORMS,
    MONONYM,
    NAME,
    NOT_A_NAME,
    NOT_GIVEN,
    ORGANIZATION_FIRST,
    ORGANIZATION_START,
    PARTICLE_BEHIND,
    ROLE,
    STATES,
    UNDOTTED_FIRST,
    letters_of,
)
from carcite.reading.parts.name_forms import EDITOR_LABEL as EDITOR_LABEL
from carcite.reading.parts.name_forms import label_span as label_span
from carcite.reading.parts.name_forms import role_of as role_of
from carcite.reading.parts.names_cjk import CJK_IN_LIST, read_cjk_names
from carcite.reading.parts.names_plain import read_run
from carcite.reading.parts.organizations import (
    BODY,
    is_body,
    organization_weight,
    read_organization_in_list,
)


def read_names(draft: Draft, start: int, end: int, role: str = "author") -> int:
    """Read the names that stand at `start` and return where they end, `start` when none do.

    The end stands behind "et al" but before the stop, colon or bracket that closes the list. The
    names are added to the draft, and marked in it, in the role.
    """
    reader = _NameReader(draft, end)
    at = reader.read(start)
    if reader.names:
        draft.add_names(Contributors(tuple(reader.names), role, reader.et_al))
    return at


class _NameReader:
    """One pass over a list of names."""

    __slots__ = ("clean", "dotted", "draft", "end", "et_al", "inverted", "names", "plain")

    def __init__(self, draft: Draft, end: int) -> None:
        self.draft, self.end = draft, end
        self.plain, self.clean = draft.plain, draft.clean
        self.names: list[Name] = []
        self.et_al = False
        self.dotted = False
        self.inverted = ""
        """The family name of the first person whose given name stands behind a comma."""

    def read(self, start: int) -> int:
        self.names, at = read_run(self.draft, start, self.end)
        at = at if self.names else self._first(start)
        if at == start:
            return start
        while (after := self._on(at)) > at:
            at = after
        return self._groups(at)

    def _on(self, at: int) -> int:
        """Read what stands behind a name, or one more name; return where it ends, or `at`."""
        behind = self._behind(at)
        if behind > at or self.et_al:
            return behind
        between = BETWEEN.match(self.plain, at, self.end)
        if between:
            after = self._next(between.end(), between[0])
            return after if after > between.end() else at
        name = self._behind_stop(at)
        return self._person(name) if name else at

    def _groups(self, at: int) -> int:
        """Read one body behind the other, as semicolons part them."""
        while (after := self._group(at)) > at:
            at = after
        return at

    def _group(self, at: int) -> int:
        """Read a body behind the last person ("et al; ABC Group", "for the ABC Group")."""
        if not isinstance(self.names[-1], Person) and self.plain[at : at + 2] != "; ":
            return at
        if not self.et_al and self.plain[at : at + 1] not in (",", ";", " "):
            return at
        match = GROUP_BEHIND.match(self.plain, at, self.end)
        if match is None or not is_body(match["name"]):
            return at
        if not (self.et_al or match["lead"] or match["small"]):
            return at
        self.draft.skip(at, match.start("name"))
        self.draft.mark(Role.ORGANIZATION, *match.span("name"))
        self.names.append(Organization(self.clean[slice(*match.span("name"))]))
        return match.end()

    def _behind(self, at: int) -> int:
        """Read a degree, a particle or "et al" behind a name; return where it ends, or `at`."""
        plain, end = self.plain, self.end
        degree = DEGREE.match(plain, at, end)
        if degree:
            self.draft.skip(*degree.span())
            return degree.end()
        particle = PARTICLE_BEHIND.match(plain, at, end)
        last = self.names[-1]
        if particle and isinstance(last, Person) and not last.particle:
            self.draft.mark(Role.PARTICLE, *particle.span("particle"))
            self.names[-1] = replace(last, particle=particle["particle"])
            return particle.end()
        et_al = ET_AL.match(plain, at, end)
        if et_al:
            return self._et_al(et_al)
        role = ROLE.match(plain, at, end)
        if role:
            self.draft.skip(*role.span())
            return role.end()
        return at if self.et_al else self._others(at)

    def _others(self, at: int) -> int:
        """Read "and others" in whatever language; return where it ends, or `at`."""
        match = AND_OTHERS.match(self.plain, at, self.end)
        if match is None or EDITOR_LABEL.match(self.plain, at, self.end):
            match = KNOWN_OTHERS.match(self.plain, at, self.end)
        if match is None or CJK_IN_LIST.match(self.clean, match.start("words"), self.end):
            return at
        start, stop = match.span("words")
        if self.plain[match.end() : match.end() + 1] in (".", ""):
            stop = match.end()
        self.draft.mark(Role.ET_AL, start, stop)
        self.et_al = True
        return stop

    def _first(self, start: int) -> int:
        plain, end = self.plain, self.end
        match = self._name(start)
        if match and self._is_name(match):
            return self._person(match)
        match = INITIALS_FIRST.match(plain, start, end)
        if match and match["dotted"] not in STATES and not BODY.search(match["family"]):
            return self._person(match)
        match = UNDOTTED_FIRST.match(plain, start, end)
        if match and plain.startswith(", ", match.end()):
            if UNDOTTED_FIRST.match(plain, match.end() + 2, end):
                return self._person(match)
        alone = MONONYM.match(plain, start, end)
        if alone and not BODY.search(alone["name"]):
            self.draft.mark(Role.FAMILY, *alone.span("name"))
            self.names.append(Person(self.clean[slice(*alone.span("name"))]))
            return alone.end("name")
        match = GIVEN.match(plain, start, end)
        if match and not NOT_GIVEN.search(match[0]) and not BODY.search(match["family"]):
            return self._person(match)
        if not plain[start : start + 1].isupper():
            return self._cjk(start)
        return self._organization_first(start)

    def _name(self, at: int) -> re.Match[str] | None:
        """Match a family name and initials; a degree behind them is not what they are."""
        match = NAME.match(self.plain, at, self.end)
        if match and DEGREE_WORD.match(match["bare"] or match["dotted"]):
            if INITIALS_AT_END.search(match["family"]):
                return NAME.match(self.plain, at, match.end("family"))
        return match

    def _cjk(self, start: int) -> int:
        """Read Chinese, Japanese or Korean names, each whole."""
        names, self.et_al, end = read_cjk_names(self.draft, start, self.end)
        self.names += names
        return end

    def _organization_first(self, start: int) -> int:
        """Read an organisation before persons ("Look AHEAD Research Group, Wing RR, ...")."""
        match = ORGANIZATION_FIRST.match(self.plain, start, self.end)
        if match is None or organization_weight(match[0]) < 0.6:
            return start
        person = NAME.match(self.plain, match.end() + 2, self.end)
        if person is None or not self._is_name(person):
            return start
        self.draft.mark(Role.ORGANIZATION, *match.span())
        self.names.append(Organization(self.clean[slice(*match.span())]))
        return match.end()

    def _is_name(self, match: re.Match[str]) -> bool:
        family, plain = match["family"], self.plain
        bare = self.clean[slice(*match.span("bare"))]
        if not self.names:
            if family.lower() in NOT_A_NAME and len(bare) == 1:
                return False
            # "World War II" and "Cancer Research UK" are no persons where they stand alone, and
            # "Lagutina IV, Valentine V" are two.
            if bare in _NUMERALS or (bare in _COUNTRIES and " " in family):
                if not NAME.match(plain, match.end() + 2, self.end):
                    return False
            if bare in LEGAL_FORMS and self._is_company(match):
                return False
        if bare == "U S A":
            return False
        if bare and (" " in family or len(bare) > 3) and BODY.search(family):
            # "Study KL" is a person; "Studiengruppe GISSI" and "Research Group A" are none.
            return False
        # "Royal CD, Novembre J" are persons, "Royal College P" and "Office CSM. " are none.
        if not (bare and ORGANIZATION_START.match(family)):
            return True
        goes_on = "," in match["gap"] or GOES_ON.match(plain, match.end())
        return " " not in family and bool(self.names or goes_on)

    def _is_company(self, match: re.Match[str]) -> bool:
        """Tell "Novex Pharma AG." from a person: it has two words, or stands there twice."""
        if not self.plain.startswith(". ", match.end()):
            return False
        return " " in match["family"] or self.plain.count(match[0]) > 1

    def _next(self, at: int, between: str) -> int:
        """Read the name at `at`, behind the text `between`; return where it ends, or `at`."""
        plain, end = self.plain, self.end
        match = None
        if self.inverted:
            # "Zhu Lei, Wang Xiaoming, Sun Li" may be two names or three.
            match = GIVEN_FIRST.match(plain, at, end) if " " not in self.inverted else None
            match = match or GIVEN.match(plain, at, end)
        match = match or self._name(at)
        if match is None or not ("given" in match.re.groupindex or self._is_name(match)):
            match = INITIALS_FIRST.match(plain, at, end)
            if match and self._is_journal(match):
                return at
            match = match or UNDOTTED_FIRST.match(plain, at, end)
        if match:
            self.et_al = "…" in between or between.count(".") == 3
            return self._person(match)
        single = CJK_IN_LIST.match(self.clean, at, end)
        if single:
            self.draft.mark(Role.FAMILY, *single.span())
            self.names.append(Person(single[0]))
            return single.end()
        organization = read_organization_in_list(plain, at, end, after=between)
        if organization:
            first, last = organization
            self.draft.skip(at, first)
            self.draft.mark(Role.ORGANIZATION, first, last)
            self.names.append(Organization(self.clean[first:last]))
            return last
        return at

    def _is_journal(self, match: re.Match[str]) -> bool:
        """Tell whether initials and a name are a journal's ("J. Mater. Chem.")."""
        if JOURNAL_AHEAD.match(self.plain, match.start(), self.end):
            return True
        if match["family"].rsplit(" ", 1)[-1] not in ABBREVIATED:
            return False
        return self.plain[match.end() : match.end() + 1] == "."

    def _behind_stop(self, at: int) -> re.Match[str] | None:
        """Match a name behind a stop that stands where a comma should: one more name follows it."""
        if self.dotted or not self.plain.startswith(". ", at):
            return None
        match = NAME.match(self.plain, at + 2, self.end)
        if match is None or not self._is_name(match):
            return None
        goes_on = self.plain.startswith(", ", match.end())
        return match if goes_on and NAME.match(self.plain, match.end() + 2, self.end) else None

    def _person(self, match: re.Match[str]) -> int:
        mark, clean = self.draft.mark, self.clean
        suffix = initials = given = ""
        start = match.start("particle")
        particle = clean[slice(*match.span("particle"))].rstrip()
        mark(Role.PARTICLE, start, start + len(particle))
        family = clean[slice(*match.span("family"))]
        mark(Role.FAMILY, *match.span("family"))
        at = match.end()
        groups = match.re.groupindex
        if "given" in groups:
            given = clean[slice(*match.span("given"))]
            mark(Role.GIVEN, *match.span("given"))
            self.inverted = self.inverted or family
        else:
            begin, close = match.span("dotted")
            if begin >= 0:
                self.dotted = self.dotted or "." in match["dotted"]
                close = begin + len(clean[begin:close].rstrip())
            else:
                begin, close = match.span("bare")
                if match["suffix"] is None:
                    close = at = self._stop(close)
            mark(Role.INITIALS, begin, close)
            initials = letters_of(clean[begin:close])
            if match["suffix"] is not None:
                suffix, at = self._suffix(*match.span("suffix"))
            elif "before" in groups and match["before"] is not None:
                suffix, _ = self._suffix(*match.span("before"))
        self.names.append(Person(family, initials, given, particle, suffix))
        return at

    def _suffix(self, begin: int, close: int) -> tuple[str, int]:
        """Mark a suffix; return it and where the name ends."""
        suffix = self.clean[begin:close].removesuffix(".")
        last = begin + len(suffix)
        self.draft.mark(Role.SUFFIX, begin, last)
        if GOES_ON.match(self.plain, close):
            self.draft.skip(last, close)
            return suffix, close
        return suffix, last

    def _stop(self, at: int) -> int:
        """Return the end of initials, behind their stop where the list writes stops."""
        if not self.plain.startswith(".", at):
            return at
        self.dotted = self.dotted or GOES_ON.match(self.plain, at + 1) is not None
        return at + self.dotted

    def _et_al(self, match: re.Match[str]) -> int:
        start, stop = match.span("words")
        self.draft.skip(match.start(), start)
        self.draft.mark(Role.ET_AL, start, stop)
        self.draft.skip(stop, match.end())
        self.et_al = True
        return match.end()


_NUMERALS = frozenset(("II", "III", "IV"))
_COUNTRIES = frozenset(("UK", "US", "USA", "EU", "GB", "NZ"))
