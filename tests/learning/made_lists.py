"""Made articles, and lists of them as a style prints them."""

from __future__ import annotations

from typing import Any

from carcite.csl.items import from_csl
from carcite.printing import print_references
from carcite.styles.style import Style

_JOURNALS = (
    ("The Lancet. Neurology", "Lancet Neurol"),
    ("The New England journal of medicine", "N Engl J Med"),
    ("Clinical infectious diseases", "Clin Infect Dis"),
    ("Journal of clinical oncology", "J Clin Oncol"),
    ("Annals of internal medicine", "Ann Intern Med"),
)
_TITLES = (
    "Toxicities of chimeric antigen receptor cells: recognition and management",
    "A single dose of rituximab does not deplete cells in lymphoid organs",
    "Which outcomes matter to adults with long-term pain?",
    "Salvage treatment of primary immune thrombocytopenia",
    "Sepsis biomarkers in intensive care: a prospective cohort study",
    "Early mobility after stroke in three hospitals",
    "Vitamin D and falls of older women",
)
_FAMILIES = ("June", "Levine", "Rejeski", "Perez", "Schett", "Tian", "Granit", "Benatar", "Ohta")
_GIVEN = ("C. H.", "B. L.", "J.-P.", "M. A.", "G.", "X. Y.", "R.", "J.", "K. S.")


def item(place: int) -> dict[str, Any]:
    """Return an article, one to nine authors, some without an issue or a DOI."""
    journal, short = _JOURNALS[place % len(_JOURNALS)]
    first = 1100 + 37 * place
    return {
        "id": str(place),
        "type": "article-journal",
        "title": f"{_TITLES[place % len(_TITLES)]}",
        "author": [
            {"family": family, "given": given}
            for family, given in list(zip(_FAMILIES, _GIVEN, strict=True))[: place % 9 + 1]
        ],
        "container-title": journal,
        "container-title-short": short,
        "issued": {"date-parts": [[2003 + place % 20, place % 12 + 1]]},
        "volume": str(20 + place),
        "page": f"{first}-{first + 8}",
        **({"issue": str(place % 12 + 1)} if place % 3 else {}),
        **({"DOI": f"10.1000/made.{place}"} if place % 2 else {}),
    }


def printed(style: str | Style, number: int, start: int = 0) -> list[str]:
    """Return so many articles as a style prints them, a line each."""
    made = [from_csl(item(start + place)) for place in range(number)]
    return [each.text for each in print_references([("", each) for each in made], style)]
