"""The headings that reference lists stand under, in the languages of medical journals.

The words are those that journals in English, German, French, Spanish, Portuguese, Italian, Dutch,
the Nordic languages, Polish, Czech, Hungarian, Turkish, Russian, Ukrainian, Greek, Chinese,
Japanese and Korean print.

>>> is_heading("Literatur"), is_heading("7. References:"), is_heading("References to them")
(True, True, False)
"""

from __future__ import annotations

import re

from carcite.text.pattern import pattern

_WORDS = (
    # English
    "references?(?: and notes?| cited| list)?|reference list|list of references|bibliography|"
    "bibliographic references|(?:selected |annotated |key )(?:references|bibliography|readings?)|"
    "works cited|sources|literature(?: cited)?|cited (?:literature|references|works)|"
    "(?:suggested|recommended|further) readings?|(?:supplement(?:ary|al)?|additional|appendix|"
    "online|web|e-?) ?references?|references? \\(?(?:supplement|appendix|online(?: only)?)\\)?|"
    "(?:appendix|supplement|chapter) [a-z0-9]{1,4}:? references|"
    "references? (?:for|to|of) (?:the )?(?:appendix|supplement|chapter|methods|online).{0,30}|"
    # German
    "literatur(?:verzeichnis|angaben|liste|hinweise)?|quellen(?:verzeichnis|angaben)?|"
    "referenz(?:en|liste)|weiterführende literatur|schrifttum|"
    # French
    "références?(?: bibliographiques?)?|bibliographie|liste des références|"
    # Spanish, Portuguese, Italian, Catalan
    "referencias?(?: bibliográficas?)?|bibliografía(?: citada)?|literatura citada|"
    "referências?(?: bibliográficas?)?|bibliografia(?: essenziale)?|"
    "riferimenti(?: bibliografici)?|referències|referencies|"
    # Dutch, Nordic, Finnish
    "literatuur(?:lijst|verwijzingen)?|referenties|referenser?|referanser|referencer|"
    "litteratur(?:förteckning|liste|lista)?|källor|källförteckning|kirjallisuutta|kirjallisuus|"
    "lähteet|viitteet|heimildir|"
    # Polish, Czech, Slovak, Croatian, Hungarian, Romanian, Turkish
    "piśmiennictwo|literatura|bibliografie|použitá literatura|seznam literatury|reference|"
    "irodalom(?:jegyzék)?|hivatkozások|referințe|kaynaklar|kaynakça|"
    # Cyrillic, Greek
    "(?:список )?(?:использованной )?литератур[аы]|библиография|источники|література|літератур[аи]|"
    "список (?:источников|літератури)|βιβλιογραφία|αναφορές|"
    # Chinese, Japanese, Korean
    "参\\s?考\\s?文\\s?献|參考文獻|引用文献|文\\s?献|主要参考文献|참고\\s?문헌"
)
_NUMBERING = (
    r"(?:#{1,6}\s*+|\*{1,3}|_{1,2}|=+\s|(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-Z])[.)]?\s++)?"
)
# Takes "## References", "VII. LITERATUR", "References (42)", "References[edit]"; refuses "Reference
# ranges".
_HEADING = pattern(
    rf"{_NUMBERING}[\[【《<]?\s*+(?:{_WORDS})\s*+[\]】》>]?"
    r"(?:\s*[(\[][^()\[\]]{1,24}[)\]])?\s*+(?:\*{1,3}|_{1,2}|#{1,6}|=+)?\s*+[:：.]?\s*+(?:\*{1,3})?\Z",
    re.IGNORECASE,
)
# A heading on the line of the first entry: takes "References: 1. Smith", "Literatur 1 June".
_RUN_IN = pattern(
    rf"(?:{_WORDS})(?:\s*+[:.：]\s++|\s++)(?=[\[(]?1[\]).]{{0,2}}\s)|(?:{_WORDS})\s*+[:：]\s++(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
# A heading that a conversion has glued to the end of the paragraph before it.
_GLUED = pattern(
    r"(?<=[.)\]])(?:References|REFERENCES|Bibliography|Literatur|Literaturverzeichnis|Références|"
    r"Bibliografía|Referências|Bibliografia|参考文献)\Z"
)
_LONGEST = 70


def is_heading(line: str) -> bool:
    """Tell whether a line is the heading of a reference list and nothing else."""
    if len(line) > _LONGEST or (line[:1].islower() and line[-1:] == "."):
        return False
    return bool(_HEADING.match(line))


def run_in_heading(line: str) -> int:
    """Return the length of a heading that shares its line with the first entry, without the blank
    after it; 0 without one."""
    match = _RUN_IN.match(line)
    return len(match[0].rstrip()) if match else 0


def glued_heading(text: str, start: int, end: int) -> int:
    """Return where a heading begins that is glued to the end of a line; -1 without one."""
    match = _GLUED.search(text, max(start, end - 30), end)
    return match.start() if match else -1
