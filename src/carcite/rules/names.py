"""Names of authors and editors: initials, delimiters, "et al", capitals, suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import Judgement, opens_quote, put, show
from carcite.rules.rule import Finding, Rule, form_rule, list_rule
from carcite.text.chars import fold, strip_marks
from carcite.text.edit import Safety
from carcite.text.pattern import pattern

_AND = pattern(r"(?:^|[\s,;])(?:and|und|et|y|e|&)(?:$|\s)", re.IGNORECASE)
"""Takes ", and ", " & "; refuses ", " and the "and" of a name."""


@form_rule(
    "AUT001",
    "initials-punctuation",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Author: no stops or blanks in initials; AMA 11, 3.7",
)
def initials_punctuation() -> None:
    """Initials carry stops, blanks or commas that the style does not print, or lack them.

    Why: a list in which names are punctuated two ways cannot be searched or sorted by eye.
    Wrong: June C.H., O'Connor R. S.
    Right: June CH, O'Connor RS
    """


@list_rule(
    "AUT002",
    "et-al-threshold",
    Severity.WARNING,
    basis="NLM: all authors, or six and et al.; AMA 11, 3.7: three of seven; BMJ and Thieme: three",
    safety=Safety.UNSAFE,
)
def et_al_threshold(listing: Listing) -> Iterator[Finding]:
    """The number of names before "et al" is not the style's.

    Why: a journal decides how many authors are credited; too few names hide contributors.
    Wrong: A, B, C, et al. (NLM prints six)
    Right: A, B, C, D, E, F, et al.
    Unsafe: cutting names loses them; names behind "et al" cannot be known.
    """
    profile = listing.context.profile
    if profile is None or listing.context.facts_only or not profile.names.et_al_min:
        return
    first = profile.names.et_al_use_first
    short = [case for case in listing.cases if _cut_short(case, first)]
    if not short or (listing.context.inferred and listing.context.style_title == "this list"):
        # A list of no known house has no threshold of its own to depart from.
        return
    place = short[0].find(Role.ET_AL)[0]
    counts = sorted({len(case.reference.names()) for case in short})
    names = " or ".join(str(count) for count in counts)
    verb = "name stands" if counts == [1] else "names stand"
    entries = "1 entry" if len(short) == 1 else f"{len(short)} entries"
    yield Finding(
        short[0].place(place.span),
        f'Add names before "et al" in {entries}: {names} {verb} there, '
        f"{listing.context.style_title} prints {first}; the others are not in this text",
        entry=short[0].index,
    )


def _cut_short(case: Case, first: int) -> bool:
    group = case.reference.group()
    return bool(group and group.et_al and 0 < len(group.names) < first and case.find(Role.ET_AL))


@form_rule(
    "AUT003",
    "et-al-form",
    Severity.WARNING,
    basis='AMA 11, 3.7; Citing Medicine, 2nd ed., ch. 1; Thieme web pages print ". et al."',
)
def et_al_form() -> None:
    """The words "et al" or the marks around them are not the style's.

    Why: a mark too many before "et al" makes the last name look like the end of the list.
    Wrong: Kawalekar OU. et al. CAR T cells
    Right: Kawalekar OU, et al. CAR T cells
    """


@form_rule(
    "AUT005",
    "given-name-spelled-out",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: given names become initials; AMA 11, 3.7",
)
def given_name_spelled_out() -> None:
    """A given name is spelled out where the style prints initials.

    Why: names in two forms make one author look like two.
    Wrong: June Carl H
    Right: June CH
    """


@form_rule(
    "AUT006",
    "name-order",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: surname first for every author",
    safety=Safety.UNSAFE,
)
def name_order() -> None:
    """Initials stand before the family name, or the parts of the names stand in another order.

    Why: a list is sorted and searched by family name.
    Wrong: CH June, RS O'Connor
    Right: June CH, O'Connor RS
    Unsafe: which word is the family name cannot be proven from the text.
    """


@form_rule(
    "AUT007",
    "ampersand-or-and",
    Severity.WARNING,
    basis='AMA 11, 3.7: names are separated by commas, without "and"',
)
def ampersand_or_and() -> None:
    """A word or sign joins the last two names where the style prints the delimiter alone.

    Why: it is the mark of another style, and readers of lists by machine take it for a name.
    Wrong: Smith J and Doe A
    Right: Smith J, Doe A
    """


@form_rule(
    "AUT009",
    "suffix-format",
    Severity.INFO,
    basis="AMA 11, 3.7; Citing Medicine, 2nd ed., ch. 1: suffix after the initials, unpunctuated",
)
def suffix_format() -> None:
    """A suffix such as Jr or 3rd stands or is punctuated otherwise than the style prints it.

    Why: a suffix after a comma is read as one more author.
    Wrong: Young WF, Jr.
    Right: Young WF Jr
    """


@form_rule(
    "AUT011",
    "all-caps-surname",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: names in ordinary capitals",
)
def all_caps_surname() -> None:
    """A family name is in capitals.

    Why: capitals hide where a name has inner capitals, as in McDonald.
    Wrong: SMITH J, MCDONALD R
    Right: Smith J, McDonald R
    Unsafe: where one name alone is in capitals, it may be the acronym of a body.
    """


@form_rule(
    "AUT020",
    "name-delimiter",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: a comma and a blank between names",
)
def name_delimiter() -> None:
    """Something else than the style's delimiter stands between two names.

    Why: where delimiters change, it is not plain where one name ends.
    Wrong: Smith J; Doe A
    Right: Smith J, Doe A
    """


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference among the names of an entry."""
    style = case.context.style_title
    left, right = difference.left, difference.right
    observed, expected = show(difference.observed), show(difference.expected)
    match difference.kind:
        case Kind.EXTRA:
            return _too_many(difference, case)
        case Kind.ORDER if left is Role.SUFFIX or case.find(Role.SUFFIX):
            message = f"Put the suffix where {style} prints it"
            return Judgement(suffix_format, message, "Rewrite the entry", Safety.UNSAFE)
        case Kind.ORDER:
            message = f"Put the names in the order in which {style} prints them"
            return Judgement(name_order, message, "Rewrite the entry", Safety.UNSAFE)
        case Kind.FORM if left is Role.GIVEN:
            message = f"Shorten the given name {observed} to {expected}, as {style} prints it"
            return Judgement(given_name_spelled_out, message, f"Use {expected}")
        case Kind.FORM if not _same_name(difference):
            return None
        case Kind.FORM if left is Role.INITIALS and _hyphens_alone(difference, case):
            return None
        case Kind.FORM | Kind.AFFIX if right is Role.INITIALS and _bears_initials(difference, case):
            return None
        case Kind.FORM if left is Role.INITIALS:
            message = f"Write the initials {observed} as {expected}, as {style} prints them"
            return Judgement(initials_punctuation, message, f"Use {expected}")
        case Kind.FORM if left is Role.FAMILY:
            if observed.isupper():
                message = f"Write the family name {observed} as {expected}, as {style} prints it"
                # One name alone in capitals may be an acronym: "ESHRE".
                shouted = sum(piece.text.isupper() for piece in case.find(Role.FAMILY)) > 1
                sure = shouted and not _INITIALS_BEHIND.search(difference.observed)
                safety = Safety.SAFE if sure else Safety.UNSAFE
                return Judgement(all_caps_surname, message, f"Use {expected}", safety)
            return None
        case Kind.FORM if left is Role.SUFFIX:
            message = f"Write the suffix {observed} as {expected}, as {style} prints it"
            return Judgement(suffix_format, message, f"Use {expected}")
        case Kind.FORM if left is Role.ET_AL:
            message = f"Write {expected} for the other authors instead of {observed} ({style})"
            return Judgement(et_al_form, message, f"Use {expected}")
        case Kind.AFFIX if _parts_bodies(difference, case):
            message = put(difference.observed, difference.expected, "beside an organization", style)
            return Judgement(name_delimiter, message, f"Put {expected}")
        case Kind.AFFIX if left is Role.ORGANIZATION or right is Role.ORGANIZATION:
            # Guides part bodies from people by commas or semicolons, and few say which.
            return None
        case Kind.AFFIX if _GAP.search(f"{difference.observed} {difference.expected}"):
            # APA's dots for the names between the nineteenth and the last: AUT002 counts names.
            return None
        case Kind.AFFIX if opens_quote(difference):
            return None  # PUN003 names the marks around the title.
        case Kind.AFFIX:
            rule = _affix_rule(left, right, difference.observed, difference.expected)
            message = put(difference.observed, difference.expected, _where(left, right), style)
            return Judgement(rule, message, f"Put {expected}")
    return None


def _bears_initials(difference: Difference, case: Case) -> bool:
    """Tell whether a family name ends like initials: "Spodick DH, M.M." lost a name in between."""
    names = [each for each in case.find(Role.FAMILY) if each.span.end <= difference.span.start]
    return bool(names) and _INITIALS_AT_END.search(names[-1].text) is not None


# Takes "Spodick DH"; refuses "SPODICK DH" and "Spodick".
_INITIALS_AT_END = pattern(r"[a-z]\s[A-Z]{1,3}\Z")
_GAP = pattern(r"…|\.\.\.")


def _parts_bodies(difference: Difference, case: Case) -> bool:
    """Tell whether the style that was named says how bodies are parted from people."""
    profile = case.context.profile
    return (
        Role.ORGANIZATION in (difference.left, difference.right)
        and profile is not None
        and profile.names.body_delimiter == difference.expected
        and not case.context.inferred
        and difference.observed.strip() == ","
    )


def _same_name(difference: Difference) -> bool:
    """Tell whether two forms can be of one name: two people's parts are never compared."""
    if difference.left is Role.ET_AL:
        return True
    one, two = (
        "".join(filter(str.isalpha, strip_marks(fold(text)))).casefold()
        for text in (difference.observed, difference.expected)
    )
    if difference.left in (Role.GIVEN, Role.SUFFIX) or difference.right is Role.GIVEN:
        return one[:1] == two[:1]
    return one == two


def _hyphens_alone(difference: Difference, case: Case) -> bool:
    """Tell whether initials differ in a hyphen, which guides keep or drop, under no named style."""
    same = fold(difference.observed).replace("-", "") == fold(difference.expected).replace("-", "")
    return same and case.context.inferred


def _affix_rule(left: Role | None, right: Role | None, observed: str, expected: str) -> Rule:
    if Role.ET_AL in (left, right):
        return et_al_form
    if right is Role.SUFFIX or (left is Role.SUFFIX and observed[:1] == "."):
        return suffix_format
    if right in (Role.INITIALS, Role.GIVEN):
        return initials_punctuation
    if _AND.search(observed) and not _AND.search(expected):
        return ampersand_or_and
    if left is Role.INITIALS and observed[:1] == "." and expected[:1] != ".":
        return initials_punctuation
    return name_delimiter


def _where(left: Role | None, right: Role | None) -> str:
    if right is Role.ET_AL:
        return 'before "et al"'
    if left is Role.ET_AL:
        return 'after "et al"'
    if right in (Role.INITIALS, Role.GIVEN):
        return "between family name and initials"
    return "between two names"


def _too_many(difference: Difference, case: Case) -> Judgement | None:
    """Judge names that the style cuts."""
    profile = case.context.profile
    names = case.reference.names()
    if profile is None or not profile.names.et_al_min or len(names) < profile.names.et_al_min:
        return None
    first = profile.names.et_al_use_first
    if gap := profile.names.et_al_use_last:
        message = (
            f"Cut the {len(names)} authors to {first} and the last; {case.context.style_title} "
            f"prints {show(gap)} between them"
        )
        return Judgement(et_al_threshold, message)
    message = (
        f"Cut the {len(names)} authors to {first}; {case.context.style_title} prints {first} "
        f'and "{profile.names.et_al[1]}"'
    )
    return Judgement(et_al_threshold, message, f"Cut after author {first}", Safety.UNSAFE)


def slipped_initials(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for initials in another form, of which the style's own print is the proof."""
    letters = _letters(difference.observed)
    if not letters or letters != _letters(difference.expected):
        return None
    observed, expected = (
        show(each.strip(" ,;")) for each in (difference.observed, difference.expected)
    )
    message = (
        f"Write the initials {observed} as {expected}, as {case.context.style_title} prints them"
    )
    return Judgement(initials_punctuation, message, f"Use {expected}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


# Takes the "SP" of "JUN SP", which no vowel makes a name; refuses "VAN DYK" and "LI".
_INITIALS_BEHIND = pattern(r"\ [B-DF-HJ-NP-TV-XZ]{1,3}\Z")
