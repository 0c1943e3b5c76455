"""Organisations that stand where a person would: found by their words, not by a list of bodies.

Citing Medicine 2nd ed., ch. 1A, "Organizations as author": the name stands in full, in reading
order, set off by a semicolon from persons before it.

>>> text = "Turner MB; American Heart Association. Heart disease"
>>> read_organization_in_list(text, 11, len(text), after="; ")
(11, 37)
"""

from __future__ import annotations

from carcite.authorities.bodies import ACRONYMS, WORDS
from carcite.text.pattern import pattern

# Words that name a body of people, whole, in the languages of medical lists.
_BODY = (
    "Groups?|Consortium|Consortia|Investigators?|Collaborat(?:ors?|ion|ive)|(?:Sub)?[Cc]ommittees?|Society|"
    "Societies|Associations?|Networks?|Study|Trial(?:ists)?|Teams?|Program(?:me)?s?|Project|"
    "Initiative|Institut(?:e|o|ut|es|ion)|Organi[sz]ations?|Organizacion|Organizacao|Council|"
    "Foundation|College|Academ(?:y|ies)|Panel|Force|Party|Registry|Cent(?:er|re)s?|Ministry|"
    "Ministere|Ministerio|Ministerium|Departments?|Agency|Federation|Union|University|Board|"
    "Members|Groupe|Gruppe|Arbeitsgemeinschaft|Gesellschaft|Sociedad|Sociedade|Societe|Grupo|"
    # German joins the word to what it is of: "Studiengruppe", "Krebsgesellschaft", "MiSpEx-Gruppe".
    "[A-Z][A-Za-z-]+(?:[Gg]ruppe|[Gg]esellschaft(?:en)?|[Ii]nstituts?|[Kk]ommission|amte?s?|kammer|"
    "verb[ae]e?nde?s?|verein|vereinigung|ministeriums?|zentrums?|zentrale|ausschuss|stiftung|"
    "gemeinschaft|kreis(?=\\ )|[Kk]onsortium|[Nn]etzwerk|programm|kasse|behorde)|"
    # Russian and Ukrainian in the letters of the plain text: "organizacia", "obsestvo".
    "[A-Z]?[a-z]*(?:organizaci[aij]|federaci[ai]|associaci[ai]|asociaci[ai]|obsestvo|institut|"
    "ministerstvo|akademi[ai]|universitet|sluzba|komitet|sojuz)|"
    "Comite|Conselho|Consejo|Secretaria|Bureau|Office|Service|Services|Commission|Authority|"
    "Administration|Nations|Bank|Alliance|Coalition|Partnership|Corporation|Corp|Inc|Ltd|GmbH|"
    "Taskforce|Working|Workshop|Unit|Task|Collaboratives|Museum|Parliament|Congress|Senate|"
    "Government|Conference|Direction|Agence|Associacao|Asociacion|Universidade|Universidad|"
    "Corps|Biobank|Minzdrav|Bundesamt|Bundesministerium|Robert\\ Koch-Institut|StataCorp|Fund|"
    "Trust|Forum|Hospital|Ministerie|Ministero|Ministerstwo|Landesamt|"
    "House\\ of\\ (?:Commons|Lords|Representatives)"
)
BODY = pattern(rf"\b(?:{_BODY})\b")
"""A word that names a body of people; to be matched against the plain text."""
LEAD = r"(?:[a-z]{2,12}\ |(?<=\bim\ )[A-Z][a-z]{3,9}\ ){0,5}"
"""Takes "on behalf of the ", "im Namen der ", "und die ": what leads to a body's name."""
_LEAD = pattern(rf"{LEAD}(?=[A-Z0-9])")
_ON_BEHALF = pattern(r"[a-z]\ (?:the|of|der|des|del|dem|do|da|du|de|la)\ \Z")
# Takes what stands up to the stop, semicolon or bracketed year that closes the name.
_LITERAL = pattern(
    r"(?:\b(?:U\.S|St|Dr)\.(?=\ [A-Z])|[^.;:()\[\]]|\([A-Za-z][^()]{0,40}\)|\.(?!\ |$)){3,200}+"
    r"(?=\.(?:\ |$)|;|:|\ ?\(\d|\ ?$)"
)
_PERSON_BEHIND = pattern(r",?\ et\ al\b|[,;]\ [A-Z][A-Za-z'-]+\ [A-Z]{1,3}(?=[,;.])")


def read_organization_in_list(
    plain: str, start: int, end: int, *, after: str
) -> tuple[int, int] | None:
    """Return the range of an organisation's name inside a list of names, or None.

    `after` is what separates it from the name before: behind a semicolon any name in capitals is
    one, behind a comma it must have a word that names a body.
    """
    lead = _LEAD.match(plain, start, end)
    first = lead.end() if lead else start
    match = _LITERAL.match(plain, first, end)
    # "deCODE Genetics Team": a capital may stand later in the first word.
    word = plain[first : first + 12].partition(" ")[0]
    if match is None or not (word[:1].isdigit() or any(map(str.isupper, word))):
        return None
    last = first + len(match[0].rstrip())
    person = _PERSON_BEHIND.search(plain, first, min(end, last + 1))
    if person:
        last = person.start()
        if ";" not in after and plain[person.start()] == "," and person[0][-2:] != "al":
            # Bodies among persons are parted by the list's own comma.
            last = first + len(plain[first:last].partition(", ")[0])
            return (first, last) if _in_capitals(plain[first:last]) else None
    if ";" not in after:
        last = _head(plain, first, last)
    if (
        after.startswith(",")
        and _SHORT_NAME.match(plain[first:last])
        and plain[last : last + 2] == ". "
    ):
        return first, last
    # "on behalf of the" says it as well as a word that names a body.
    named = _ON_BEHALF.search(plain, start, first) or is_body(plain[first:last])
    if ";" not in after and (not named or last - first > 120):
        return None
    if not named and (last - first > 60 or not _in_capitals(plain[first:last])):
        return None
    return first, last


def _head(plain: str, first: int, last: int) -> int:
    """Return where a body's name ends behind a comma that a title may follow, `first` for none."""
    comma = plain.find(",", first, last)
    if comma < 0:
        return last
    head, rest = plain[first:comma], plain[comma + 1 : last].strip()
    if BODY.search(head):
        if _in_capitals(rest):
            return last
        return comma if _in_capitals(head) else first
    return last if _in_capitals(head) else first


_SMALL = pattern(
    r"\b(?:em|na|no|a|of|the|and|for|in|on|de|du|des|della|do|da|der|fur|para|y|e|et|&)\b"
)


def _in_capitals(text: str) -> bool:
    """Tell whether every word but the small ones begins with a capital."""
    words = _SMALL.sub("", text).replace("(", "").split()
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)


# Takes "IUCr", "WHO", "WHO-IWGE" and "RxNorm" behind persons; refuses "Aspirin" and "A".
_SHORT_NAME = pattern(
    r"(?:[A-Z]{3,9}[a-z]{0,2}|[A-Z]{2,8}-[A-Z]{2,9}|[A-Z][a-z]{0,6}[A-Z][A-Za-z]{1,6})\Z"
)
_ACRONYM = pattern(r"[A-Z][A-Z&/-]{1,9}[a-z]?(?:\ \([^()]{2,60}\))?\Z|[A-Z][a-z]+[A-Z][A-Za-z]*\Z")


# Takes the "e. V." of German societies, whatever they are called.
_SOCIETY_AT_END = pattern(r"\ e\.\ ?V\.?\Z")
# Takes "The SWARD investigators", "RE-LY study group", "NASA and TRACK investigators" and
# "ANRS CO 8 (APROCO/COPILOTE) study group", small letters behind acronyms.
_OF_A_STUDY = pattern(
    r"(?:The\ )?[A-Z][A-Z0-9-]*[A-Z0-9](?:(?:\ (?:and|&))?\ [A-Z0-9][A-Z0-9-]*){0,3}"
    r"(?:\ \([A-Z0-9/ -]{2,30}\))?(?:\ (?:study|trial|research|writing|working|steering))?\ "
    r"(?:investigators|group|collaborators|consortium|network|team|trialists|committee)\Z"
)


def is_body(text: str) -> bool:
    """Tell whether a plain text has a word of a body, or is a study's group in small letters."""
    return bool(BODY.search(text) or _OF_A_STUDY.match(text))


def organization_weight(text: str) -> float:
    """Return how much a whole plain text looks like an organisation: 0 not, 1 surely."""
    if not text or not (text[0].isupper() or text[0] == '"') or len(text) > 180:
        return 0.0
    if _ACRONYM.match(text):
        return 0.9
    if _SOCIETY_AT_END.search(text):
        return 1.0
    if _OF_A_STUDY.match(text):
        return 1.0
    words = text.split()
    body = (
        BODY.search(text)
        or text in ACRONYMS
        or any(word.strip("(),").casefold() in WORDS for word in words if word[0].isupper())
    )
    if body and _in_capitals(text):
        return 1.0 if len(words) > 1 else 0.6
    if body:
        return 0.5 if len(words) <= 12 else 0.2
    if len(words) <= 4 and _in_capitals(text):
        return 0.4
    return 0.0
