"""`carcite fix`: what is mended, what is shown, what is written, and what is never touched."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from command import BACKWARDS, CLEAN, LIST, ROOT, SEED, carcite


def changed_lines(diff: str) -> tuple[list[str], list[str]]:
    lines = diff.splitlines()[2:]
    gone = [line[1:] for line in lines if line.startswith("-")]
    new = [line[1:] for line in lines if line.startswith("+")]
    return gone, new


def test_the_diff_of_the_seed_is_its_one_safe_fix() -> None:
    before = (ROOT / SEED).read_bytes()
    done = carcite("fix", "--diff", SEED)
    gone, new = changed_lines(done.out)
    assert len(gone) == len(new) == 1
    assert gone[0].replace("stone?.", "stone?") == new[0]
    assert f"{SEED}: 1 fix would be made" in done.err
    assert (ROOT / SEED).read_bytes() == before


def test_the_seed_becomes_nlm_in_all_that_its_form_decides() -> None:
    done = carcite("fix", "--style", "nlm", "-o", "-", SEED)
    lines = done.out.splitlines()
    first = next(place for place, line in enumerate(lines) if "June CH, O'Connor" in line)
    assert lines[first].endswith(
        "June CH, O'Connor RS, Kawalekar OU, et al. CAR T cell immunotherapy for human cancer. "
        "Science. 2018;359:1361-5."
    )
    assert all(line.endswith(".") for line in lines[first:])
    assert "game changer or stepping stone? Blood. 2025;145:1841-9." in done.out
    assert 'Add names before "et al"' in done.err, "what the text cannot give is said"


@pytest.mark.parametrize("style", ["auto", "nlm", "ama", "bmj", "thieme"])
def test_mending_twice_is_mending_once(tmp_path: Path, style: str) -> None:
    once = tmp_path / "once.txt"
    carcite("fix", "--style", style, "-o", once, SEED)
    before = once.read_bytes()
    done = carcite("fix", "--style", style, once)
    assert once.read_bytes() == before
    assert ": 0 fixes made" in done.err


def test_a_file_is_mended_in_place(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    done = carcite("fix", path)
    assert (done.code, done.out) == (0, "")
    assert path.read_text(encoding="utf-8") == CLEAN


def test_standard_input_comes_out_mended() -> None:
    done = carcite("fix", "-", given=LIST)
    assert (done.code, done.out) == (0, CLEAN)


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    carcite("fix", path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode()
    done = carcite("fix", "-", given=LIST.replace("\n", "\r\n"))
    assert done.out == CLEAN.replace("\n", "\r\n")


def test_what_needs_a_person_is_left_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(BACKWARDS, encoding="utf-8")
    before = path.stat().st_mtime_ns
    assert carcite("fix", "--unsafe", path).code == 1
    assert path.read_text(encoding="utf-8") == BACKWARDS
    assert path.stat().st_mtime_ns == before


def test_nothing_is_written_when_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(CLEAN, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert carcite("fix", path).code == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)


def test_the_input_is_left_alone_with_an_output(tmp_path: Path) -> None:
    path, out = tmp_path / "list.txt", tmp_path / "out.txt"
    path.write_text(LIST, encoding="utf-8")
    carcite("fix", path, "-o", out)
    assert path.read_text(encoding="utf-8") == LIST
    assert out.read_text(encoding="utf-8") == CLEAN


def test_one_output_takes_one_input(tmp_path: Path) -> None:
    done = carcite("fix", SEED, "fixtures/formats/list.txt", "-o", tmp_path / "out")
    assert done.code == 2
    assert done.err == "carcite: -o names one file; give one input with it\n"


def test_a_bib_file_changes_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    entry = "@article{june,\n  title = {A title},\n  doi   = {https://doi.org/10.1126/science.aar67},\n}"
    path.write_text(f"% mine\n{entry}\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    done = carcite("fix", path, "--diff")
    gone, new = changed_lines(done.out)
    assert (len(gone), len(new)) in ((0, 0), (1, 1))
    carcite("fix", path)
    after = path.read_text(encoding="utf-8")
    changed = [
        (a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert changed == list(zip(gone, new, strict=True))


def test_known_findings_do_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST.replace("751-4", "754-1"), encoding="utf-8")
    carcite("check", path, "--write-baseline", tmp_path / "known.json")
    assert carcite("fix", path, "--baseline", tmp_path / "known.json").code == 0
    assert "754-1" in path.read_text(encoding="utf-8")
    assert carcite("fix", path).code == 1


def test_what_is_known_of_one_entry_hides_nothing_in_another(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(BACKWARDS, encoding="utf-8")
    carcite("check", path, "--write-baseline", tmp_path / "known.json")
    path.write_text(BACKWARDS.replace("1361-5", "1365-1"), encoding="utf-8")
    assert carcite("fix", path, "--baseline", tmp_path / "known.json").code == 1


MANY_WAYS = "1. Lee B, MD, June CH. Cells of it?. Blood. 2018;359:69-72.\n"


def test_what_was_done_and_left_is_told_line_by_line() -> None:
    told = carcite("fix", "--diff", "--show-fixes", "--style", "nlm", "-", given=MANY_WAYS)
    assert told.err.splitlines() == [
        "-: 1 fix would be made, 2 findings left",
        "  1:36: TTL001 would be made: "
        "Remove the period after the title, which ends in its own mark",
        "  2 more with --unsafe, where the meaning may move",
        "  1:9: AUT020 not fixed: words would be lost or made",
    ]
    unsafe = carcite("fix", "--unsafe", "--style", "nlm", "-", given=MANY_WAYS)
    assert unsafe.err == "-: 3 fixes made, 0 findings left\n"
    later = "1. Lee B, June CH. Cells of it J Pharm Pharm Sci 2017;20:397-406.\n"
    assert carcite("fix", "--style", "nlm", "-", given=later).err == (
        "-: 2 fixes made (1 of them after the others), 0 findings left\n"
    )


def test_what_the_style_asks_for_and_the_text_does_not_say_is_told() -> None:
    assert carcite("fix", "-", given=LIST).err == (
        "-: 1 fix made, 1 finding left\n"
        "  LST007 Add a DOI to each journal article; none of the 3 gives one\n"
    )
    with_issues = LIST.replace("359(6382)", "359")
    assert "  LST008 " in carcite("fix", "-", given=with_issues).err
    strange = LIST.replace("3. Rej", "3. ??? 17 // [[ .. 8 Lancet 2025;;405 Rej")
    assert "  PRS001 " in carcite("fix", "-", given=strange).err


def test_a_file_without_a_list_is_told_where_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("Nothing but words.\n", encoding="utf-8")
    named = carcite("fix", "prose.txt", cwd=tmp_path)
    assert (named.code, named.err) == (2, "carcite: prose.txt: no reference list found\n")
    asked = carcite("fix", "prose.txt", "--skip-without-list", cwd=tmp_path)
    assert (asked.code, asked.err) == (0, "")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "prose.md").write_text("Nothing but words.\n", encoding="utf-8")
    told = "carcite: no reference list found in ., sub\n"
    assert carcite("fix", ".", "sub", cwd=tmp_path).err == told
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 8)
    found = carcite("fix", ".", cwd=tmp_path)
    assert found.code == 0
    assert "prose" not in found.err
    assert found.err.endswith("carcite: 1 file skipped that cannot be read; -v names them\n")
    assert (tmp_path / "list.txt").read_text("utf-8") == CLEAN


def test_a_silenced_finding_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    text = LIST.replace("1. ", "<!-- carcite: ignore[TTL001] -->\n1. ")
    path.write_text(text, encoding="utf-8")
    assert carcite("fix", path).code == 0
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("option", ["--track-changes", "--comments"])
def test_revisions_are_for_word(option: str, tmp_path: Path) -> None:
    done = carcite("fix", SEED, option, "-o", tmp_path / "out")
    assert done.code == 2
    assert done.err == f"carcite: {SEED}: --track-changes and --comments are for Word files\n"


def test_the_diff_says_where_a_line_end_is_absent() -> None:
    done = carcite("fix", "-", "--diff", given=LIST.rstrip("\n").replace("else.", "else?."))
    assert done.out.endswith("\n\\ No newline at end of file\n")


def test_the_diff_counts_lines_as_editors_do() -> None:
    done = carcite("fix", "-", "--diff", given=LIST.replace("2. ", "\f2. "))
    assert "No newline" not in done.out
    assert changed_lines(done.out)[1] == [CLEAN.splitlines()[2]]


def test_what_is_left_is_what_check_says(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    carcite("fix", SEED, "-o", path)
    found = json.loads(carcite("check", path, "--output-format", "json").out)
    assert "TTL001" not in {each["code"] for each in found}


DOUBTFUL = """References

1. Smith JA. A study of soap. Lancet. 1934;34:101-109.
2. WHO, UNICEF. A study of salt. Lancet. 1936;36:301-309.
3. Jones B, Miller C. A study of salt. Lancet. 1936;36:301-309.
"""


def test_what_is_left_is_told_with_its_reason() -> None:
    """One line for the entries, one a reason; with --diff one a fix."""
    done = carcite("fix", "--style", "springer", "-o", "-", "-", given=DOUBTFUL)
    assert "WHO, UNICEF. A study of salt. Lancet. 1936" in done.out
    assert "1 of 3 entries left as they were: not read with certainty" in done.err
    assert "left out, since the entry can be read in another way (line 4)" in done.err
    shown = carcite("fix", "--style", "springer", "--diff", "-", given=DOUBTFUL)
    lines = [line for line in shown.err.splitlines() if "not fixed: " in line]
    assert lines
    assert all(line.startswith("  4:") for line in lines)


@pytest.mark.parametrize("style", ["auto", "nlm", "springer", "apa"])
def test_check_says_how_many_fixes_fix_makes(style: str, tmp_path: Path) -> None:
    """One finding may stand for the habit of a whole list; each of its fixes counts."""
    mixed = [
        f"{n}. Smith JA. A study of soap {n}. {'Lancet' if n % 3 else 'N. Engl. J. Med.'}. "
        f"19{n}4;{n}4:10{n}-{'10' if n % 4 else ''}{n + 1}."
        for n in range(1, 40)
    ]
    path = tmp_path / "list.txt"
    path.write_text("References\n\n" + "\n".join(mixed) + "\n", encoding="utf-8")
    said = re.search(r"(\d+) can be fixed", carcite("check", "--style", style, path).out)
    done = carcite("fix", "--style", style, path).err
    made = re.search(r"(\d+) fix(?:es)? made(?: \((\d+) of them after)?", done)
    assert made
    assert int(said[1] if said else 0) == int(made[1]) - int(made[2] or 0)
