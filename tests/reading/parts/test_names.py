"""Lists of names, each against its table; what is read stands in the layout by the same words."""

from __future__ import annotations

import pytest
from tables import rows

from carcite.model.layout import Layout, Role
from carcite.model.names import Contributors, Organization
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.name_marks import drop_honorifics, drop_orcids, read_marks
from carcite.reading.parts.names import read_names
from carcite.reading.parts.names_spoken import read_names_behind, read_spoken_names
from carcite.text.scanner import scan

_NAME_ROLES = {
    Role.PARTICLE: "particle",
    Role.FAMILY: "family",
    Role.GIVEN: "given",
    Role.SUFFIX: "suffix",
    Role.ORGANIZATION: "literal",
}


def written(group: Contributors) -> str:
    """Return contributors as the tables write them."""
    found = []
    for name in group.names:
        if isinstance(name, Organization):
            found.append(f"[{name.literal}]")
            continue
        family = f"{name.particle}/{name.family}" if name.particle else name.family
        found.append(" ".join(filter(None, [family, name.initials or name.given, name.suffix])))
    return "; ".join([*found, *["+"] * group.et_al])


def layout_of(draft: Draft) -> Layout:
    """Return the layout of what was read; its names stand in it by the same words."""
    (group,) = draft.fields["contributors"]
    layout = draft.finish(draft.clean, None).layout
    for role, field in _NAME_ROLES.items():
        marked = [piece.text for piece in layout if piece.role is role]
        assert marked == [said for each in group.names if (said := getattr(each, field, ""))]
    return layout


def unread(layout: Layout) -> list[str]:
    return [piece.text for piece in layout if piece.role is Role.UNREAD]


@pytest.mark.parametrize("row", rows("names.txt"), ids=lambda row: row[0])
def test_names(row: list[str]) -> None:
    text, wanted, *rest = row
    draft = Draft(scan(f"{text} Title of it"))
    stop = read_names(draft, 0, len(text))
    assert written(draft.fields["contributors"][0]) == wanted
    assert text[stop:].strip(" .") == "".join(rest)
    draft.skip(stop, len(draft.clean))
    assert unread(layout_of(draft)) == []


@pytest.mark.parametrize("row", rows("names_stops.txt"), ids=lambda row: row[0])
def test_stops_of_initials_and_others_are_told_from_the_stop_behind_the_names(
    row: list[str],
) -> None:
    text, wanted = row
    draft = Draft(scan(text))
    read_names(draft, 0, len(text))
    asked = (Role.INITIALS, Role.SUFFIX, Role.ET_AL)
    assert "; ".join(piece.text for piece in layout_of(draft) if piece.role in asked) == wanted


@pytest.mark.parametrize("row", rows("names_none.txt"), ids=lambda row: row[0])
def test_no_names(row: list[str]) -> None:
    draft = Draft(scan(row[0]))
    assert read_names(draft, 0, len(row[0])) == 0
    assert draft.marks == []


@pytest.mark.parametrize("row", rows("names_spoken.txt"), ids=lambda row: row[0])
def test_names_as_they_are_spoken(row: list[str]) -> None:
    text, wanted, title = row
    draft = Draft(scan(text))
    stop = read_spoken_names(draft, 0, len(text))
    assert text[stop:].lstrip(".: ") == title
    if not wanted:
        assert (stop, draft.marks) == (0, [])
        return
    assert written(draft.fields["contributors"][0]) == wanted
    assert unread(layout_of(draft)) == [title.strip('"')]


@pytest.mark.parametrize("row", rows("names_behind.txt"), ids=lambda row: row[0])
def test_names_behind_the_title(row: list[str]) -> None:
    text, wanted, title = row
    draft = Draft(scan(text))
    stop = read_names_behind(draft, 0, len(text))
    assert text[:stop] == title
    if not wanted:
        assert draft.marks == []
        return
    assert written(draft.fields["contributors"][0]) == wanted
    draft.skip(0, stop)
    assert unread(layout_of(draft)) == []


@pytest.mark.parametrize("row", rows("name_marks.txt"), ids=lambda row: row[0])
def test_marks_behind_names_are_dropped_and_known(row: list[str]) -> None:
    text, wanted = row
    draft = Draft(scan(text))
    drop_orcids(draft)
    drop_honorifics(draft)
    end = read_marks(draft, 0, len(draft.clean))
    assert (draft.clean, end) == (wanted, len(wanted))
    draft.skip(0, end)
    assert unread(draft.finish(text, None).layout) == []


def test_marks_of_names_alone_need_no_stop_behind_them() -> None:
    draft = Draft(scan("Feuer RH1, Haldon T2, Roe B"))
    end = read_marks(draft, 0, len("Feuer RH1, Haldon T2, "))
    assert draft.clean[:end] == "Feuer RH, Haldon T, "
