"""Print one list of names: delimiters, "and", et al., and what each name is dressed in.

CSL 1.0.2, "Name" (delimiter-precedes-last, delimiter-precedes-et-al), "Et-al Abbreviation".

>>> precedes("contextual", 3, 3, False), precedes("never", 3, 3, False)
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from carcite.csl.elements.context import FIRST, Context
from carcite.csl.elements.nameform import PersonWriter
from carcite.csl.elements.persons import Person
from carcite.csl.elements.protocol import Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import affix, marks_of, suffix_of
from carcite.csl.text.tokens import CLOSE, Stream, Token

_WIDE: Final = re.compile("[\u2e80-\ud7ff]")
"""Et al. in Han or kana stands without a blank before it."""
_HEBREW: Final = re.compile("[\u0590-\u05ff]")


def precedes(rule: str, shown: int, least: int, inverted: bool) -> bool:
    """Say whether a delimiter stands before the last name or et al."""
    if rule == "always":
        return True
    return (rule == "contextual" and shown >= least) or (rule == "after-inverted-name" and inverted)


def _whole(options: Mapping[str, str], name: str) -> int:
    text = options.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


class NameListWriter:
    """The compiled printing of one list of names."""

    __slots__ = (
        "conjunction", "delimiter", "ellipsis", "et_al", "first", "first_later", "head", "inverted",
        "least", "least_later", "limited", "marked", "marks", "precedes_et_al", "precedes_last",
        "tail", "write",
    )  # fmt: skip

    def __init__(
        self,
        compiler: Compiling,
        options: Mapping[str, str],
        name: Element | None,
        et_al: Element | None,
    ) -> None:
        parts = {part.get("name"): part for part in name.all("name-part")} if name else {}
        self.write: PersonWriter = PersonWriter(
            options,
            parts,
            compiler.particle_order,
            compiler.hyphens,
            compiler.sorting,
            compiler.turkish,
        )
        self.delimiter: Token = (options.get("delimiter", ", "), "", "delimiter")
        self.conjunction: str = _conjunction(compiler, options.get("and", ""))
        self.precedes_last: str = options.get("delimiter-precedes-last", "contextual")
        self.precedes_et_al: str = options.get("delimiter-precedes-et-al", "contextual")
        self.et_al: Stream = _et_al_tokens(compiler, et_al)
        self.inverted: str = options.get("name-as-sort-order", "")
        self.ellipsis: bool = options.get("et-al-use-last") == "true"
        self.least: int = _whole(options, "et-al-min")
        self.first: int = _whole(options, "et-al-use-first")
        if self.ellipsis and self.least - self.first == 1 < self.first:
            self.first -= 1
        self.least_later: int = _whole(options, "et-al-subsequent-min") or self.least
        self.first_later: int = _whole(options, "et-al-subsequent-use-first") or self.first
        self.limited: bool = "et-al-use-first" in options
        marks = marks_of(name) if name else []
        self.marks: int = len(marks)
        self.head: list[Token] = [*affix(name.get("prefix")), *marks] if name else []
        self.tail: list[Token] = [*([CLOSE] * len(marks)), *suffix_of(name)] if name else []
        self.marked: bool = compiler.marks_names

    def __call__(
        self, context: Context, variable: str, persons: Sequence[Person], index: int, out: Stream
    ) -> int:
        """Print the names; return how many were shown."""
        count = len(persons)
        first_time = context.position == FIRST
        minimum = self.least if first_time else self.least_later
        shown = self.first if first_time else self.first_later
        cut = self.limited and bool(minimum) and count >= minimum and count > shown
        if not cut and self.ellipsis and count == shown + 1:
            # What is read of "A, B, … Z" are the first names and the last.
            cut = context.record.is_cut(variable)
        if not cut:
            shown = count
        elif index < len(context.extra_names) and context.extra_names[index] > shown:
            shown = min(count, context.extra_names[index])
            cut = shown < count
        self._names(context, variable, persons, shown, cut, index, out)
        return shown

    def _names(
        self,
        context: Context,
        variable: str,
        persons: Sequence[Person],
        shown: int,
        cut: bool,
        index: int,
        out: Stream,
    ) -> None:
        givens = context.givens
        more = cut or context.record.is_cut(variable)
        start = len(out)
        last = shown - 1
        inverted = False
        for place in range(shown):
            person = persons[place]
            if place:
                if place == last and not more and self.conjunction:
                    self._join_last(persons, place, inverted, out)
                else:
                    out.append(self.delimiter)
            inverted = self.inverted == "all" or (self.inverted == "first" and place == 0)
            inverted = inverted and not person.literal
            level = givens.get((index, place), 0) if givens else 0
            self._one(person, variable, inverted, level, out)
        if cut and self.ellipsis:
            out += [self.delimiter, ("… ", "", "et-al")]
            self._one(persons[-1], variable, self.inverted == "all", 0, out)
        elif more and self.et_al and shown:
            if precedes(self.precedes_et_al, shown, 2, inverted):
                out.append(self.delimiter)
            elif not _WIDE.match(next(text for text, _, _ in self.et_al if text)):
                out.append((" ", "", "delimiter"))
            out += self.et_al
            if self.head or self.tail:
                out[start:] = [*self.head, *out[start:], *self.tail]

    def _one(self, person: Person, variable: str, inverted: bool, level: int, out: Stream) -> None:
        """Print one name in its dress; the affixes are for persons, not for institutions."""
        if self.marked:
            name = f"{person.particle} {person.family or person.literal}"
            rest = f"{person.given} {person.dropping} {person.suffix}"
            out.append((None, "name", f"{name.strip()}|{rest.strip()}"))
        if not self.head and not self.tail:
            self.write(person, variable, inverted, level, out)
        elif person.literal:
            out += self.head[len(self.head) - self.marks :]
            self.write(person, variable, inverted, level, out)
            out += self.tail[: self.marks]
        else:
            out += self.head
            self.write(person, variable, inverted, level, out)
            out += self.tail
        if self.marked:
            out.append(CLOSE)

    def _join_last(
        self, persons: Sequence[Person], place: int, inverted: bool, out: Stream
    ) -> None:
        """Join the last name; an institution after several persons is always set off."""
        institution = bool(persons[place].literal)
        if institution and persons[place - 1].literal:
            comma = place > 1 and precedes(self.precedes_last, place + 1, 3, inverted)
        elif institution and place > 1:
            comma = True
        else:
            comma = precedes(self.precedes_last, place + 1, 3, inverted)
        word = self.conjunction
        after = "" if word[-1:].isspace() else " "
        if comma:
            text = self.delimiter[0] or ""
            out.append((text if text[-1:].isspace() else text + " ", "", "delimiter"))
            out.append((word + after, "", "and"))
        else:
            before = "" if _HEBREW.match(word) else " "
            out.append((before + word + after, "", "and"))


def _conjunction(compiler: Compiling, kind: str) -> str:
    if compiler.sorting:
        return ""
    if kind == "text":
        return compiler.locale.term("and") or ""
    if kind == "symbol":
        return compiler.locale.term("and", "symbol") or "&"
    return ""


def _et_al_tokens(compiler: Compiling, element: Element | None) -> Stream:
    if compiler.sorting:
        return []
    name = element.get("term", "et-al") if element else "et-al"
    text = compiler.locale.term(name)
    if text is None:
        text = compiler.locale.term("et-al") or ""
    if not text:
        return []
    marks = marks_of(element) if element else []
    head = affix(element.get("prefix")) if element else []
    tail = suffix_of(element) if element else []
    return [*head, *marks, (text, "", "et-al"), *([CLOSE] * len(marks)), *tail]
