"""Texts that a reader may meet: references of many shapes, and texts that are none."""

from __future__ import annotations

from hypothesis import strategies as st

FAMILIES = (
    "June",
    "O'Connor",
    "von Bonin",
    "Cordas Dos Santos",
    "Müller",
    "Trautmann-Grill",
    "Lee",
)
JOURNALS = ("Science", "Blood", "N Engl J Med", "Lancet Neurol", "PLoS One", "Nat Rev Drug Discov")
WORDS = (
    "therapy", "of", "autoimmune", "disease", "with", "CAR", "T", "cells", "in", "adults:", "a",
    "randomised", "trial", "CD4(+)", "long-term", "outcomes", "and", "safety",
)  # fmt: skip

any_text = st.text(st.characters(codec=None, categories=None), max_size=400)
"""Any code points at all: control characters and lone surrogates among them."""


@st.composite
def names(draw: st.DrawFn) -> str:
    """One author as a list prints one."""
    initials = draw(st.text("ABCDEFGHJKLMRSTW", min_size=1, max_size=3))
    return f"{draw(st.sampled_from(FAMILIES))} {initials}"


@st.composite
def articles(draw: st.DrawFn) -> str:
    """A journal article in NLM's form or Thieme's, perhaps with a small fault."""
    authors = ", ".join(draw(st.lists(names(), min_size=1, max_size=6, unique=True)))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=12))
    title = f"Effects {' '.join(words)} outcome".replace("  ", " ")
    mark = draw(st.sampled_from((".", "?", "?.", "!", "..")))
    year, volume = draw(st.integers(1960, 2026)), draw(st.integers(1, 400))
    first = draw(st.integers(1, 5000))
    last = first + draw(st.integers(1, 30))
    journal = draw(st.sampled_from(JOURNALS))
    shape = draw(
        st.sampled_from(
            (
                f"{journal}. {year};{volume}:{first}-{last}.",
                f"{journal} {year}; {volume}: {first}-{last}",
                f"{journal}. {year};{volume}({volume % 12 + 1}):{first}–{last}. doi: 10.1000/x{first}",  # noqa: E501
            )
        )
    )
    return f"{authors}. {title}{mark} {shape}"


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A numbered list of articles under a heading."""
    entries = draw(st.lists(articles(), min_size=2, max_size=6))
    label = draw(st.sampled_from(("{}. ", "[{}] ", "{}) ", "({}) ")))
    end = draw(st.sampled_from(("\n", "\r\n")))
    lines = ["References", ""]
    lines += [label.format(number) + entry for number, entry in enumerate(entries, 1)]
    return end.join(lines) + end
