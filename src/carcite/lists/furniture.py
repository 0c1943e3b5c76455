"""What stands among references on a page and is not of them: link words, page numbers, end matter.

The link words are those that the pages of PubMed, PMC, Springer Nature, Wiley, ScienceDirect, NEJM,
JAMA, BMJ, Thieme, Oxford, Science and Google Scholar print under each reference.

>>> is_link_line("[DOI] [PMC free article] [PubMed] [Google Scholar]")
True
>>> is_page_number("– 12 –"), ends_list("© 2025. Thieme. All rights reserved.")
(True, 'footer')
"""

from __future__ import annotations

import re
from typing import Literal

from carcite.text.pattern import pattern

_LINK_WORDS = (
    "Article in Thieme (?:Connect|E-Journals)|Article PubMed|Article Google Scholar|Article|"
    "PubMed Central|PubMed Abstract|PubMed|Pubmed|PMC free article|Free PMC article|PMC|"
    "CAS|Chemical Abstracts Service \\(CAS\\)|Google Scholar(?: Lookup)?|ADS|Search ADS|MathSciNet|"
    "NCBI|MATH|zbMATH|Mathematical Reviews|View Article(?: Online)?|View in Article|"
    "View article|View in Scopus|"
    "View Record in Scopus|View PDF(?: article)?|View at Publisher|View abstract|View|"
    "Cross ?[Rr]ef(?: Full Text)?|CROSSREF|DOI|Web of Science ?®?|ISI|Scopus(?: \\(\\d+\\))?|"
    "Medline|"
    "MEDLINE|Abstract/FREE Full Text|Free Full Text|FREE Full Text|Full Text PDF|Full [Tt]ext|PDF|"
    "Abstract|Summary|Go to Citation|Go to reference|Open in a new tab|Opens in new window|"
    "OpenUrl|Open URL|\\$order\\.[a-z.]++|Export [Cc]itation|Download PDF|Download|"
    "Find this article online|Return to ref(?:erence)? \\d++ in article|Back to citation|"
    "Similar articles|Related articles|Cited by \\d++|Cited by|All \\d++ versions|Save|Cite|"
    "Import into (?:BibTeX|EndNote)|First citation in article|Locate open access versions?|"
    "Reference Link|SFX|Link|Links|WorldCat|Copac|Preprint|This article|Ref|HAL|NASA ADS|"
    "Semantic Scholar|Dimensions|Baidu|Europe PMC|ProQuest|External Link|Publisher|"
    "Find it @ \\w++|Show more|Show in context|Context Link|Bibliographic Links|Library Holdings|"
    "ScienceDirect|Springer ?Link|Wiley Online Library|Taylor & Francis Online|Wiley|Karger"
)
# Takes "CAS PubMed Google Scholar", "CASPubMedGoogle Scholar", "[ PubMed ]"; refuses "PubMed
# Central was searched".
_LINKS = pattern(rf"(?:(?:{_LINK_WORDS})(?![a-z])|[\s\[\]()|·•,.;/–-])++\Z")
# Takes the tail of "1361-5. [DOI] [PubMed]"; refuses "[abstract]", "[Internet]".
_BRACKETED_TAIL = pattern(
    r"(?:[\s|·]{0,40}+\[(?:DOI|PMC free article|PubMed|Pubmed|Google Scholar|Cross ?[Rr]ef|CAS|"
    r"Ref list|Full Text|Free Full Text|Free PMC article|ISI|Medline|MEDLINE|Web of Science|"
    r"Scopus)\]){1,40}+"
    r"[\s.]*+\Z"
)
# Takes the tails of "1361-5. CrossRef PubMed Google Scholar", "1361-5.Google ScholarPubMed".
_TAIL = pattern(
    r"(?<=[.\d)\]?!])[ \u00a0|]*+"
    r"(?=[^\n]{0,200}(?:Scholar|Cross ?[Rr]ef|ADS|OpenUrl|NCBI|Scopus))"
    rf"(?:(?:{_LINK_WORDS})(?![a-z])[\s|·,]*+){{1,40}}+\Z"
)
# Takes "12", "– 12 –", "Page 3 of 10"; refuses "1361-5." and "12.".
_PAGE_NUMBER = pattern(
    r"[\s|–—-]*+(?:(?:page|seite|pagina|página|pág\.|strona|стр\.|p\.|s\.)\s*+)?+"
    r"(?:\d{1,5}|[ivxl]{1,6})(?:\s*+(?:of|von|de|di|van|av|z|из|/)\s*+\d{1,5})?+[\s|–—-]*+\Z",
    re.IGNORECASE,
)
# A line that prints who owns the page or when it came out: may stand between two entries of a list.
_FOOTER = pattern(
    r"(?:©|\(c\) (?:19|20)\d\d|&copy;|copyright\b|all rights reserved|downloaded (?:from|by)\b|"
    r"received:|revised:|accepted:|published(?: online)?:|eingegangen:?|eingereicht|"
    r"this (?:article|work) is (?:licensed|distributed|protected)|for personal use only|"
    r"article published online|publication history\b|publikationsverlauf|reprints? and permissions|"
    r"(?:georg )?thieme verlag kg|this document was downloaded|licen[sc]ed? under|open access\b|"
    r"creative commons|how to cite|cite this article|to cite this article|vol\. ?\d+ ?[|·])",
    re.IGNORECASE,
)
_SECTION_WORDS = (
    "acknowledge?ments?|author information|authors?['’]? (?:information|contributions?|"
    "affiliations?|"
    "biograph(?:y|ies)|notes?|details)|contributors?|affiliations?|correspondence(?: (?:to|"
    "address))?|"
    "(?:address for )?correspondence|corresponding authors?|fundings?(?: statement| sources?)?|"
    "financial (?:support|disclosures?)|conflicts? of interests?|"
    "competing (?:financial )?interests?|"
    "declarations?(?: of .{1,40})?|disclosures?|data (?:and .{1,30} )?availability(?: statement)?|"
    "about (?:this article|the authors?)|rights and permissions|additional (?:information|files?)|"
    "electronic supplementary materials?|supplementary (?:materials?|information|data|files?|"
    "figures?|"
    "tables?|appendix)|supporting (?:information|materials?)|supplemental (?:materials?|data)|"
    "ethics (?:declarations?|statement|approval)|download references|figure (?:legends?|captions?)|"
    "figures?(?: and tables?)?|tables?|appendi(?:x|ces)(?: [a-z0-9]{1,3})?|footnotes|endnotes|"
    "abbreviations|metrics|keywords|key ?words|publisher['’]s notes?|editorial|comments?|"
    "article information|article metrics|related (?:articles|content)|similar articles|"
    "cited by|citing articles|author contributions|associated data|"
    "korrespondenz(?:adresse)?|interessenkonflikte?|danksagung|autorinnen/autoren|"
    "einhaltung ethischer richtlinien|zusatzmaterial|anhang|schlüsselwörter|abbildungen|tabellen|"
    "remerciements|conflits? d[’']intérêts?|liens d[’']intérêts?|annexes?|"
    "agradecimientos|conflictos? de interes(?:es)?|anexos?|correspondencia|financiación|"
    "agradecimentos|conflitos? de interesses?|ringraziamenti|conflitto di interessi|"
    "dankwoord|belangenverstrengeling|tack|jäv|podziękowania|konflikt interesów|"
    "конфликт интересов|благодарности|сведения об авторах|收稿日期|作者简介|致谢|附录"
)
# A heading that ends the list: takes "Acknowledgements:" and "Figure legends"; refuses "Comments
# on CAR T cells."
_SECTION = pattern(
    rf"(?:#{{1,6}} |\*\*|\d{{1,2}}\.? )?(?:{_SECTION_WORDS})(?:\*\*)?(?: ?\(\d+\))?\s*+[:.]?\s*+\Z",
    re.IGNORECASE,
)
# The same as the first words of a paragraph, where the word alone is plain enough.
_SECTION_START = pattern(
    r"(?:(?:acknowledge?ments?|funding|conflicts? of interest|competing interests?|"
    r"correspondence to|"
    r"corresponding author|address for correspondence|author contributions?|publisher['’]s note|"
    r"data availability|keywords|supplementary (?:materials?|information)|supporting information|"
    r"korrespondenzadresse|interessenkonflikt|danksagung|disclosures?)\s*[:.–—-]"
    r"|publisher['’]s note\b|(?:supplementary )?(?:fig(?:ure)?|table|abbildung|tabelle|tabla|"
    r"figura)"
    r"\.? ?[S]?\d{1,3}[.:|]|articles from .{5,80} are provided here|springer nature remains|"
    r"(?:收稿日期|基金项目|作者简介|通信作者|受付)[:：])",
    re.IGNORECASE,
)
_LONGEST_LINK_LINE = 200
_ENGINES = ("Scholar", "rossref", "rossRef", "ross Ref", "ADS", "OpenUrl", "NCBI", "Scopus")
_WORD = pattern(r"[A-Za-z]{2}")


def is_link_line(line: str) -> bool:
    """Tell whether a line holds nothing but the link words that publishers' pages print."""
    return len(line) <= _LONGEST_LINK_LINE and bool(_WORD.search(line) and _LINKS.match(line))


def trim_links(text: str, start: int, end: int) -> int:
    """Return where a line ends without the link words at its tail; `end` where there are none.

    Words in brackets are plain ("[PubMed] [Google Scholar]"); others count only where the search
    engines are among them, so that "New York: Wiley" keeps its publisher.
    """
    reach = max(start, end - _LONGEST_LINK_LINE)
    tail = text[reach:end]
    if tail.rstrip(" .")[-1:] == "]":
        match = _BRACKETED_TAIL.search(text, reach, end)
    elif any(word in tail for word in _ENGINES):
        match = _TAIL.search(text, reach, end)
    else:
        return end
    return match.start() if match and match.start() > start else end


def is_page_number(line: str) -> bool:
    """Tell whether a line is a page number; the number "12" that ends an entry looks the same."""
    return len(line) <= 24 and bool(_PAGE_NUMBER.match(line))


def ends_list(line: str) -> Literal["footer", "section", ""]:
    """Tell whether a line is of the page around a list.

    A "footer" (copyright, dates) may stand between two entries; a "section" opens other matter.
    """
    if _FOOTER.match(line):
        return "footer"
    if len(line) <= 90 and _SECTION.match(line):
        return "section"
    return "section" if _SECTION_START.match(line) else ""
