"""References read by dask: ids that never collide, and no line that ends the work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import carcite
from carcite.distributed import read_text

GOOD = "June CH. CAR T cells. Science. 2018;359(6382):1361-5."


def items_of(source: object, **options: object) -> list[dict[str, object]]:
    found = read_text(source, **options).compute(scheduler="sync")  # type: ignore[arg-type]
    return list(found)


def test_each_line_of_files_gives_an_item_with_an_id_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("dask.bag", reason="dask is not installed")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{GOOD}\n" * 40, encoding="utf-8")
    found = items_of(str(tmp_path / "*.txt"), blocksize=500)
    assert len(found) == 80
    assert len({each["id"] for each in found}) == 80
    assert {each["volume"] for each in found} == {"359"}


def test_a_bad_line_ends_nothing(tmp_path: Path) -> None:
    bags = pytest.importorskip("dask.bag", reason="dask is not installed")
    path = tmp_path / "refs.txt"
    path.write_bytes(f"{GOOD}\n".encode() + b"M\xfcller A. B. BMJ. 2019;3:4.\n\n")
    found = items_of(str(path))
    assert [each["volume"] for each in found[:2]] == ["359", "3"]
    odd = items_of(bags.from_sequence([GOOD, 7], npartitions=1))
    assert odd[1]["custom"] == {"unread": ["7"]}


def test_the_script_of_the_readme_writes_a_line_an_item(tmp_path: Path) -> None:
    pytest.importorskip("dask.bag", reason="dask is not installed")
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    script = next(part for part in readme.split("```python\n") if "distributed" in part)
    script = script.split("```")[0].replace("s3://bucket", tmp_path.as_posix())
    (tmp_path / "refs-1.txt").write_text(f"{GOOD}\n" * 3, encoding="utf-8")
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    subprocess.run([sys.executable, "script.py"], cwd=tmp_path, check=True, timeout=120)
    (written,) = tmp_path.glob("items-*.jsonl")
    items = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert [each["volume"] for each in items] == ["359"] * 3


def test_without_dask_one_line_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['dask'] = None; sys.modules['dask.bag'] = None\n"
        "from carcite.distributed import read_text\n"
        "read_text('refs.txt')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().endswith("install carcite[dask]")


def test_carcite_does_not_load_dask() -> None:
    assert carcite.__name__
    script = "import carcite, sys; carcite.read('a'); assert 'dask' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
