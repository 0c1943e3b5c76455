"""The shapes of the date-volume-page block: volumes, issues in brackets, pages, and their orders.

>>> VOLUME_FIRST.search("277(12), 3693-702")["issue"]
'12'
>>> VOLUME_BEFORE_ISSUE.search("277(1701), 3693-702")["issue"]
'1701'
"""

from __future__ import annotations

import re

from carcite.reading.parts.dates import MONTHS_AND_DAYS, YEAR
from carcite.reading.parts.locators import (
    LETTERED,
    PAGE_RANGE,
    PAGES,
    PART,
    SINGLE_PAGE,
    SUPPLEMENT,
)
from carcite.text.pattern import pattern

# The raised stop of Springer's German journals, "2015 · 29", is a star in the plain text.
_SEP = r"(?:\ ?[;,:.]{1,2}\ ?|\ \*\ |\ )"
_VOLUME_LABEL = (
    r"(?:(?:[Vv]ol(?:umen|ume|\.)?|[Vv]\.|Bd\.?|Band|Jg\.?|Jahrgang|[Tt]omo?\.?|[Tt]\.)\ ?)"
)
# What stands before "55, 153-160" is of the journal's name: "Deep-Sea Research II, 55, 153-160".
_VOLUME_BEHIND = r",\ \d{1,4},\ \d"
_VOLUME = (
    r"(?:(?:[A-Z]{1,3}-?)?\d{1,5}(?!\d|\ ?pp?\b)(?:-?[A-Za-z](?![A-Za-z])|\ [A-Z](?=[(:]))"
    rf"?(?:[-/]\d{{1,5}}(?!\d|[ ]?\(|\.\d))?"
    rf"|(?<!\bPart\ )[IVXLC]{{1,7}}(?![A-Za-z.]|{_VOLUME_BEHIND})"
    # The Lancet and the BMJ numbered the halves of a year: "Lancet 1986;i:307-10".
    r"|(?<=\d;)i{1,2}(?=:\ ?\d)|(?<=\d;\ )i{1,2}(?=:\ ?\d))"
)
_BRACKET = rf"\((?!{YEAR}\))(?P<issue>[^()]{{1,60}}(?:\([^()]{{1,30}}\)[^()]{{0,30}})?)\)"
# Alone, without a volume before it, a bracket must hold a number: "(401):230-8".
_NUMBER_IN_BRACKET = r"\((?=[^()]{0,30}\d|[Ss]up)" + _BRACKET.replace("issue", "issue0")[2:]
_ISSUE_LABEL = r"(?:[Nn]o\.?|[Nn]r\.?|[Nn]\.|[Nn]um\.?|[Ii]ss(?:ue)?\.?|Heft|H\.|fasc\.?|[Nn]o)"
_ISSUE_WORD = rf"[,;]?\ ?{_ISSUE_LABEL}\ ?(?P<issue2>[\w/-]{{1,8}}(?:\ {SUPPLEMENT}(?:\ ?\w+)?)?)"
_ISSUE = (
    rf"(?:(?:\ |:(?=\(\d{{1,3}}\)\ ?\d))?{_BRACKET}"
    rf"|{_ISSUE_WORD}|/(?P<issue3>\d{{1,3}})(?=:|,\ ?\d))"
)
_EXTRA = (
    rf"(?:[:,]?\ ?(?:(?<=:\ )\(|(?<=:)\()?(?P<supplement>(?:{SUPPLEMENT}|{PART})"
    rf"(?:\ ?(?:\d{{1,3}}|[A-Z])(?![\w-]))?)\)?(?!{_VOLUME_BEHIND}))"
)
_PAGE_LABEL = (
    r"(?:pages?\ |p{1,2}(?:\.\ ?|\ )(?=[A-Za-z]{0,2}\d|[ivxlc]+-)|P{1,2}\.?\ (?=\d)|"
    r"p{1,2}(?=\d)|S\.\ ?(?=\d)|Seiten?\ |pags?\.?\ |"
    r"art(?:icle)?\.?\ (?:no\.?\ |number\ |ID:?\ )?|Article\ (?:no\.?\ |"
    r"ID:?\ )?|pii:?\ )"
)
# Takes the "A 612-614" of Deutsches Arzteblatt and the lettered "A-C" of an introduction.
_LETTERED = rf"(?:{LETTERED})(?=[.;,]?\ *\Z)"
LABELLED_PAGES = (
    rf"{_PAGE_LABEL}?(?P<pages>{_LETTERED}|{PAGES}"
    r"|[Aa]bstr(?:act)?\.?\ (?:no\.\ ?|n[or]\ )?\w+(?:-\w+)*+)"
)
_BODY = (
    rf"(?:(?P<label>{_VOLUME_LABEL})?(?P<volume>{_VOLUME}){_EXTRA}?{_ISSUE}"
    rf"?(?::\ ?(?P<supplement2>{SUPPLEMENT}(?:\ ?\d{{1,2}}(?!\d|-))?(?=[:\ ])))?|"
    rf"{_NUMBER_IN_BRACKET}|{_EXTRA.replace('supplement', 'supplement0')}|"
    r"(?:(?<=[,;.]\ )|(?<=\d;))(?:[Nn]o\.|N(?=\ ?\d))\ ?(?P<issue6>\d{1,5}(?:-\d{1,5})?))"
)
# What may still stand behind the pages: "[discussion 12]", "passim", "e5", "viii", "telas".
AFTER = (
    r"(?:(?:[,;]|\ :)?\ ?(?:passim|[Cc]ontd|CONTD|[Cc]oncl|illust|null"
    r"|\([^()]{1,40}\)|\[[^\]]{1,40}\]|"
    r"telas|pp?\.?))?[\ .,;:)\]]*"
)
# Behind a year a bracket holds no second one: "2010;277(1701):3693-702" of a weekly.
_BODY_OF_YEAR = _BODY.replace(rf"(?!{YEAR}\))", "", 1)
_DATE = (
    rf"(?P<date>(?P<year>{YEAR})(?P<letter>[a-z](?![A-Za-z]))?(?:\ ?[-/]\ ?(?:{YEAR}|"
    r"\d\d(?=[;\ )])))?"
    rf"[)\]]?(?:[,:]?\ (?P<when>{MONTHS_AND_DAYS})[)\]]?)?)"
)
YEAR_FIRST = pattern(
    rf"{_DATE}(?:{_SEP}{_BODY_OF_YEAR}(?P<colon>\ ?[:,;.]\ ?|\ (?={_PAGE_LABEL}|[eE]\d)|(?<=\)))"
    rf"?+(?:(?<=[:,;.\ )]){LABELLED_PAGES})?"
    rf"|\ ?[:;,.]{{1,2}}\ ?{_PAGE_LABEL}?(?P<only>{PAGE_RANGE})(?!\d|\ ?pp?\b)|"
    r",?\ \(?[Ii]ssue\ (?P<issue5>\d+)\)?(?:[.:,]\ (?:[Aa]rt(?:icle)?\.?\ [Nn]o\.?:?\ )"
    rf"?(?P<pages5>CD\d+))?)?{AFTER}",
    re.VERBOSE,
)
VOLUME_FIRST = pattern(
    rf"(?<![\w-]){_BODY}(?:(?:\ ?[:,;]\ ?|\ (?={_PAGE_LABEL})|\ (?=e?\d+(?:-|\ ?$)))(?<=[:,;\ ])"
    rf"{LABELLED_PAGES}){AFTER}\Z",
    re.VERBOSE,
)
# The same where no year is looked for: "277(1701), 3693-702" of a weekly.
VOLUME_BEFORE_ISSUE = pattern(VOLUME_FIRST.pattern.replace(_BODY, _BODY_OF_YEAR, 1), re.VERBOSE)
VOLUME_ALONE = pattern(
    rf"(?<![\w-])(?:(?P<label>{_VOLUME_LABEL})(?P<volume>{_VOLUME}){_ISSUE}?"
    rf"|(?P<volume2>{_VOLUME})\ ?{_BRACKET.replace('issue', 'issue4')}){AFTER}\Z",
    re.VERBOSE,
)
PAGES_ALONE = pattern(
    rf"(?<![\w-])(?:{_PAGE_LABEL}(?P<labelled>{SINGLE_PAGE}(?:-{SINGLE_PAGE})?)|(?<=[:;,.]\ )"
    rf"(?P<pages>[A-Za-z]?\d+-[A-Za-z]?\d+)|(?<=\ )(?:[Aa]rt(?:icle)?\.?\ [Nn]o\.?:?\ )"
    rf"?(?P<review>CD\d{{6}})){AFTER}\Z",
    re.VERBOSE,
)
NUMBER_ALONE = pattern(r"(?:(?<=[a-z.],\ )|(?<=[a-z.]\ ))(?P<volume>\d{1,4})[\ .,;)]*\Z")
# Takes the pages of "Clin Orthop Relat Res 230-238".
PAGES_BEHIND_NAME = pattern(r"(?<=[a-z]\ )(?P<pages>[A-Za-z]?\d+-[A-Za-z]?\d+)[\ .,;)]*\Z")
# The year's own figures come first, so that the search skips what is none; then what stands before.
ANY_YEAR = pattern(
    rf"{YEAR}(?!\d)(?!-(?!{YEAR}(?!\d))\d{{3,}})(?<![A-Za-z\d/-]\d{{4}})(?<!\d\.\d{{4}})"
    r"(?<![\d)]:\d{4})(?<![\d)]:\ \d{4})(?<!\bpp\.\ \d{4})(?<!\bp\.\ \d{4})(?<!\bpp\ \d{4})"
)
LEFT_OF_YEAR = pattern(r"[\ ]?[(\[,.;:]?[\ ]?[(\[]?\Z")
JUST_BEFORE = pattern(
    rf"(?<![\w-])(?P<label>{_VOLUME_LABEL})?(?P<volume>{_VOLUME}){_EXTRA}?"
    # "251.3 (2010): 412-19", as MLA joins volume and issue.
    rf"(?:{_ISSUE}|\.(?P<issue7>\d{{1,3}}))?[\ ,;]*\(?\Z",
    re.VERBOSE,
)
