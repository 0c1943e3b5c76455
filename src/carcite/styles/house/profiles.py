"""House profiles as files: the package's own in `profiles/`, and any that a user writes.

A profile is TOML. `inherits` names a built-in profile or another file, and every key left out is
its parent's; a built-in without it is NLM's. The keys are the fields of `Profile` and, under
`[names]`, of `NameForm`, with hyphens; `[templates]` holds a template for each CSL item type. The
built-in files are the examples.

>>> PROFILES["nlm"].title, PROFILES["lancet"].names.et_al_use_first
('NLM (Citing Medicine)', 3)
>>> read_profile('inherits = "nlm"\\npages = "full"', "journal.toml").pages
'full'
"""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

from carcite.errors import UnreadableError, UsageError
from carcite.styles.house.profile import (
    DateForm,
    FamilyCase,
    InitialsForm,
    JournalForm,
    MonthForm,
    NameForm,
    NameOrder,
    PageForm,
    Profile,
)
from carcite.text.files import read_file, why, without_links
from carcite.text.near import did_you_mean
from carcite.text.pattern import pattern

_ORDER = (
    *("nlm", "icmje", "ama", "jama", "bmj", "lancet", "nejm", "nature", "plos", "bmc", "springer"),
    *("elsevier", "thieme", "thieme-print", "karger", "sage", "wiley", "tandf", "cochrane", "who"),
)
"""The built-in profiles as `carcite style` lists them, the measure of the family first."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "pages": get_args(PageForm),
    "journal": get_args(JournalForm),
    "date": get_args(DateForm),
    "months": get_args(MonthForm),
    "initials": get_args(InitialsForm),
    "order": get_args(NameOrder),
    "family-case": get_args(FamilyCase),
}
_SECTIONS = ("names", "templates")
_HEAD = pattern(r"\s*\[(?P<name>[\w-]+)\]")
_KEY = pattern(r"""\s*["']?(?P<name>[\w.-]+)["']?\s*=""")
_LARGEST = 100_000
"""Bytes; no profile needs a twentieth of it."""


_MOST_HEIRS = 20
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Takes what no list prints and no XML holds, as an escape; refuses a tab."""


def read_profile(text: str, name: str, *, folder: Path | None = None) -> Profile:
    """Return the profile that a TOML text describes; `name` is its file's, for messages.

    `folder` is where a file that it inherits from is looked for. Raise UsageError, in one line, for
    broken TOML, unknown keys, values that a key cannot have, and a profile that inherits itself.
    """
    return _read(text, name, folder, ())


def load_profile(path: str | Path) -> Profile:
    """Return the profile in a file; raise UnreadableError where there is none, else as above."""
    return _load(Path(path), ())


def _load(path: Path, heirs: tuple[Path, ...]) -> Profile:
    if without_links(path) in heirs:
        raise UsageError(f"{path}: the style inherits from itself")
    if len(heirs) >= _MOST_HEIRS:
        raise UsageError(f"{path}: more than {_MOST_HEIRS} styles inherit from each other")
    try:
        text = read_file(path, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: {why(error)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    return _read(text, str(path), path.parent, (*heirs, without_links(path)))


def _read(text: str, name: str, folder: Path | None, heirs: tuple[Path, ...]) -> Profile:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from None
    except RecursionError:
        raise UsageError(f"{name}: is nested too deeply to be read") from None
    try:
        return _profile(table, Path(name).stem, folder or Path(), heirs)
    except _ProfileError as fault:
        place = _line(text, fault.key)
        raise UsageError(f"{name}: {place}{fault}") from None


class _ProfileError(Exception):
    """What a key of a profile cannot mean; the reader of the file adds its name and the line."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def _line(text: str, wanted: str) -> str:
    """Return "line 3: " for a key as "pages" or "names.et-al"; "" where it cannot be told."""
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            section = f"{head['name']}."
        key = f"{section}{head['name']}" if (head := _KEY.match(line)) else section[:-1]
        if wanted in (key, key.partition(".")[0]):
            return f"line {number}: "
    return ""


def _profile(table: dict[str, Any], stem: str, folder: Path, heirs: tuple[Path, ...]) -> Profile:
    parent = _parent(table.pop("inherits", ""), folder, heirs)
    base = Profile(stem, stem, "")
    if parent:
        basis = f"a file of your own, after {parent.title}"
        base = replace(parent, name=stem, title=stem, basis=basis, csl="")
    names = _section(table, "names")
    templates = _section(table, "templates")
    known = {_key(each.name): each.name for each in fields(Profile) if each.name != "name"}
    values = _values(table, known, "", base)
    own = {_key(each.name): each.name for each in fields(NameForm)}
    values["names"] = replace(base.names, **_values(names, own, "names.", base.names))
    values["templates"] = {**base.templates, **_templates(templates)}
    return replace(base, **values)


def _parent(wanted: object, folder: Path, heirs: tuple[Path, ...]) -> Profile | None:
    if wanted == "":
        return None
    if not isinstance(wanted, str):
        raise _ProfileError("inherits", "inherits takes the name of a style in quotes")
    if wanted.endswith(".toml"):
        return _load(folder / wanted, heirs)
    found = PROFILES.get(wanted.lower())
    if found is None:
        near = did_you_mean(wanted, PROFILES)
        raise _ProfileError("inherits", f'inherits "{wanted}", an unknown style{near}')
    return found


def _section(table: dict[str, Any], section: str) -> dict[str, Any]:
    found = table.pop(section, {})
    if not isinstance(found, dict):
        raise _ProfileError(section, f"[{section}] is a table of keys")
    return found


def _values(
    table: Mapping[str, Any], known: Mapping[str, str], prefix: str, base: object
) -> dict[str, Any]:
    """Return the values of a table by field, each of the kind that its field holds."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{prefix}{key}"
        if key not in known:
            near = did_you_mean(key, (*known, *_SECTIONS, "inherits"))
            raise _ProfileError(where, f'no key "{where}"{near}')
        values[known[key]] = _value(value, getattr(base, known[key]), where, key)
    return values


def _value(value: Any, now: Any, where: str, key: str) -> Any:
    if key in _CHOICES and value not in _CHOICES[key]:
        raise _ProfileError(where, f"{where} is one of {', '.join(_CHOICES[key])}")
    if isinstance(now, tuple):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise _ProfileError(where, f'{where} is a list of texts, as [", ", "et al"]')
        if key == "et-al" and len(value) != 2:
            raise _ProfileError(where, f"{where} holds what stands before the words, and the words")
        _check_signs("".join(value), where)
        return tuple(value)
    if type(value) is not type(now):
        kinds = {bool: "true or false", int: "a number", str: "a text in quotes"}
        raise _ProfileError(where, f"{where} is {kinds.get(type(now), 'of another kind')}")
    if isinstance(value, int) and not 0 <= value <= 1000:
        raise _ProfileError(where, f"{where} is a number from 0 to 1000")
    if isinstance(value, str):
        _check_signs(value, where)
    if key == "dashes" and not value:
        raise _ProfileError(where, f"{where} names one dash or more")
    if key == "label" and (value.count("{}") > 1 or set("{}") & set(value.replace("{}", ""))):
        raise _ProfileError(where, f"{where} has one {{}}, where the number stands")
    return value


def _check_signs(text: str, where: str) -> None:
    if found := _CONTROL.search(text):
        raise _ProfileError(where, f"{where} holds {found.group()!r}, which no list prints")


def _templates(table: Mapping[str, Any]) -> dict[str, str]:
    from carcite.styles.house.fields import FIELD_NAMES
    from carcite.styles.house.template import compile_template

    for kind, text in table.items():
        where = f"templates.{kind}"
        if not isinstance(text, str):
            raise _ProfileError(where, f"{where} is a text in quotes")
        _check_signs(text, where)
        try:
            template = compile_template(text)
        except ValueError as error:
            raise _ProfileError(where, f"{where}: {error}") from None
        for each in template.fields:
            if each not in FIELD_NAMES:
                near = did_you_mean(each, FIELD_NAMES)
                raise _ProfileError(where, f'{where} has no field "{each}"{near}')
    return dict(table)


def _key(field: str) -> str:
    return field.replace("_", "-")


@cache
def _built_in(name: str) -> Profile:
    """Return a profile of the package, without the checks of `read_profile`: a test makes them."""
    text = pkgutil.get_data(__package__, f"profiles/{name}.toml") or b""
    table = _by_field(tomllib.loads(text.decode()))
    try:
        return Profile(name=name, names=NameForm(**_by_field(table.pop("names", {}))), **table)
    except TypeError as error:
        raise UsageError(f"{name}.toml: {str(error).partition(' ')[2]}") from None


def _by_field(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }


class _BuiltIns(Mapping[str, Profile]):
    """The profiles of the package; a file is read when its profile is first asked for."""

    def __getitem__(self, name: str) -> Profile:
        if name not in _ORDER:
            raise KeyError(name)
        return _built_in(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_ORDER)

    def __len__(self) -> int:
        return len(_ORDER)


PROFILES: Mapping[str, Profile] = _BuiltIns()
"""The built-in profiles by name."""
