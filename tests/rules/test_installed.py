"""Rules of other packages, as CONTRIBUTING.md shows them: found, used, and told when broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import CLEAN, ROOT, Done, carcite

SHOWN = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("in a package of your own")[1]
(MODULE,) = re.findall(r"```python\n(.*?)```", SHOWN.split("\n## ")[0], re.DOTALL)


def installed(folder: Path, module: str, value: str = "our_lab_rules") -> None:
    """Make a distribution as pip leaves it: a module, and what the package says of itself."""
    (folder / "our_lab_rules.py").write_text(module, encoding="utf-8")
    info = folder / "our_lab_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-lab-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[carcite.rules]\nour-lab = {value}\n")


def check(folder: Path, *arguments: str) -> Done:
    return carcite("check", *arguments, "-", given=CLEAN, PYTHONPATH=f"{ROOT / 'src'}:{folder}")


def test_the_rules_of_a_package_are_used(tmp_path: Path) -> None:
    installed(tmp_path, MODULE)
    done = check(tmp_path, "--select", "LAB", "--output-format", "concise")
    assert done.code == 0
    assert done.out.count("Give the PMID of this article") == 3
    assert "LAB001" not in check(tmp_path, "--ignore", "LAB001").out
    listed = carcite("rule", PYTHONPATH=f"{ROOT / 'src'}:{tmp_path}").out.splitlines()
    assert listed[-1].startswith("LAB001  info")
    shown = carcite("rule", "LAB001", PYTHONPATH=f"{ROOT / 'src'}:{tmp_path}").out
    assert "our library orders by it" in shown


def test_without_the_package_there_is_no_such_rule() -> None:
    assert 'no rule has the code "LAB"' in carcite("check", "--select", "LAB", "-", given=CLEAN).err


@pytest.mark.parametrize(
    ("module", "value", "said"),
    [
        ("import not_there", "our_lab_rules", "ModuleNotFoundError: No module named 'not_there'"),
        ("1 +", "our_lab_rules", "SyntaxError"),
        (MODULE, "our_lab_rules:gone", "has no attribute 'gone'"),
        ("x = 1", "our_lab_rules", "there are none in it"),
        (MODULE.replace("LAB001", "lab1"), "our_lab_rules", 'the code "lab1"'),
        (MODULE.replace("LAB001", "PAG001"), "our_lab_rules", "two rules bear the code PAG001"),
        (MODULE.replace("case.reference.pmid", "case.pmid"), "our_lab_rules", "LAB001 of the pack"),
    ],
)
def test_a_broken_package_is_one_line(module: str, value: str, said: str, tmp_path: Path) -> None:
    installed(tmp_path, module, value)
    done = check(tmp_path)
    assert done.code == 2
    assert said in done.err
    assert "our-lab-rules" in done.err or "two rules" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_package_is_used_by_every_process(tmp_path: Path) -> None:
    installed(tmp_path, MODULE)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.md").write_text(CLEAN, encoding="utf-8")
    done = carcite(
        *("check", folder, "--select", "LAB", "--jobs", "2", "--output-format", "concise"),
        PYTHONPATH=f"{ROOT / 'src'}:{tmp_path}",
    )
    assert done.out.count("LAB001") == 60
