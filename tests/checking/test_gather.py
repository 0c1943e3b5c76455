"""A habit of a list is one finding, and its fix mends every place; a single slip stays itself."""

from __future__ import annotations

import carcite
from carcite.checking.gather import gather
from carcite.text.edit import apply_edits

TITLES = ("sepsis", "asthma", "stroke", "gout", "malaria", "rabies", "typhus", "cholera")


def listing(short: int, long: int) -> str:
    """Return a list with so many ranges shortened and so many written out."""
    lines = ["References", ""]
    for place in range(short + long):
        first = 1300 + 10 * place
        last = str(first + 5)[-1] if place < short else str(first + 5)
        title = f"Long-term outcomes of {TITLES[place % 8]} in cohort {chr(65 + place)}"
        lines.append(
            f"{place + 1}. June CH, Levine BL. {title}. Blood. {1990 + place};{90 + place}:{first}-{last}."  # noqa: E501
        )
    return "\n".join(lines) + "\n"


def pages(text: str, count: int) -> list[str]:
    """Return the findings on page ranges, gathered; check how many there are apart."""
    report = carcite.check(text)
    assert sum(each.code == "PAG002" for each in report.diagnostics) == count
    return [each.message for each in gather(report) if each.code == "PAG002"]


def test_many_departures_are_one_finding() -> None:
    text = listing(18, 7)
    (message,) = pages(text, 7)
    assert message.endswith("; 6 more entries depart in the same way")


def test_the_fix_of_a_habit_mends_every_place() -> None:
    text = listing(18, 7)
    report = carcite.check(text)
    (habit,) = [each for each in gather(report) if each.code == "PAG002"]
    assert habit.fix is not None
    assert apply_edits(text, habit.fix.edits) == carcite.fix(text).text == listing(25, 0)


def test_a_few_departures_stay_apart() -> None:
    assert len(pages(listing(18, 3), 3)) == 3


def test_a_named_style_is_told_every_place() -> None:
    report = carcite.check(listing(0, 12), "nlm")
    assert sum(each.code == "PAG002" for each in gather(report)) == 12


def test_notes_behind_the_entries_of_an_annotated_list_are_one_line() -> None:
    text = "References\n\n" + "\n".join(
        f"{place + 1}. June CH, Levine BL. Outcomes of {title} in adults. Blood. 1990;9{place}:10. "
        f"(Sample size, {title})"
        for place, title in enumerate(TITLES)
    )
    report = carcite.check(text)
    assert sum(each.code == "PRS001" for each in report.diagnostics) == len(TITLES)
    (line,) = (each for each in gather(report) if each.code == "PRS001")
    assert line.message.startswith("8 of 8 entries end in words of the list's own")
    assert len(line.related) == len(TITLES) - 1


def test_ligatures_are_one_finding_under_any_style() -> None:
    text = "References\n" + "".join(
        f"{n}. Smith J, Lee B. E\ufb03cacy of the {n}th of all. Blood. 2018;{n}:3-5.\n"
        for n in range(1, 7)
    )
    for style in ("auto", "nlm"):
        report = carcite.check(text, style)
        (found,) = [each for each in gather(report) if each.code == "TTL010"]
        assert found.fix
        assert len(found.fix.edits) == 6


def test_an_entry_that_departs_alone_is_not_said_to_be_one_of_many() -> None:
    names = (
        "Abbott, R. A., & Bell, G. B.",
        "Braun, V., & Lark, V.",
        "Cohen, S., Kam, T., & Mer, R.",
        "Diener, E., Emmons, R. A., & Griffin, S.",
        "Kroenke K, Spitzer RL, Ek JB.",
        "Ryff, C. D., & Keyes, C. L. M.",
        "Watson, D., Lark, L. A., & Tell, A.",
    )
    text = "References\n\n" + "".join(
        f"{who} ({1990 + n}). Outcomes of {TITLES[n]}. Burns, {n + 3}(2), {n}7–{n}9.\n"
        for n, who in enumerate(names)
    )
    (habit,) = [each for each in gather(carcite.check(text)) if each.code == "AUT001"]
    assert habit.message.endswith("; 5 more places of this entry depart in the same way")
