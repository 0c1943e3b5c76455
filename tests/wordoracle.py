"""Judges a mended text by its words alone, and shares no code with what it judges.

It compares the words before and after, part by part, and explains each difference by one of the few
things that a safe fix may do. What it cannot explain it names. It knows nothing of rules, of how an
entry was read, or of which edits were made: two texts are all it is given.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

RAISED = "\u00b2\u00b3\u00b9\u00bc\u00bd\u00be"
LETTER = rf"[^\W_{RAISED}]|[\u0300-\u036f\u064b-\u0655\u200c\u200d]"
WORD = re.compile(rf"(?:{LETTER})+(?:'(?:{LETTER})+)*[°º]?|[°º†‡½¼¾²³¹*§¶#%+=?!_\u2026]|\.\.\.")
IDENTIFIER = re.compile(
    r"(?:https?://\S+|www\.\S+|(?:doi:\s?|doi\.org/)?10\.\d{4,9}/\S+)", re.IGNORECASE
)
UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF, 0x2060))
# A ligature is its letters, so that a word with one may move in a second round of fixes.
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
DASH = r"[-\u2010-\u2015\u2212]"

_SILENT = """
    and und et y e och og en i & vol volume volumen vols no nr number núm num issue iss n n° nº
    band bd p pp pg pgs page pages s seite seiten pág págs doi pmid pmcid pubmed available from at
    in retrieved url verfügbar unter disponible с стр
"""
SILENT = frozenset(_SILENT.split())
SAME = [
    set(each.split())
    for each in (
        "supplement supplements suppl supp sup",
        "edition ed edn eds editor editors edited hrsg hg herausgeber",
        "aufl auflage",
        "trans translator translators",
        "chapter chap ch kapitel kap",
        "part pt pts parts",
        "report rep",
        "junior jr",
        "senior sr",
        *(
            f"{a} {b} {c} {d}"
            for a, b, c, d in (
                ("first", "1st", "1", "i"),
                ("second", "2nd", "2", "ii"),
                ("third", "3rd", "3", "iii"),
                ("fourth", "4th", "4", "iv"),
            )
        ),
    )
]
MONTHS = [
    set(each.split())
    for each in (
        "january jan januar jän jänner janvier janv enero ene janeiro gennaio gen",
        "february feb februar febr février févr fév febrero fevereiro fev febbraio",
        "march mar märz mär mrz mars marzo março",
        "april apr avril avr abril abr aprile",
        "may mai mayo maio maggio mag",
        "june jun juni juin junio junho giugno giu",
        "july jul juli juillet juil julio julho luglio lug",
        "august aug août agosto ago",
        "september sep sept septembre septiembre setiembre setembro settembre set",
        "october oct oktober okt octobre octubre outubro ottobre ott out",
        "november nov novembre noviembre novembro",
        "december dec dezember dez décembre déc diciembre dic dezembro dicembre",
    )
]
OTHERS = {
    *("et al", "et alii", "and others", "and colleagues", "ve ark", "ve arkadaşları", "u a"),
    *("und andere", "et coll", "y cols", "y col", "e cols", "e col", "e outros", "y otros"),
    *("等", "他", "외"),
    *("e altri", "i in", "i wsp", "и др", "и соавт", "та ін", "en anderen", "e a", "m fl"),
}


def lost_words(
    before: str, after: str, same_journal: Callable[[str, str], bool] = lambda one, two: False
) -> list[str]:
    """Name what two texts of one entry say differently; nothing where a safe fix may be the way.

    `same_journal` tells of two stretches of words whether a table knows both as one journal.
    """
    one, two = _parts(before), _parts(after)
    if [_bare(each) for each in one[1]] != [_bare(each) for each in two[1]]:
        if Counter(map(_bare, one[1])) != Counter(map(_bare, two[1])):
            return [f"identifiers {one[1]} became {two[1]}"]
    old, new = one[0], two[0]
    problems = []
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = [each[1:] for each in matcher.get_opcodes() if each[0] != "equal"]
    while changes:
        a, b, c, d = changes[0]
        renamed = _renamed(old, new, changes, same_journal)
        if renamed:
            changes = changes[renamed:]
            continue
        changes = changes[1:]
        if _explained(old[a:b], new[c:d]):
            continue
        gone.update(_atoms(old[a:b]))
        come.update(_atoms(new[c:d]))
        problems.append(f"{' '.join(old[a:b])!r} became {' '.join(new[c:d])!r}")
    # What moved as a whole is gone here and come there.
    left = [word for word in (gone - come) | (come - gone) if word not in SILENT]
    if not left or _same_letters(gone, come):
        return []
    return problems


def _same_letters(gone: Counter[str], come: Counter[str]) -> bool:
    """Tell whether what is left over are capitals, joined or apart or put in small letters."""
    one, two = gone - come, come - gone
    if not all(word.isupper() and word.isalpha() for word in one):
        return False
    letters = ["".join(each.elements()).casefold() for each in (one, two)]
    return Counter(letters[0]) == Counter(letters[1])


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, ranges written out, and its identifiers by themselves."""
    text = unicodedata.normalize("NFC", text).translate(UNSEEN).translate(LIGATURES)
    identifiers = IDENTIFIER.findall(text)
    text = IDENTIFIER.sub(" ", text).replace("\u2019", "'")
    text = re.sub(
        rf"\b([^\W\d_]{{0,4}})(\d+)\s{{0,3}}{DASH}{{1,2}}\s{{0,3}}([^\W\d_]{{0,4}})(\d+)\b",
        _written_out,
        text,
    )
    return WORD.findall(text), identifiers


def _written_out(found: re.Match[str]) -> str:
    letter, first, other, last = found.groups()
    if other not in ("", letter) or (other and len(last) < len(first)):
        return found[0]
    if len(last) < len(first) and int(first[: len(first) - len(last)] + last) >= int(first):
        # "2269-273" is no short form of anything: one figure too many, or one lost.
        if not (len(last) > 2 and last[0] == first[len(first) - len(last)]):
            last = first[: len(first) - len(last)] + last
    return f"{letter}{first}-{letter}{last}"


def _bare(identifier: str) -> str:
    found = re.search(r"10\.\d{4,9}/\S+", identifier)
    bare = found[0] if found else re.sub(r"^https?://", "", identifier)
    return bare.casefold().strip("\"'()[]<>.,;:\u201d\u00bb/")


def _renamed(
    old: list[str],
    new: list[str],
    changes: list[tuple[int, int, int, int]],
    same_journal: Callable[[str, str], bool],
) -> int:
    """Return how many of the next changes lie in one journal's name, known in both forms."""
    a, _, c, _ = changes[0]
    for number in range(min(4, len(changes)), 0, -1):
        _, b, _, d = changes[number - 1]
        for left in range(min(7, a + 1, c + 1)):
            for right in range(min(7, len(old) - b + 1, len(new) - d + 1)):
                one, two = old[a - left : b + right], new[c - left : d + right]
                if one and two and len(one) < 16 and same_journal(" ".join(one), " ".join(two)):
                    return number
    return 0


def _explained(old: list[str], new: list[str]) -> bool:
    if " ".join(old).casefold() in OTHERS and " ".join(new).casefold() in OTHERS:
        return True
    if _initials(old) and _initials(new) and "".join(old) == "".join(new):
        return True
    if old and all(map(str.isupper, old)) and "".join(old).casefold() == "".join(new).casefold():
        return True
    if re.fullmatch(r"\d+[A-Za-z]+", "".join(old)) and "".join(old) == "".join(new):
        return True
    one = [word for word in old if word.casefold() not in SILENT]
    two = [word for word in new if word.casefold() not in SILENT]
    return len(one) == len(two) and all(map(_same, one, two))


def _initials(words: list[str]) -> bool:
    return bool(words) and all(len(word) <= 5 and word[0].isupper() for word in words)


def _same(one: str, two: str) -> bool:
    if one.casefold() == two.casefold():
        return True
    first, second = one.casefold(), two.casefold()
    if any(first in group and second in group for group in (*SAME, *MONTHS)):
        return True
    return one.isalpha() and unicodedata.normalize("NFKC", one) == unicodedata.normalize(
        "NFKC", two
    )


def _atoms(words: list[str]) -> list[str]:
    atoms = []
    for word in words:
        low = word.casefold()
        if word.isupper():
            atoms.append(word)
            continue
        group = next((n for n, each in enumerate(MONTHS) if low in each), None)
        form = next((n for n, each in enumerate(SAME) if low in each and not low.isdigit()), None)
        if group is not None:
            atoms.append(f"month {group}")
        elif form is not None:
            atoms.append(f"form {form}")
        elif low not in SILENT:
            atoms.append(word)
    return atoms
