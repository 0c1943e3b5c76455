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

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from carcite.errors import UnreadableError, UsageError
from carcite.styles.house.profile import (
    DateForm,
    InitialsForm,
    JournalForm,
    NameForm,
    PageForm,
    Profile,
)

_ORDER = (
    *("nlm", "icmje", "ama", "jama", "bmj", "lancet", "nejm", "nature", "plos", "bmc", "springer"),
    *("elsevier", "thieme", "thieme-print", "karger", "sage", "wiley", "tandf", "cochrane", "who"),
)
"""The built-in profiles as `carcite style` lists them, the measure of the family first."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "pages": get_args(PageForm),
    "journal": get_args(JournalForm),
    "date": get_args(DateForm),
    "initials": get_args(InitialsForm),
}
_SECTIONS = ("names", "templates")
_LARGEST = 100_000
"""Code points; no profile needs a twentieth of it."""


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
    if path.resolve() in heirs:
        raise UsageError(f"{path}: the style inherits from itself")
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except OSError as error:
        raise UnreadableError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    if len(text) > _LARGEST:
        raise UsageError(f"{path}: is too large for a style")
    return _read(text, str(path), path.parent, (*heirs, path.resolve()))


def _read(text: str, name: str, folder: Path | None, heirs: tuple[Path, ...]) -> Profile:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}") from None
    except RecursionError:
        raise UsageError(f"{name}: is nested too deeply to be read") from None
    parent = _parent(table.pop("inherits", ""), name, folder, heirs)
    stem = Path(name).stem
    base = replace(parent, name=stem, csl="") if parent else Profile(stem, stem, "")
    names = _section(table, "names", name)
    templates = _section(table, "templates", name)
    known = {_key(each.name): each.name for each in fields(Profile)}
    values = _values(table, known, name, "", base)
    own = {_key(each.name): each.name for each in fields(NameForm)}
    values["names"] = replace(base.names, **_values(names, own, name, "names.", base.names))
    values["templates"] = {**base.templates, **_templates(templates, name)}
    return replace(base, **values)


def _parent(
    wanted: object, name: str, folder: Path | None, heirs: tuple[Path, ...]
) -> Profile | None:
    if wanted == "":
        return None
    if not isinstance(wanted, str):
        raise UsageError(f"{name}: inherits takes the name of a style in quotes")
    if wanted.endswith(".toml"):
        return _load((folder or Path()) / wanted, heirs)
    found = PROFILES.get(wanted.lower())
    if found is None:
        raise UsageError(f'{name}: inherits "{wanted}", an unknown style{_near(wanted, PROFILES)}')
    return found


def _section(table: dict[str, Any], section: str, name: str) -> dict[str, Any]:
    found = table.pop(section, {})
    if not isinstance(found, dict):
        raise UsageError(f"{name}: [{section}] is a table of keys")
    return found


def _values(
    table: Mapping[str, Any], known: Mapping[str, str], name: str, prefix: str, base: object
) -> dict[str, Any]:
    """Return the values of a table by field, each of the kind that its field holds."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise UsageError(f'{name}: no key "{prefix}{key}"{_near(key, (*known, *_SECTIONS))}')
        values[known[key]] = _value(value, getattr(base, known[key]), f"{name}: {prefix}{key}", key)
    return values


def _value(value: Any, now: Any, where: str, key: str) -> Any:
    if key in _CHOICES and value not in _CHOICES[key]:
        raise UsageError(f"{where} is one of {', '.join(_CHOICES[key])}")
    if isinstance(now, tuple):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise UsageError(f'{where} is a list of texts, as [", ", "et al"]')
        if key == "et-al" and len(value) != 2:
            raise UsageError(f"{where} holds what stands before the words, and the words")
        return tuple(value)
    if type(value) is not type(now):
        kinds = {bool: "true or false", int: "a number", str: "a text in quotes"}
        raise UsageError(f"{where} is {kinds.get(type(now), 'of another kind')}")
    if isinstance(value, int) and not 0 <= value <= 1000:
        raise UsageError(f"{where} is a number from 0 to 1000")
    if key == "label" and value.count("{}") > 1:
        raise UsageError(f"{where} has one {{}}, where the number stands")
    return value


def _templates(table: Mapping[str, Any], name: str) -> dict[str, str]:
    from carcite.styles.house.template import compile_template
    from carcite.styles.house.write import FIELD_NAMES

    for kind, text in table.items():
        if not isinstance(text, str):
            raise UsageError(f"{name}: templates.{kind} is a text in quotes")
        try:
            template = compile_template(text)
        except ValueError as error:
            raise UsageError(f"{name}: templates.{kind}: {error}") from None
        for each in template.fields:
            if each not in FIELD_NAMES:
                near = _near(each, FIELD_NAMES)
                raise UsageError(f'{name}: templates.{kind} has no field "{each}"{near}')
    return dict(table)


def _key(field: str) -> str:
    return field.replace("_", "-")


def _near(word: str, known: Mapping[str, object] | tuple[str, ...] | frozenset[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def _built_in() -> Mapping[str, Profile]:
    folder = resources.files("carcite.styles.house") / "profiles"
    found: dict[str, Profile] = {}
    for name in _ORDER:
        table = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        values = {key.replace("-", "_"): _frozen(value) for key, value in table.items()}
        own = {key.replace("-", "_"): value for key, value in values.pop("names", {}).items()}
        found[name] = Profile(name=name, names=NameForm(**own), **values)
    return MappingProxyType(found)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(value) if isinstance(value, list) else value


PROFILES: Mapping[str, Profile] = _built_in()
"""The built-in profiles by name. They are read without the checks of `read_profile`, which a test
makes: a start of the program should not pay for them."""
