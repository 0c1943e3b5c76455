"""What stands behind the citation itself: language, retractions and errata, parts of a work.

Citing Medicine 2nd ed., ch. 1A "Language" and "Notes"; ICMJE samples "Article containing
retraction", "Article corrected and republished", "Article with published erratum"; ch. 2B and 25B
for the part of a book or site behind its date ("Filamin; p. 675.").
"""

from __future__ import annotations

import re

from carcite.model.identifiers import Identifier
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, NO_DATE, YEAR
from carcite.reading.parts.draft import Draft, drop
from carcite.reading.parts.fields import put_date
from carcite.reading.parts.national import read_behind_mark, read_cjk_imprint
from carcite.reading.parts.title_marks import PRODUCT_NOTE
from carcite.text.pattern import pattern

# Takes "Retraction of: ", "Erratum in: ", "Comment on: ", "Corrected and republished from: ".
_RELATION = pattern(
    # "(2009). Update of the guidelines" is a title behind its year; "(2009). Update of: " is none.
    r"(?:(?<=[\d\])][.;]\ )(?!(?<=\d\d\d\d\)\.\ )[^.:]*\.)"
    r"|(?<=[\d\])]\.\ [(\[])|(?<=\.\ )(?=S\w+ed\ by)"
    r"|(?<=\.\ \()(?=Original)"
    # "https://doi.org/10.1/x Erratum in: Blood" is a note; "Correction to: Cells" is a title.
    r"|(?:(?<=[\w.)]\ )|(?<=[\w.)]\ \())"
    r"(?=(?:Errat(?:um|a)|Comment|Retraction|Correction)\ in:\ ))"
    r"(?P<note>(?:(?:(?:Partial\ )?[Rr]etraction\ (?:of|in)|"
    r"(?:[Pp]ublished\ )?(?:[Rr]etraction|[Ee]rratum|[Cc]orrection)\ (?:published|appears)\ in|"
    r"Retracted\ (?:in|and\ republished\ in)|Errat(?:um|a)\ (?:in|for)|"
    r"Comment\ (?:in|on)|Correct(?:ed|ion)(?:\ and\ republished)?\ (?:from|in|to)|"
    r"Republished\ (?:from|in)|Reprint(?:ed)?\ (?:of|from|in)|Update\ (?:of|in)|"
    r"Expression\ of\ concern\ (?:in|for)|Summary\ for\ patients\ in|Original\ report\ in|"
    r"Original(?:\ work|ly)\ published|Licen[cs]e):?|Sponsored\ by|Supported\ by)\ .*)\Z",
    re.DOTALL,
)
_RELATION_WORDS = (
    "etract", "rrat", "omment", "orrect", "epublish", "eprint", "pdate", "oncern", "atients in",
    "report in", "riginal", "ponsored", "upported",
    "Licen",
)  # fmt: skip
_LANGUAGES = (
    "Norwegian|German|French|Spanish|Italian|Portuguese|Russian|Japanese|Chinese|Dutch|Swedish|Danish|"
    "Finnish|Polish|Czech|Hungarian|Turkish|Korean|Ukrainian|Greek|Hebrew|Romanian|Croatian|Serbian|"
    "Bulgarian|Slovak|Slovenian|Persian|Arabic|Icelandic|Lithuanian|Latvian|Estonian|English|Catalan|"
    # The codes of MARC, as PubMed's records and programs that copy them have them.
    "eng|ger|fre|spa|ita|por|rus|jpn|chi|dut|swe|dan|nor|fin|pol|cze|hun|tur|kor|heb"
)
# Takes ". Norwegian.", ". German with English abstract", " [in French]".
_LANGUAGE = pattern(
    rf"(?:[.;]\ |\ ?[(\[](?:[Aa]rticle\ )?[Ii]n\ )(?P<language>(?:{_LANGUAGES})(?:(?:,|\ and)"
    rf"\ (?:{_LANGUAGES}))*)"
    r"(?:\ with\ English\ (?:abstract|summary))?[)\]]?[.\ ]*\Z"
)


# Takes the "// " and "- " of "Title // Journal. - 2015. - T. 87", as Russian lists print them.
_SLASHES = pattern(r"(?<=\ )//(?=\ )")
# Takes the "[C]//" of GB/T 7714-2015, 8.8.2, behind which the book stands that holds the part.
_PART_OF = pattern(r"\[[CMGA]\]\ ?//\ ?(?=\w)")
_GLUED_SLASHES = pattern(r"(?<=[a-z.])//(?=[A-Z])")
# Takes the " / B. V. Orlov, A. A. Kuznecov " that GOST puts between a title and the two slashes.
_AUTHORS_AGAIN = pattern(r"\ /\ (?:[A-Z]\.\ ?){1,2}[A-Z][^/]{2,200}\ \Z")
_PARTING_DASH = pattern(r"(?<=[.,]\ )-\ (?=[\w])")


def drop_slashes(draft: Draft) -> None:
    """Put a stop for the two slashes before a journal, and drop the dashes between the parts.

    GOST R 7.0.5-2008, 4.9: the area of the source is set off by " // ".
    """
    if "//" not in draft.plain:
        return
    part = _PART_OF.search(draft.plain)
    glued = part or _GLUED_SLASHES.search(draft.plain)
    if glued:
        # The same in words, and as long: "[C]//Proceedings" is ". I: Proceedings".
        said = ". I:".ljust(glued.end() - glued.start()) if part else ". "
        clean = draft.clean
        draft.skip(*glued.span())
        draft.clean = clean[: glued.start()] + said + clean[glued.end() :]
        drop(draft, [], len(clean))
        return
    found = _SLASHES.search(draft.plain)
    if found is None:
        return
    at = found.start() - 1
    if draft.plain[at - 1] not in ".?!":
        draft.clean = f"{draft.clean[:at]}.{draft.clean[at + 1 :]}"
    again = _AUTHORS_AGAIN.search(draft.plain, 0, found.start())
    named = [(again.start(), at)] if again else []
    spans = [found.span(), *named, *(each.span() for each in _PARTING_DASH.finditer(draft.plain))]
    for span in sorted(spans):
        draft.skip(*span)
    drop(draft, sorted(spans), len(draft.plain))


# Takes ". AWMF-Register-Nr. 020-003" and " (AWMF-Registernummer: 020/003)".
_REGISTER = pattern(
    r"[.;,]?\ \(?(?:AWMF-?(?:\ ?Leitlinien)?-?\ ?(?:Register|Reg\.|Leitlinie)?-?\ ?"
    r"(?:[Nn]ummer|[Nn]r\.?|[Nn]o\.?)?|Register(?:nummer|-?\ ?[Nn]r\.?))"
    r":?\ ?(?P<number>\d{3}[-/]\d{3}\w{0,4})\)?"
    r"(?:,\ (?:Entwicklungsstufe|Klasse):?\ ?[S\d][\dek+]*)?"
)


# Takes ". NCT04368728. ", ". ChiCTR1900024567. ", "; CTRI/2020/05/025022. ": capitals and figures
# that stand alone between stops; refuses "PMC3049418" and the patent "US8697359B1".
_REGISTERED = pattern(
    r"(?<=[a-z\])\d])[.;]\ (?:Identifier:?\ )?(?P<number>(?!PM|US\d|EP\d|WO\d|DE\d)"
    r"[A-Z][A-Za-z]{1,7}(?<=[A-Z])-?"
    r"(?:\d{6,14}|/\d{4}/\d{2}/\d{4,6}|\d{4}-\d{6}-\d{2}))(?=[.;]\ )"
)


# Takes ". Accession GSE112233", "; accession no. MN908947.3" of data banks.
_ACCESSION = pattern(
    r"[.;,]\ \(?(?:GenBank\ )?[Aa]ccession(?:\ (?:[Nn]os?\.?|[Nn]umbers?|ID|code))?:?\ "
    r"(?P<number>[A-Z]{1,6}_?-?\d{3,12}(?:\.\d+)?)\)?"
)


def read_register(draft: Draft) -> None:
    """Read the number of a guideline or a trial in its register, and drop it from the text."""
    plain = draft.plain
    found = _ACCESSION.search(plain) if "ccession" in plain else None
    if found:
        draft.fields.setdefault("type", "dataset")
    elif "AWMF" in plain or "Registernummer" in plain:
        found = _REGISTER.search(plain)
    elif any(word in plain for word in ("CT", "TR", "CRD", "UMIN", "RBR")):
        found = _REGISTERED.search(plain)
    if found:
        draft.take("number", Role.NUMBER, *found.span("number"))
        draft.skip(*found.span())
        drop(draft, [found.span()], len(plain))


# Takes ". Stand: Mai 2018", the day of a text's last change; beside an address, that of access.
_STAND = pattern(
    rf"[.;,]\ Stand:?\ (?P<date>(?:\d{{1,2}}\.\ ?)?[A-Z][a-z]{{2,8}}\ (?P<year>{YEAR}))(?=[.;,]|\Z)"
)


def read_stand(draft: Draft) -> None:
    """Read the day of the last change for the date of issue, and drop it from the text."""
    if "Stand" not in draft.plain or "://" in draft.plain or "www." in draft.plain:
        return
    match = _STAND.search(draft.plain)
    if match:
        put_date(draft, match.span("year"), match.span("date"))
        draft.skip(*match.span())
        drop(draft, [match.span()], len(draft.plain))


# What follows a note and is no part of it.
_IDENTIFIERS_BEHIND = pattern(
    r"\.?\ (?:PubMed\ )?(?:PMID|PMCID|Available\ from|doi:\ ?10\.\S+\ *\Z)"
)


def read_relation(draft: Draft) -> None:
    """Read a note on another version of the work, and drop it from the draft's text.

    It is read before anything else, for it holds a whole citation of its own.
    """
    plain = draft.plain
    if not any(word in plain for word in _RELATION_WORDS):
        return
    match = _RELATION.search(plain)
    if match is None:
        return
    first, stop = match.start("note"), match.end()
    behind = _IDENTIFIERS_BEHIND.search(plain, first)
    if behind and "doi" not in behind[0]:
        stop = behind.start()
    last = stop
    while plain[last - 1] in " .)]":
        last -= 1
    draft.take("note", Role.NOTE, first, last)
    opening = first - (plain[first - 1 : first] in ("(", "["))
    draft.skip(opening, first)
    drop(draft, [(opening, stop)], len(plain))


def read_language(draft: Draft, end: int) -> int:
    """Read the language of the work and return where the citation ends before it."""
    plain = draft.plain
    last = end - 1
    while last >= 0 and plain[last] in " .)]":
        last -= 1
    if last < 0 or not plain[last].isalpha():
        return end
    match = _LANGUAGE.search(plain, max(0, end - 60), end)
    if match is None:
        return end
    draft.take("language", Role.LANGUAGE, *match.span("language"))
    draft.skip(match.start() + 1, match.start("language"))
    draft.skip(match.end("language"), match.end())
    return match.start() + 1


# Takes ". Review." behind the pages, as PubMed prints it.
_KIND_BEHIND = pattern(
    r"(?<=\d)\.\ (?:(?P<note>Review|Editorial|Comment|Case\ [Rr]eports?)|"
    r"(?P<medium>Print|Web)|No\ abstract\ available)"
    r"[.\ ]*\Z"
)


def read_kind_behind(draft: Draft, end: int) -> int:
    """Read what a database says of the work; return where the citation ends before it."""
    match = _KIND_BEHIND.search(draft.plain, max(0, end - 40), end)
    if match is None:
        return end
    if match["note"]:
        draft.take("note", Role.NOTE, *match.span("note"))
    elif match["medium"]:
        draft.take("medium", Role.MEDIUM, *match.span("medium"))
    else:
        draft.skip(match.start() + 1, end)
    return match.start() + 1


# Takes ". discussion 1275-8." where a stop stands for the semicolon before it.
_DISCUSSION = pattern(r"(?<=\d)\.\ (?P<note>(?:discussion|quiz)\ [\w-]+(?:,\ \d[\w-]*)*)[.\ ]*\Z")


def read_discussion(draft: Draft, end: int) -> int:
    """Read the pages of a discussion that a stop sets off; return where the citation ends."""
    match = _DISCUSSION.search(draft.plain, max(0, end - 50), end)
    if match is None:
        return end
    draft.take("note", Role.NOTE, *match.span("note"))
    return match.start() + 1


# Takes ". Filamin; p. 675." and ". AMA Office of Group Practice Liaison; [about 2 screens]."
_PART = pattern(
    r"(?<=[\d\])-])\ ?\.?\ (?:Chapter\ \d{1,3}[A-Z]?,\ )?(?P<title>[A-Z][^;:]{2,120}?)"
    r"(?:;\ unique\ ID:\ (?P<id>\w+))?;\ "
    r"(?:(?=p\.\ ?[A-Za-z]?\d)|\[(?P<length>about\ [^\]]{1,20})\](?P<rest>[.\ ]|\Z))"
)
# Takes ". Identifier NCT00287391, Safety study of AMG 531; 2006 Feb 6 ; [about 4 screens]".
_TRIAL = pattern(
    r"\.?\ (?:[Ii]dentifier|ID):?\ (?P<trial>[A-Z][A-Za-z]{1,5}\d[\d-]{5,16})[,.;:]\ "
    r"(?P<title>[^;]{3,300}?)"
    rf";\ (?P<date>(?P<year>{YEAR})(?:\ {LIKE_MONTHS_AND_DAYS})?)"
    rf"\ ?(?:;\ \[(?P<length>(?:about\ |\d)[^\]]{{0,20}})\])?"
)


def _trial(draft: Draft, match: re.Match[str]) -> tuple[int, tuple[int, int]]:
    title = match.span("title")
    draft.mark(Role.IDENTIFIER, *match.span("trial"))
    draft.identifiers.append(Identifier("trial", match["trial"]))
    put_date(draft, match.span("year"), match.span("date"))
    if match["length"]:
        draft.take("number_of_pages", Role.NUMBER_OF_PAGES, *match.span("length"))
    draft.skip(match.start(), title[0])
    draft.skip(title[1], match.end())
    return match.start(), title


_FILES = pattern(r"(?P<note>Files\ updated\ [^.]{3,20})\.?\ ?")


def read_part(draft: Draft, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Find a part of a work behind its date; return where the work ends and the part's title.

    The length of the part is read; its pages are left to stand at the end.
    """
    plain = draft.plain
    if "; " not in plain:
        return end, None
    trial = _TRIAL.search(plain, start, end)
    if trial:
        return _trial(draft, trial)
    match = _PART.search(plain, start, end)
    if match is None:
        return end, None
    title = match.span("title")
    if match["length"]:
        draft.take("number_of_pages", Role.NUMBER_OF_PAGES, *match.span("length"))
    if match["id"]:
        draft.take("number", Role.NUMBER, *match.span("id"))
    draft.skip(match.start(), title[0])
    draft.skip(title[1], match.end())
    files = _FILES.search(plain, match.end(), end)
    if files:
        draft.take("note", Role.NOTE, *files.span("note"))
    return match.start() + (plain[match.start()] == "."), title


# Takes the "[J]" of GB/T 7714-2015 behind a title, with its carrier: "[EB/OL]".
_KIND_MARK = pattern(
    r"(?<=[^\s\[])\ ?\[(?P<kind>[MJCDPRSNGZA]|EB|DB|CP|DS)(?:/(?:OL|CD|DK|MT))?\](?=[.,:;\s/]|\Z)"
)
# Takes "[dataset] Oguro M", as Elsevier prints before the authors.
_KIND_BEFORE = pattern(
    r"\[(?P<kind>dataset|data\ set|software|computer\ program)\]\ ", re.IGNORECASE
)
_ABSTRACT_NUMBER = pattern(
    r"(?<=[A-Za-z)][.;]\ )(?P<note>(?:Abstract|Poster|Paper)\ "
    r"(?:[Nn]o\.?\ |number\ |#)?[A-Z]{0,3}-?\d+)"
    r"[.\ ]*\Z"
)
_NO_DATE = pattern(
    rf"(?:[;,.]\ \[?|(?<=[a-z])\ (?=[os]\.\ ?[JdfDa]))(?P<date>{NO_DATE})\]?[.\ ]*\Z"
)


def read_kind(draft: Draft) -> None:
    """Read marks that name the kind of work, and drop them from the draft's text."""
    plain = draft.plain
    if "[" not in plain:
        if not draft.clean.isascii():
            read_cjk_imprint(draft)
        return
    before = _KIND_BEFORE.match(plain)
    if before:
        software = before["kind"][0] in "sScC"
        draft.fields["type"] = "software" if software else "dataset"
        draft.skip(*before.span())
        drop(draft, [before.span()], len(plain))
    mark = _KIND_MARK.search(draft.plain) if "[" in draft.plain else None
    if mark:
        draft.skip(*mark.span())
        behind = read_behind_mark(draft, mark["kind"], mark.end())
        drop(draft, [mark.span(), *behind], len(draft.plain))


# Takes the "Package insert. " of "Lamictal. Package insert. Novex; 2009." and "Dataset. ".
_KIND_BETWEEN = pattern(
    rf"(?<=[.)\]?!]\ )(?:(?P<note>{PRODUCT_NOTE.pattern})|(?P<data>Data\ ?set)"
    r"|(?P<genre>Preprint)(?=\.\ \w+Rxiv\b))\.\ (?=[A-Z\d]|\w+Rxiv)"
)
_KINDS_BETWEEN = (
    "reprint.",
    "nsert.",
    "leaflet.",
    "formation.",
    "onograph.",
    "teristics.",
    "label.",
    "set. ",
)


def read_kind_between(draft: Draft) -> None:
    """Read a kind of work that stands between stops, and drop it from the draft's text."""
    if not any(word in draft.plain for word in _KINDS_BETWEEN):
        return
    match = _KIND_BETWEEN.search(draft.plain)
    if match is None:
        return
    if match["note"]:
        draft.take("title_note", Role.TITLE_NOTE, *match.span("note"))
    elif match["genre"]:
        draft.take("genre", Role.GENRE, *match.span("genre"))
    else:
        draft.fields["type"] = "dataset"
        draft.skip(*match.span("data"))
    drop(draft, [match.span()], len(draft.plain))


def read_abstract_number(draft: Draft, end: int) -> int:
    """Read the number of an abstract at the end; return where the citation ends before it."""
    match = _ABSTRACT_NUMBER.search(draft.plain, max(0, end - 40), end)
    if match is None:
        return end
    draft.take("note", Role.NOTE, *match.span("note"))
    return match.start() - 1


def read_no_date(draft: Draft, end: int) -> int:
    """Read the words that say that a work bears no date; return where the citation ends."""
    match = _NO_DATE.search(draft.plain, max(0, end - 30), end)
    if match is None:
        return end
    draft.fields.setdefault("issued", Literal(draft.clean[slice(*match.span("date"))]))
    draft.mark(Role.YEAR, *match.span("date"))
    draft.skip(match.start(), match.start("date"))
    return match.start()
