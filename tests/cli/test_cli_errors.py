"""Bad input is normal input: one clear line, exit 2, the file untouched, the others checked."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from command import LIST, SEED, carcite

from carcite.cli import MISUSE, main
from carcite.loading import SIZE_LIMIT

LONG = "A paragraph of ordinary prose, without any list of references in it.\n"


def one_line(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must fail with one line; return the line."""
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    assert code == MISUSE
    assert out == ""
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("carcite: ")
    return lines[0]


def encrypted_docx() -> bytes:
    """Return the head of an OLE container, which is what Word writes for a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def bomb() -> bytes:
    """Return a Word file whose text unpacks to 300 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    return buffer.getvalue()


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("empty.txt", b"", "the file is empty"),
    "blank": ("blank.txt", b" \n\t\n", "the file is empty"),
    "binary": ("image.txt", bytes(range(256)) * 4, "is binary, not text"),
    "an image": ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "is an image"),
    "no list": ("prose.txt", LONG.encode() * 5, "no reference list found"),
    "no list in Markdown": ("prose.md", LONG.encode() * 5, "no reference list found"),
    "not a zip": ("paper.docx", b"PK\x03\x04 and nothing else", "paper.docx"),
    "encrypted": ("paper.docx", encrypted_docx(), "password"),
    "an old Word file": ("paper.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048), ".doc"),
    "rich text under another name": ("paper.doc", b"{\\rtf1 References}", "rich text (RTF)"),
    "a bomb": ("paper.docx", bomb(), "paper.docx"),
    "broken JSON": ("refs.json", b'[{"id": "a", ', "refs.json"),
    "broken XML": ("refs.xml", b"<?xml version='1.0'?><article><ref-list>", "refs.xml"),
    "entities": (
        "refs.xml",
        b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">'
        + b"".join(b'<!ENTITY x%d "%s">' % (n, b"&x;" * 10) for n in range(9))
        + b"]><article><ref-list>&x8;</ref-list></article>",
        "refs.xml",
    ),
    "not PDF": ("paper.pdf", b"%PDF-1.7 and nothing else", "paper.pdf"),
}


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_used(
    command: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, said = FILES[case]
    path = tmp_path / name
    path.write_bytes(data)
    assert said in one_line(capsys, command, path)
    assert path.read_bytes() == data
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("command", [["parse"], ["render", "--style", "nlm"]])
@pytest.mark.parametrize(
    "case", ["empty", "no list", "binary", "encrypted", "broken JSON", "not a zip"]
)
def test_data_is_not_made_of_it(
    command: list[str], case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, said = FILES[case]
    (tmp_path / name).write_bytes(data)
    assert said in one_line(capsys, *command, tmp_path / name)


def test_bytes_that_are_no_text_are_read_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.txt"
    data = LIST.replace("Levine", "Lévine").encode("latin-1")
    path.write_bytes(data)
    code = main(["fix", str(path)])
    err = capsys.readouterr().err
    if code == MISUSE:
        assert "--encoding" in err
        assert path.read_bytes() == data
    else:
        assert path.read_bytes() == data.replace(b"enough?.", b"enough?")
    assert main(["check", str(path), "--encoding", "utf-8"]) == MISUSE
    assert "list.txt" in capsys.readouterr().err


def test_an_encoding_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(LIST.replace("Levine", "Lévine").encode("cp1252"))
    assert main(["fix", str(path), "--encoding", "cp1252"]) == 0
    assert "Lévine" in path.read_bytes().decode("cp1252")
    assert "enough? Blood" in path.read_bytes().decode("cp1252")


def test_missing_things(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "absent.txt: no such file" in one_line(capsys, "check", tmp_path / "absent.txt")
    (tmp_path / "folder").mkdir()
    assert "could hold references" in one_line(capsys, "check", tmp_path / "folder")
    assert "no file matches" in one_line(capsys, "check", "no-such-*.txt")
    (tmp_path / "folder" / "readme.md").write_text(LONG * 4)
    assert "no reference list found" in one_line(capsys, "check", tmp_path / "folder")
    assert main(["check", "--skip-without-list", str(tmp_path / "folder")]) == 0


def test_a_file_of_200_mb_is_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    line = one_line(capsys, "check", path)
    assert "200 MB" in line
    assert f"{SIZE_LIMIT >> 20} MB" in line


def test_unknown_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    style = one_line(capsys, "check", SEED, "--style", "vancover")
    assert style == 'carcite: unknown style "vancover"; did you mean "vancouver"?'
    assert 'unknown style "apaa"' in one_line(capsys, "render", SEED, "--style", "apaa")
    assert 'unknown style "zzqqxx"' in one_line(capsys, "style", "zzqqxx")
    assert '"XYZ"' in one_line(capsys, "check", SEED, "--select", "XYZ")
    assert '"XYZ"' in one_line(capsys, "check", SEED, "--ignore", "PAG,XYZ")
    assert 'unknown rule "PAG999"' in one_line(capsys, "rule", "PAG999")
    assert 'unknown format "word"' in one_line(capsys, "check", SEED, "--format", "word")
    assert "nothing" in one_line(capsys, "check", SEED, "--encoding", "nothing").lower()
    assert "--lines" in one_line(capsys, "parse", SEED, "--lines", "--to", "ris")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", SEED, "--output-format", "xlsx"],
        ["parse", SEED, "--to", "docx"],
        ["render", SEED, "--style", "apa", "--engine", "other"],
        ["mend", SEED],
        ["check", SEED, "--unknown"],
        ["check", SEED, "--jobs", "many"],
    ],
)
def test_wrong_arguments_are_misuse(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == MISUSE


@pytest.mark.parametrize(
    "style",
    [
        b"",
        b"not xml",
        b"<style/>",
        b"<html></html>",
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>',
    ],
)
def test_a_csl_file_that_cannot_be_read(
    style: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csl"
    path.write_bytes(style)
    assert "mine.csl" in one_line(capsys, "check", SEED, "--style", path)
    assert "mine.csl" in one_line(capsys, "render", SEED, "--style", path)


def test_a_csl_file_that_is_absent(capsys: pytest.CaptureFixture[str]) -> None:
    assert "absent.csl" in one_line(capsys, "check", SEED, "--style", "absent.csl")


def test_outputs_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = tmp_path / "absent" / "out"
    assert "cannot be written" in one_line(capsys, "check", SEED, "-o", away)
    assert main(["fix", SEED, "-o", str(away)]) == MISUSE
    assert f"{away}: cannot be written: no such file or directory" in capsys.readouterr().err
    line = one_line(capsys, "check", SEED, "--write-baseline", away)
    assert "cannot be written" in line


def test_baselines_and_settings_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "known.json").write_text("[]")
    assert "not a baseline" in one_line(
        capsys, "check", SEED, "--baseline", tmp_path / "known.json"
    )
    assert "no such file" in one_line(capsys, "check", SEED, "--baseline", tmp_path / "absent.json")
    monkeypatch.chdir(tmp_path)
    for text, said in [
        ("[tool.carcite]\nstile = 'nlm'\n", 'no setting "stile"'),
        ("[tool.carcite]\nselect = 'PAG'\n", "must be a list of strings"),
        ("[tool.carcite\n", "pyproject.toml"),
        ("tool.carcite = 1\n", "not a table"),
    ]:
        (tmp_path / "pyproject.toml").write_text(text)
        assert said in one_line(capsys, "check", "list.txt")


def test_the_other_files_are_still_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    names = ["missing.txt", "b.txt", "c.docx", "a.txt"]
    done = carcite("check", *names, "--output-format", "json", cwd=tmp_path)
    assert done.code == 2
    assert {each["path"] for each in json.loads(done.out)} == {"a.txt"}
    assert [line.split(": ")[1] for line in done.err.splitlines()] == names[:3]


def test_the_other_files_are_still_mended(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 8)
    assert carcite("fix", "b.txt", "a.txt", cwd=tmp_path).code == 2
    assert "enough? Blood" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (tmp_path / "b.txt").read_bytes() == bytes(range(256)) * 8


def test_an_entry_that_cannot_be_read_does_not_hide_its_neighbours() -> None:
    text = LIST.replace(
        "2. Levine BL, June CH. A second title that differs.", "2. ??? 17 // [[ .. 8"
    )
    found = json.loads(carcite("check", "-", "--output-format", "json", given=text).out)
    codes = {(each["code"], each["entry"]) for each in found}
    assert ("PRS001", 2) in codes
    assert ("TTL001", 1) in codes
    items = json.loads(carcite("parse", "-", given=text).out)
    assert [items[place]["volume"] for place in (0, 2)] == ["127", "359"]
