"""How NLM prints each kind of work; the other profiles change what they print otherwise.

Citing Medicine: The NLM Style Guide for Authors, Editors, and Publishers, 2nd ed. (2007, updated
to 2015), https://www.ncbi.nlm.nih.gov/books/NBK7256/, and ICMJE's Samples of Formatted References,
https://www.nlm.nih.gov/bsd/uniform_requirements.html. Types are CSL's.
"""

from __future__ import annotations

from collections.abc import Mapping

_TAIL = "< {doi}.>< Epub {epub}.>< PMID: {pmid}<; PMCID: {pmcid}>.>< Available from: {url}>"
_ARTICLE = (
    "<{authors}. ><{title}< [{title-note}]>. ><{container}< [{medium}]>. ><{date}>"
    "< [<updated {updated}><cited {accessed}>]><;<{volume}><({issue})>><:{pages}>."
    "< {language}.>< {status}.>" + _TAIL
)
_BOOK = (
    "<{authors}. ><{editors}, {editor-label}. ><{title}< [{medium}]>. ><Vol. {volume}. >"
    "<{edition} ed. ><{place}: ><{publisher}; ><{year}>< [cited {accessed}]>."
    "< {page-count} p.>< ({collection}).>< {note}.>" + _TAIL
)
_CHAPTER = (
    "<{authors}. ><{title}. >In: <{editors}, {editor-label}. ><{container}< [{medium}]>. >"
    "<Vol. {volume}. ><{edition} ed. ><{place}: ><{publisher}; ><{year}>< [cited {accessed}]>."
    "< p. {pages}.>< ({collection}).>" + _TAIL
)
_REPORT = (
    "<{authors}. ><{title}< [{medium}]>. ><{place}: ><{publisher}; ><{date}>"
    "< [<updated {updated}; ><cited {accessed}>]>.< Report No.: {number}.>" + _TAIL
)
_WEB = (
    "<{authors}. ><{title}< [{medium}]>. ><{container}. ><{place}: ><{publisher}; ><{date}>"
    "< [<updated {updated}; ><cited {accessed}>]>." + _TAIL
)
_THESIS = "<{authors}. ><{title}< [{genre}]>. ><{place}: ><{publisher}; ><{year}>." + _TAIL
_NEWSPAPER = "<{authors}. ><{title}. ><{container}. ><{date}><:{pages}>." + _TAIL
_PREPRINT = (
    "<{authors}. ><{title}< [{genre}]>. ><{container}< [{medium}]>. ><{date}>"
    "< [cited {accessed}]><:{number}>." + _TAIL
)

NLM_TEMPLATES: Mapping[str, str] = {
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE,
    "article": _PREPRINT,
    "article-newspaper": _NEWSPAPER,
    "book": _BOOK,
    "chapter": _CHAPTER,
    "paper-conference": _CHAPTER,
    "report": _REPORT,
    "thesis": _THESIS,
    "webpage": _WEB,
    "post": _WEB,
    "dataset": _WEB,
    "software": _WEB,
    "document": _WEB,
}
