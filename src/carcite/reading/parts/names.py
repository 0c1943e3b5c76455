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

from carcite.authorities.particles import PARTICLES
from carcite.model.layout import Role
from carcite.model.names import Contributors, Name, Organization, Person
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.organizations import organization_weight, read_organization_in_list
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of

_BEFORE = one_of(each for each in PARTICLES if not each.endswith("'") and each.isascii())
# Takes "van der ", "d'"; refuses "Van ".
_PARTICLE = rf"(?:(?:{_BEFORE}|van't)\ (?![A-Z]{{1,3}}[,;]))*+"
# Takes "June", "O'Connor", "Ait-Oufella", "McDonald"; refuses "the", "B12".
_WORD = (
    r"(?:(?:de|el|al|da|di|du|le|la|van|von|mc|abd|ben|ap)-?(?=[A-Z]))?+(?:[A-Za-z]{1,2}"
    r"[a-z]{0,2}'(?=[A-Z]))?+[A-Z](?:[A-Za-z]++|[?*_]++(?=[A-Za-z]))*+(?:[-'][A-Za-z]++)*+'?+"
)
_FAMILY = (
    rf"(?:(?:de|da|di|le|la|el|al)(?=\ [A-Z]{{1,3}}[,;])|(?:St\.?\ )?+{_WORD})"
    rf"(?:\ (?:(?:{_BEFORE})\ )*+{_WORD}){{0,4}}?"
)
_SUFFIX = (
    r"(?:Jr|JR|Jnr|Sr|SR|I{2,3}|IV|2nd|3rd|4th|2d|3d|4d|Filho|Neto|Junior|Sobrinho|No(?=[,.])|"
    r"Fo(?=[,.]))\b\.?"
)
# Brazilian "Filho" and "Neto" before the initials are part of the family name, as PubMed has them.
_SUFFIX_BEFORE = r"(?:Jr|JR|Jnr|Sr|SR|I{2,3}|IV|2nd|3rd|4th)\b\.?"
_DIGRAPH = r"(?:[A-Z]|Yu|Ya|Yo|Ye|Zh|Kh|Sh|Ch|Ts|Th|Ph|Ju|Ia|Iu|Gy|Sz|Zs|Ph|Fr|St|Wm)"
# Takes "CH", "J-P", "X-F", "YuA"; "J A"; refuses "Carl".
_BARE = (
    rf"{_DIGRAPH}(?:-?[A-Z]){{0,5}}+(?:-[a-z])?(?![A-Za-z']|&D\b|,\ [A-Z]\.[,\ ]?[A-Z]?)|"
    r"[A-Z][a-z](?=[,;])"
)
_SPACED = r"[A-Z](?:\ [A-Z]){1,3}+(?![A-Za-z'])"
# Takes "C.H.", "J.-P.", "A. J.", "Yu. A."; refuses "A. baumannii" as two initials.
_DOTTED = (
    rf"{_DIGRAPH}\.(?:\ ?-?\ ?{_DIGRAPH}\.(?!\ (?!and\b|et\b|und\b|eds?\b)[a-z]{{2}}))"
    r"++(?:\ ?[A-Z](?=[,;]))?"
    rf"|{_DIGRAPH}\.-[a-zA-Z]\.?|{_DIGRAPH}\.[A-Z](?=[,;])"
)
_END = (
    r"(?=\ (?:(?:de|van|von)\ )?(?:la|las|los|der|den|de|von|van|del|della|di|da|dos|du|le|zu|af)"
    r"[,.]|\ ?[,;:.()\[\]&/…@*]|\ ?$|\ (?:and|et|y|e|und|with|for|eds?|editors?|et\ al|e\ cols)\b"
    rf"|\ (?:1[89]|20)\d\d|,?\ {_SUFFIX})"
)
_NAME = re.compile(
    rf"""(?P<particle>{_PARTICLE})(?P<family>{_FAMILY})
    (?P<before>,?\ {_SUFFIX_BEFORE})?(?P<gap>,?\ )
    (?:(?P<dotted>{_DOTTED})|(?P<bare>{_SPACED}|{_BARE}){_END})
    (?:(?P<comma>,?\ ?)(?P<suffix>{_SUFFIX})(?=\ ?[,;:.(&]|\ ?$|\ and\b|\ et\b))?""",
    re.VERBOSE,
)
# Takes "J. A. Smith", "J.-P. de la Cruz Jr."; refuses "CH June", which is too like an acronym.
_INITIALS_FIRST = pattern(
    rf"""(?P<dotted>(?:{_DIGRAPH}\.[\ -]?){{1,4}}+)(?P<particle>{_PARTICLE})
    (?P<family>{_WORD}(?:[ ](?!et\b|and\b|{_SUFFIX})(?:(?:{_BEFORE})\ )*+{_WORD}){{0,2}}+)
    (?:,?\ (?P<suffix>{_SUFFIX}))?(?=\ ?[,;.(&]|\ (?:and|et|y|e|und)\b|\ ?$
       |\ (?:(?:de|van|von)\ )?
          (?:la|las|los|der|den|de|von|van|del|della|di|da|dos|du|le|zu|af)[,.])""",
    re.VERBOSE,
)
# Takes "June, Carl H.", "Doe, Jane"; needs the comma and a given name of two letters or more.
_GIVEN = re.compile(
    rf"""(?P<particle>{_PARTICLE})(?P<family>{_FAMILY}),[ ]
    (?P<given>[A-Z][a-z]+(?:[-\ ](?:[A-Z]\.|[A-Z](?![a-z])|[A-Z][a-z]+)){{0,2}}+)
    (?=\ ?[;.(&]|,\ (?:and|&|[A-Z])|\ and\b|\ &|\ ?$)""",
    re.VERBOSE,
)
_ET_AL = pattern(
    r"(?P<before>(?:\ (?=[,;]))?[.,;]*\ ?(?:and\ |&\ )?)(?P<open>(?:</?(?:i|em)>|[*_])*)"
    r"(?P<words>(?:et\.?\ ?al(?:ii|\b)\.?|and\ others\b|y\ cols?\b\.?|e\ cols?\b\.?|et\ coll?\b\.?|"
    r"u\.\ ?a\.|und\ Mitarb\.?|et\ autres|y\ otros|e\ outros))(?P<close>(?:</?(?:i|em)>|[*_])*)",
    re.IGNORECASE,
)
_BETWEEN = pattern(
    r"(?:\ ?[,;][.,]?\ ?|\ ?/\ ?)(?:(?:and|und|et|y|e|&)\ )?(?:…,?\ |\.\.\.,?\ )?"
    r"|\ (?:and|und|et|y|e|with|&)\ |\ ?&\ ?"
)
_DEGREE = pattern(
    r",?\ (?:MD|M\.D\.|PhD|Ph\.D\.|MPH|MSc|MS|RN|DrPH|FRCP|FACP|BSc|MBBS|DDS|DVM|PharmD)\b"
    r"(?=[,.;]|\Z)"
)
# Takes " de la" in "Fuente J de la, van der Velden VHJ"; refuses it before a word of a title.
_PARTICLE_BEHIND = pattern(
    r"\ (?P<particle>(?:de\ la|de\ las|de\ los|van\ der|van\ den|van\ de|von\ der|von|van|de|del|"
    r"della|di|da|dos|du|le|la|zu|af))(?=[,.](?:\ |\Z)|\ &)"
)
_NOT_A_NAME = frozenset(
    [
        "vitamin",
        "hepatitis",
        "influenza",
        "protein",
        "group",
        "part",
        "phase",
        "type",
        "table",
        "appendix",
        "grade",
        "class",
        "complex",
        "factor",
        "interleukin",
        "coenzyme",
        "study",
        "trial",
        "chapter",
        "section",
        "volume",
        "figure",
        "series",
        "version",
        "plan",
        "annex",
        "model",
        "vitamins",
        "immunoglobulin",
        "cyclosporin",
        "cyclosporine",
        "amphotericin",
        "botulinum",
        "cytochrome",
    ]
)


_LABELS = (
    r"(?i:editors?|editeurs?|authors?|eds?|hrsg|hg|herausgeber|dirs?|directeurs?|orgs?|organizador(?:es|as|a)?|"
    r"comps?|compilers?|"
    r"coords?|coordenador(?:es)?|coordinador(?:es)?|redactie|red|editores|a\ cura\ di|curator[ei]?|"
    r"cartographers?|producers?|illustrators?|directors?|translators?|trans|inventors?|"
    r"assignees?|editor-in-chief|series\ editors?|guest\ editors?)\b\.?"
)
EDITOR_LABEL = pattern(
    rf"(?:,?\ ?[(\[](?P<bracketed>{_LABELS})[)\]]|,\ (?P<comma>{_LABELS})"
    r"|[.;]?\ (?P<plain>editors?|cartographers?|eds?\.|eds?(?=\ \()|Hrsg\.?|Eds\.|"
    r"organizador(?:es|as|a)?))"
    r"[.,:;]{0,2}(?=\s|\Z|[A-Z(])"
)
"""Takes ", editors. ", " (Eds.)", ", eds.", ", Hrsg. "; refuses ". Red man" and ". Editorial"."""


def label_span(match: re.Match[str]) -> tuple[int, int]:
    """Return the range of the word in a match of EDITOR_LABEL; only abbreviations keep a stop."""
    start, end = match.span(match.lastgroup or 0)
    word = match[match.lastgroup or 0]
    return start, end - (word[-1] == "." and len(word) > 6)


def role_of(label: str) -> str:
    """Return CSL's name variable for a label ("Hrsg." is "editor")."""
    word = label.casefold()
    for start, role in (
        ("auth", "author"),
        ("trans", "translator"), ("inv", "author"), ("assign", "assignee"),
        ("cart", "author"), ("prod", "producer"), ("ill", "illustrator"), ("director", "director"),
    ):  # fmt: skip
        if word.startswith(start):
            return role
    if word.startswith("comp"):
        return "compiler"
    return "collection-editor" if word.startswith("series") else "editor"


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

    __slots__ = ("clean", "dotted", "draft", "end", "et_al", "names", "plain")

    def __init__(self, draft: Draft, end: int) -> None:
        self.draft, self.end = draft, end
        self.plain, self.clean = draft.plain, draft.clean
        self.names: list[Name] = []
        self.et_al = False
        self.dotted = False

    def read(self, start: int) -> int:
        at = self._first(start)
        if at == start:
            return start
        plain, end = self.plain, self.end
        while at < end:
            # The usual case first: a comma, a blank and a capital, and no title such as "MD".
            if plain.startswith(", ", at) and not self.et_al and at + 3 < end:
                if plain[at + 2].isupper() and plain[at + 3].islower():
                    after = self._next(at + 2, ", ")
                    if after > at + 2:
                        at = after
                        continue
            behind = self._behind(at)
            if behind > at:
                at = behind
                continue
            between = _BETWEEN.match(plain, at, end)
            if between is None or self.et_al:
                if not self.et_al and self._goes_on(at):
                    at = self._person(_NAME.match(plain, at + 2, end))  # type: ignore[arg-type]
                    continue
                break
            after = self._next(between.end(), between[0])
            if after == between.end():
                break
            at = after
        return at

    def _behind(self, at: int) -> int:
        """Read a degree, a particle or "et al" behind a name; return where it ends, or `at`."""
        plain, end = self.plain, self.end
        degree = _DEGREE.match(plain, at, end)
        if degree:
            self.draft.skip(*degree.span())
            return degree.end()
        particle = _PARTICLE_BEHIND.match(plain, at, end)
        last = self.names[-1]
        if particle and isinstance(last, Person) and not last.particle:
            self.draft.mark(Role.PARTICLE, *particle.span("particle"))
            self.names[-1] = replace(last, particle=particle["particle"])
            return particle.end()
        et_al = _ET_AL.match(plain, at, end)
        if et_al and (et_al["before"] or not plain[at - 1].isalpha()):
            return self._et_al(et_al)
        return at

    def _first(self, start: int) -> int:
        match = _NAME.match(self.plain, start, self.end)
        if match and self._is_name(match):
            return self._person(match)
        match = _INITIALS_FIRST.match(self.plain, start, self.end)
        if match and not (match["dotted"] in _STATES and _STATE_BODY.match(match["family"])):
            return self._person(match)
        match = _GIVEN.match(self.plain, start, self.end)
        if match and not _NOT_GIVEN.search(match[0]):
            return self._person(match)
        return self._organization_first(start)

    def _organization_first(self, start: int) -> int:
        """Read an organisation before persons ("Look AHEAD Research Group, Wing RR, ...")."""
        match = _ORGANIZATION_FIRST.match(self.plain, start, self.end)
        if match is None or organization_weight(match[0]) < 0.6:
            return start
        person = _NAME.match(self.plain, match.end() + 2, self.end)
        if person is None or not self._is_name(person):
            return start
        self.draft.mark(Role.ORGANIZATION, *match.span())
        self.names.append(Organization(self.clean[slice(*match.span())]))
        return match.end()

    def _is_name(self, match: re.Match[str]) -> bool:
        family = match["family"]
        if not self.names and family.lower() in _NOT_A_NAME and len(match["bare"] or "") == 1:
            return False
        if not self.names and match["bare"] in ("II", "III", "IV"):
            return False
        if match["bare"] == "U S A":
            return False
        return not (match["bare"] and _ORGANIZATION_START.match(family))

    def _next(self, at: int, between: str) -> int:
        """Read the name at `at`, behind the text `between`; return where it ends, or `at`."""
        plain, end = self.plain, self.end
        match = _NAME.match(plain, at, end)
        if match is None or not self._is_name(match):
            match = _INITIALS_FIRST.match(plain, at, end)
            if match and self._is_journal(match):
                return at
        if match is None:
            match = _GIVEN.match(plain, at, end) if self._has_given() else None
        if match:
            if "…" in between or "..." in between:
                self.et_al = True
            after = self._person(match)
            if self.et_al and after:
                self.et_al = True
            return after
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
        if match["family"].rsplit(" ", 1)[-1] not in ABBREVIATED:
            return False
        return self.plain[match.end() : match.end() + 1] == "."

    def _goes_on(self, at: int) -> bool:
        """Tell whether a stop stands where a comma should: two more names follow it."""
        plain, end = self.plain, self.end
        if plain[at : at + 2] != ". " or self.dotted:
            return False
        match = _NAME.match(plain, at + 2, end)
        if (
            match is None
            or not self._is_name(match)
            or plain[match.end() : match.end() + 2] != ", "
        ):
            return False
        return _NAME.match(plain, match.end() + 2, end) is not None

    def _has_given(self) -> bool:
        return any(isinstance(name, Person) and name.given for name in self.names)

    def _person(self, match: re.Match[str]) -> int:
        mark, clean = self.draft.mark, self.clean
        particle = suffix = initials = given = ""
        start, stop = match.span("particle")
        if start < stop:
            particle = clean[start:stop].strip()
            mark(Role.PARTICLE, start, start + len(particle))
        first, last = match.span("family")
        mark(Role.FAMILY, first, last)
        at = match.end()
        kind = match.re
        if kind is _GIVEN:
            given = match["given"] and clean[slice(*match.span("given"))]
            mark(Role.GIVEN, *match.span("given"))
        else:
            begin, close = match.span("dotted")
            if begin >= 0:
                self.dotted = True
                close -= clean[close - 1] == " "
            else:
                begin, close = match.span("bare")
                if match["suffix"] is None:
                    close = at = self._stop(close)
            mark(Role.INITIALS, begin, close)
            initials = clean[begin:close]
            if "." in initials or " " in initials:
                initials = initials.replace(".", "").replace(" ", "")
            if match["suffix"] is not None:
                suffix, at = self._suffix(*match.span("suffix"))
            elif kind is _NAME and match["before"] is not None:
                suffix, _ = self._suffix(*match.span("before"))
        self.names.append(Person(clean[first:last], initials, given, particle, suffix))
        return at

    def _suffix(self, begin: int, close: int) -> tuple[str, int]:
        """Mark a suffix; return it and where the name ends."""
        text = self.clean[begin:close]
        suffix = text.strip(" ,.")
        begin = close - len(text.lstrip(" ,"))
        self.draft.mark(Role.SUFFIX, begin, begin + len(suffix))
        if text[-1] == "." and not self._ends_here(close):
            return suffix, close
        return suffix, begin + len(suffix)

    def _ends_here(self, at: int) -> bool:
        """Tell whether the stop before `at` closes the list and not an abbreviation."""
        return not _GOES_ON.match(self.plain, at)

    def _stop(self, at: int) -> int:
        """Return the end of initials, behind their stop where the list writes stops."""
        plain = self.plain
        if plain[at : at + 1] != ".":
            return at
        after = plain[at + 1 : at + 6].lstrip()
        if after[:1] in (",", ";", "&", "(", "/") or after.startswith(("and ", "e ", "y ", "und ")):
            self.dotted = True
        elif not self.dotted:
            return at
        return at + 1

    def _et_al(self, match: re.Match[str]) -> int:
        start, stop = match.span("words")
        words = match["words"]
        after = self.plain[stop : stop + 2]
        if words.endswith(".") and words[-3:].lower() == "al.":
            # The stop belongs to the abbreviation only where another mark closes the list.
            if not (after[:1] in (".", ",", ";", ":") or after[:2] in (" (", " [")):
                stop = match.end("words")
        self.draft.skip(match.start(), start)
        self.draft.mark(Role.ET_AL, start, stop)
        self.draft.skip(*match.span("close"))
        self.et_al = True
        return match.end("close") if match["close"] else stop


_ORGANIZATION_FIRST = pattern(r"[A-Z][^.;:,]{3,110}(?=[,;:]\ [A-Za-z])")
_GOES_ON = pattern(r"[,;]|\ (?:and|et|y|e|&)\ ")
_NOT_GIVEN = pattern(r"\b(?:The|Of|And|For|In|On|With|From)\b")
_STATES = frozenset(("U.S. ", "U. S. ", "U.K. ", "U. K. "))
_STATE_BODY = pattern(
    r"(?:Food|National|Department|Office|Centers?|Census|Congress|Environmental|Geological|Public|"
    r"Government|Preventive|Renal|Veterans|House|Senate|Agency|Bureau|Energy|Fish|Cancer)\b"
)
_ORGANIZATION_START = pattern(
    r"(?:World|National|American|European|International|United|Royal|Department|Ministry|Institute"
    r"|Centers?|Centre|Food|Office|Services?)\b"
)
