"""The house profiles of the Vancouver family, each with the guide it follows.

What a profile leaves out is NLM's. A value here is a fact from the guide named in `basis`, checked
against the journals' own CSL styles where `csl` names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from carcite.styles.house.profile import NameForm, Profile

_BLOCK_TIGHT = "<{date}><;<{volume}><({issue})>><:{pages}>."
_TAIL = "< {doi}.>< Epub {epub}.>< Available from: {url}>"
_SPACED = (
    "<{authors}. ><{title}< [{title-note}]>. ><{container}< [{medium}]> >"
    "<{date}><; <{volume}><({issue})>><: {pages}>.< {language}.>< {status}.>" + _TAIL
)
_NO_STOP_AFTER_JOURNAL = (
    "<{authors}. ><{title}< [{title-note}]>. ><{container}< [{medium}]> >" + _BLOCK_TIGHT + _TAIL
)
_SIX = NameForm(hyphens=True)
_THREE = NameForm(hyphens=True, et_al_min=4, et_al_use_first=3)
_THREE_OF_SEVEN = NameForm(et_al_min=7, et_al_use_first=3)
_ANY_DOI = ("doi: ", "doi:", "https://doi.org/")

_PROFILES = (
    Profile(
        name="nlm",
        title="NLM (Citing Medicine)",
        basis="Citing Medicine, 2nd ed. (2007, updated 2015), ch. 1, "
        "https://www.ncbi.nlm.nih.gov/books/NBK7256/",
        csl="nlm-citation-sequence",
        names=NameForm(body_delimiter="; "),
        doi=_ANY_DOI,
    ),
    Profile(
        name="icmje",
        title="ICMJE (Uniform Requirements)",
        basis="ICMJE Recommendations, Samples of Formatted References, "
        "https://www.nlm.nih.gov/bsd/uniform_requirements.html",
        doi=_ANY_DOI,
    ),
    Profile(
        name="ama",
        title="AMA (Manual of Style, 11th ed.)",
        basis="AMA Manual of Style, 11th ed. (2020), section 3.11",
        csl="american-medical-association",
        names=_THREE_OF_SEVEN,
        pages="full",
        date="year",
        doi=("doi:",),
        doi_stop=False,
    ),
    Profile(
        name="jama",
        title="JAMA",
        basis="JAMA Instructions for Authors, References; AMA Manual of Style, 11th ed.",
        csl="jama",
        names=_THREE_OF_SEVEN,
        pages="full",
        date="year",
        doi=("doi:",),
        doi_stop=False,
    ),
    Profile(
        name="bmj",
        title="BMJ",
        basis="BMJ, Instructions for authors: References, "
        "https://authors.bmj.com/writing-and-formatting/formatting-your-paper/",
        csl="bmj",
        names=_THREE,
        templates={
            "article-journal": (
                "<{authors}. ><{title}< [{title-note}]>. ><{container}< [{medium}]>. >"
                "<{date}><;<{volume}><({issue})>><:{pages}>.< {status}.>" + _TAIL
            )
        },
        date="year",
        issue=False,
        doi=("doi: ", "doi:"),
        doi_stop=False,
        label="{}",
    ),
    Profile(
        name="lancet",
        title="The Lancet",
        basis="The Lancet, Information for Authors: References, "
        "https://www.thelancet.com/pb/assets/raw/Lancet/authors/tl-info-for-authors.pdf",
        csl="the-lancet",
        names=NameForm(hyphens=True, et_al_min=7, et_al_use_first=3),
        templates={"article-journal": _SPACED},
        date="year",
        issue=False,
        doi=(),
        label="{}",
    ),
    Profile(
        name="nejm",
        title="New England Journal of Medicine",
        basis="NEJM, Author Center: References, https://www.nejm.org/author-center",
        csl="the-new-england-journal-of-medicine",
        names=NameForm(hyphens=True, et_al_min=7, et_al_use_first=3),
        templates={"article-journal": _NO_STOP_AFTER_JOURNAL},
        date="year",
        doi=(),
    ),
    Profile(
        name="nature",
        title="Nature",
        basis="Nature, Formatting guide: References, "
        "https://www.nature.com/nature/for-authors/formatting-guide",
        csl="nature",
        names=NameForm(
            initials="spaced",
            hyphens=True,
            inversion=", ",
            last_delimiter=" & ",
            suffix_delimiter=" ",
            et_al=(" ", "et al"),
            et_al_min=6,
            et_al_use_first=1,
        ),
        templates={
            "article-journal": "<{authors}. ><{title}. ><{container} ><{volume}><, {pages}>"
            "< ({date})>.< {doi}.>"
        },
        pages="any",
        dashes="–",
        journal="any",
        date="year",
        doi=(),
    ),
    Profile(
        name="plos",
        title="PLOS",
        basis="PLOS ONE, Submission Guidelines: References, "
        "https://journals.plos.org/plosone/s/submission-guidelines",
        csl="plos",
        names=_SIX,
        templates={
            "article-journal": "<{authors}. ><{title}< [{title-note}]>. >"
            "<{container}< [{medium}]>. ><{date}><;<{volume}><({issue})>><: {pages}>." + _TAIL
        },
        pages="any",
        dashes="–-",
        date="year",
        issue=False,
        doi=("doi:", "doi: "),
        doi_stop=False,
    ),
    Profile(
        name="bmc",
        title="BMC (BioMed Central)",
        basis="BMC, Preparing your manuscript: References, Vancouver style, "
        "https://www.biomedcentral.com/getpublished/writing-resources",
        csl="biomed-central",
        names=_SIX,
        dashes="–-",
        date="year",
        issue=False,
        doi=("https://doi.org/", "doi:", "doi: "),
    ),
    Profile(
        name="springer",
        title="Springer Vancouver",
        basis="Springer Nature, Key Style Points: Reference styles, Vancouver (brackets)",
        csl="springer-vancouver",
        names=NameForm(hyphens=True, et_al=(", ", "et al"), et_al_min=11, et_al_use_first=3),
        templates={
            "article-journal": "<{authors} ><({date}) ><{title}. ><{container} ><{volume}>"
            "<:{pages}>.< {doi}>"
        },
        pages="any",
        dashes="–-",
        date="year",
        issue=False,
        doi=("https://doi.org/", "doi:"),
        doi_stop=False,
        stop=False,
    ),
    Profile(
        name="elsevier",
        title="Elsevier Vancouver",
        basis="Elsevier, Guide for Authors: Reference style, Vancouver (embellished)",
        csl="elsevier-vancouver",
        names=_SIX,
        templates={"article-journal": _NO_STOP_AFTER_JOURNAL},
        dashes="–-",
        date="year",
        issue=False,
        doi=("https://doi.org/", "doi:", "doi: "),
        label="[{}]",
    ),
    Profile(
        name="thieme",
        title="Thieme (web)",
        basis="Thieme eJournals, reference lists as printed on article pages; "
        "Thieme, Autorenrichtlinien: Literatur",
        names=NameForm(hyphens=True, et_al=(". ", "et al"), et_al_min=4, et_al_use_first=3),
        templates={"article-journal": _SPACED},
        pages="full",
        dashes="-–",
        date="year",
        issue=False,
        doi=("doi:", "doi: "),
        doi_stop=False,
        stop=False,
        label="{}",
        sentence_case=True,
    ),
    Profile(
        name="thieme-print",
        title="Thieme (German print)",
        basis="Georg Thieme Verlag, Autorenrichtlinien: Literaturverzeichnis",
        csl="thieme-german",
        names=_THREE,
        templates={"article-journal": _SPACED},
        pages="full",
        dashes="–-",
        date="year",
        issue=False,
        doi=("doi:", "doi: "),
        doi_stop=False,
        stop=False,
        label="[{}]",
    ),
    Profile(
        name="karger",
        title="Karger",
        basis="Karger, Guidelines for Authors: References, Vancouver",
        csl="karger-journals",
        names=_SIX,
        dashes="–-",
        date="month",
        doi=("doi: ", "doi:", "https://doi.org/"),
        label="{}",
    ),
    Profile(
        name="sage",
        title="SAGE Vancouver",
        basis="SAGE, Vancouver reference style guide (2017)",
        csl="sage-vancouver",
        names=_THREE,
        templates={"article-journal": _SPACED},
        pages="any",
        dashes="–-",
        date="year",
        issue=False,
        doi=("doi: ", "doi:", "https://doi.org/"),
    ),
    Profile(
        name="wiley",
        title="Wiley Vancouver",
        basis="Wiley, Guidelines for Authors: Vancouver reference style",
        names=_SIX,
        dashes="-–",
        date="year",
        doi=("https://doi.org/", "doi:", "doi: "),
    ),
    Profile(
        name="tandf",
        title="Taylor & Francis NLM",
        basis="Taylor & Francis, Standard Reference Style: NLM (2016)",
        csl="taylor-and-francis-national-library-of-medicine",
        names=_THREE,
        pages="full",
        dashes="–-",
        date="year",
        doi=("doi: ", "doi:", "https://doi.org/"),
        label="[{}]",
    ),
    Profile(
        name="cochrane",
        title="Cochrane",
        basis="Cochrane Style Manual (2023): References, https://community.cochrane.org/style-manual",
        names=NameForm(hyphens=True, et_al_min=0),
        templates={
            "article-journal": "<{authors}. ><{title}. ><{container} >"
            "<{date}><;<{volume}><({issue})>><:{pages}>." + _TAIL
        },
        pages="minimal",
        dashes="-–",
        journal="full",
        date="year",
    ),
    Profile(
        name="who",
        title="WHO",
        basis="WHO Style Guide, 2nd ed. (2013), section 7: References, Vancouver",
        names=_SIX,
        templates={
            "article-journal": "<{authors}. ><{title}. ><{container}. >"
            "<{date}><;<{volume}><({issue})>><:{pages}><. {doi}>."
        },
        pages="minimal-two",
        dashes="–-",
        date="year",
        doi=("doi: ", "doi:", "https://doi.org/"),
    ),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({each.name: each for each in _PROFILES})
"""By short name."""
