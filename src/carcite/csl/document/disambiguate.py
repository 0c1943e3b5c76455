"""Tell citations apart: more names, given names, the disambiguate condition, letters at the year.

CSL 1.0.2, "Disambiguation" and its four methods, tried in that order; ambiguous citations are
refined step by step, and what a step does not tell apart is taken back.

>>> [letters(number) for number in (0, 25, 26, 701, 702)]
['a', 'z', 'aa', 'zz', 'aaa']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carcite.csl.elements.context import SUBSEQUENT, Context, NameList, Render
from carcite.csl.elements.persons import Person, initials
from carcite.csl.text.tokens import Stream

Levels = dict[tuple[int, int], int]
_ONLY_INITIALS: Final = re.compile(r"(?:[^\W\d_](?:\.|(?=[\s-])|$)[\s-]*+)*+|[A-Z]{1,4}")
_SPACING: Final = re.compile(r"[.\s]+")
_INITIALS: Final = 1
_FULL: Final = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What a style asks for; `rule` is the givenname-disambiguation-rule."""

    names: bool
    givens: bool
    rule: str
    suffix: bool
    condition: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.names or self.givens or self.suffix or self.condition


def read_options(attributes: Mapping[str, str], condition: bool) -> Options:
    """Read the disambiguation options of cs:citation."""
    return Options(
        attributes.get("disambiguate-add-names") == "true",
        attributes.get("disambiguate-add-givenname") == "true",
        attributes.get("givenname-disambiguation-rule", "by-cite"),
        attributes.get("disambiguate-add-year-suffix") == "true",
        condition,
    )


def letters(number: int) -> str:
    """Write a count from 0 as a, b ... z, aa, ab."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out


class Disambiguator:
    """Works on the contexts of all cited items at once and leaves its findings in them."""

    def __init__(
        self, render: Render, options: Options, contexts: Sequence[Context], mark: str | None
    ) -> None:
        self.render = render
        self.options = options
        self.contexts = contexts
        self.mark = mark
        """The initialize-with of the style's citations; None where names are not shortened."""
        self.lists: dict[int, list[NameList]] = {}

    def run(self) -> None:
        """Disambiguate: sets extra_names, givens, disambiguate and suffix of each context."""
        for context in self.contexts:
            context.suffix = ""
            context.givens = None
            context.extra_names = ()
            context.disambiguate = 0
        keys = {id(context): self._log(context) for context in self.contexts}
        if self.options.givens and self.options.rule != "by-cite":
            self._raise_all()
            keys = {id(context): self.key(context) for context in self.contexts}
        groups: dict[str, list[Context]] = {}
        for context in self.contexts:
            groups.setdefault(keys[id(context)], []).append(context)
        left = []
        for group in groups.values():
            if len(group) > 1:
                left += self._refine(group)
        if self.options.condition:
            left = [rest for group in left for rest in self._try_condition(group)]
        if self.options.suffix:
            self._add_letters(left)

    def _log(self, context: Context) -> str:
        context.name_log = []
        key = self.key(context)
        self.lists[id(context)] = context.name_log
        context.name_log = None
        return key

    def key(self, context: Context) -> str:
        """Return the citation as text, by which two are ambiguous when equal."""
        position, suffix, number = context.position, context.suffix, context.number
        locator, context.locator = context.locator, ""
        context.position, context.suffix, context.conditions = SUBSEQUENT, "", 0
        context.done, context.pending, context.name_index = None, None, 0
        context.skip_names = False
        out: Stream = []
        self.render(context, out)
        context.position, context.suffix, context.number = position, suffix, number
        context.locator = locator
        return "\x1f".join([text for text, name, _ in out if text and name != "accessed"])

    def _raise_all(self) -> None:
        """Raise the given names of persons who share a printed name, all over the document."""
        rule = self.options.rule
        primary, only_initials = rule.startswith("primary-name"), rule.endswith("-with-initials")
        register = NameRegister()
        for found in self.lists.values():
            for listed in found:
                for place, person in enumerate(listed.persons):
                    if not primary or place == 0:
                        register.add(person, self.mark)
        for context in self.contexts:
            levels: Levels = {}
            for index, listed in enumerate(self.lists[id(context)]):
                for place, person in enumerate(listed.persons[: 1 if primary else None]):
                    level = register.level(person, self.mark)
                    if only_initials and level == _FULL:
                        level = _INITIALS if self.mark is not None else _FULL
                        if not register.initials_help(person, self.mark):
                            level = 0
                    if level:
                        levels[index, place] = level
            context.givens = levels or None

    def _partition(self, group: Iterable[Context]) -> list[list[Context]]:
        parts: dict[str, list[Context]] = {}
        for context in group:
            parts.setdefault(self.key(context), []).append(context)
        return list(parts.values())

    def _refine(self, group: list[Context]) -> list[list[Context]]:
        """Add names and given names until nothing more is told apart; return what stays equal."""
        count = 0
        for context in group:
            for listed in self.lists[id(context)]:
                count = max(count, len(listed.persons))
        start = max((n.shown for c in group for n in self.lists[id(c)]), default=0)
        return self._refine_from(group, start, min(count, 200))

    def _refine_from(self, group: list[Context], shown: int, count: int) -> list[list[Context]]:
        saved = [(context.extra_names, context.givens) for context in group]
        last = count if self.options.names else shown
        for names in range(shown, max(last, shown) + 1):
            for step in self._steps(group, names):
                step()
                parts = self._partition(group)
                if len(parts) > 1:
                    out = []
                    for part in parts:
                        if len(part) > 1:
                            out += self._refine_from(part, names, count)
                    return out
        for context, (extra, givens) in zip(group, saved, strict=True):
            context.extra_names, context.givens = extra, givens
        return [group]

    def _steps(self, group: list[Context], names: int) -> list[Callable[[], None]]:
        """Return what to try with this many names: the names alone, then each given name."""

        def show() -> None:
            for context in group:
                lists = self.lists[id(context)]
                context.extra_names = (
                    tuple(max(names, listed.shown) for listed in lists[:1])
                    + (context.extra_names[1:])
                )

        steps: list[Callable[[], None]] = []
        if self.options.names:
            steps.append(show)
        if not self.options.givens or self.options.rule != "by-cite":
            return steps

        def raise_at(place: int, level: int) -> Callable[[], None]:
            base = [context.givens for context in group]

            def step() -> None:
                for context, before in zip(group, base, strict=True):
                    levels = dict(before or {})
                    levels[0, place] = max(level, levels.get((0, place), 0))
                    context.givens = levels

            return step

        def lower() -> None:
            for context, before in zip(group, base_levels, strict=True):
                context.givens = before

        base_levels = [context.givens for context in group]
        for place in range(names):
            steps += [raise_at(place, _INITIALS), raise_at(place, _FULL), lower]
        return steps

    def _try_condition(self, group: list[Context]) -> list[list[Context]]:
        """Let the conditions of the style hold one by one until the citations differ."""
        for context in group:
            context.disambiguate += 1
        parts = self._partition(group)
        if len(parts) > 1:
            return [left for part in parts if len(part) > 1 for left in self._try_condition(part)]
        if group[0].disambiguate < min(group[0].conditions, 9):
            return self._try_condition(group)
        if self.options.suffix:
            for context in group:
                context.disambiguate = 0
        return [group]

    def _add_letters(self, groups: list[list[Context]]) -> None:
        place = {id(context): number for number, context in enumerate(self.contexts)}
        for group in groups:
            ordered = sorted(group, key=lambda context: place[id(context)])
            for number, context in enumerate(ordered):
                context.suffix = letters(number)


class NameRegister:
    """Knows which names of a document look alike when shortened."""

    def __init__(self) -> None:
        self.short: dict[str, set[str]] = {}
        self.initial: dict[tuple[str, str], set[str]] = {}

    def add(self, person: Person, mark: str | None) -> None:
        """Note a name."""
        family, head, whole = _keys(person, mark)
        self.short.setdefault(family, set()).add(whole)
        if not _ONLY_INITIALS.fullmatch(person.given):
            self.initial.setdefault((family, head), set()).add(whole)

    def level(self, person: Person, mark: str | None) -> int:
        """Return the least level at which nobody else looks the same."""
        family, head, _ = _keys(person, mark)
        if len(self.short.get(family, ())) < 2:
            return 0
        if mark is not None and len(self.initial.get((family, head), ())) < 2:
            return _INITIALS
        return _FULL

    def initials_help(self, person: Person, mark: str | None) -> bool:
        """Say whether initials tell the person from anyone of the same family name."""
        family, head, _ = _keys(person, mark)
        return len(self.initial.get((family, head), ())) < len(self.short.get(family, ()))


def _keys(person: Person, mark: str | None) -> tuple[str, str, str]:
    if person.literal:
        return person.literal, "", ""
    family = f"{person.particle} {person.family}".strip()
    head = initials(person.given, mark or "", True, True)
    whole = _SPACING.sub(" ", f"{person.given} {person.dropping} {person.suffix}").strip()
    return family, head.replace(" ", ""), whole
