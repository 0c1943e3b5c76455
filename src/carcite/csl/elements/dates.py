"""cs:date: parts in the style's or the locale's order, ranges collapsed, seasons, years before 1.

CSL 1.0.2, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons".

>>> span_parts(Day(2003, 8, 10), Day(2003, 8, 23), ("year", "month", "day"))
('day',)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carcite.csl.elements.context import EMPTY, VALUE, Context, Render
from carcite.csl.elements.dateparts import DateValue, Day
from carcite.csl.elements.protocol import Compile, Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import affix, marks_of, suffix_of, wrap
from carcite.csl.text.markup import parse_markup
from carcite.csl.text.textcase import change_case
from carcite.csl.text.tokens import AFTER, CLOSE, Stream, Token

_SIZES: Final = ("day", "month", "year")
_KEPT: Final = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """One compiled date part: `write` gives the text for a day, "" for nothing."""

    name: str
    write: Callable[[Day], str]
    head: Stream
    tail: Stream
    case: str
    strip: bool
    range_delimiter: str


def span_parts(first: Day, last: Day, names: Sequence[str]) -> tuple[str, ...]:
    """Return the parts to print twice: from the largest that differs down to the day."""
    for name in ("year", "month", "day"):
        if name in names and getattr(first, name) != getattr(last, name):
            size = _SIZES.index(name)
            return tuple(part for part in names if _SIZES.index(part) <= size)
    return ()


def compile_date(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:date, localized or not."""
    variable = element.get("variable")
    form = element.get("form")
    parts, delimiter = _parts(compiler, element, form)
    names = tuple(part.name for part in parts)
    tracked = compiler.in_substitute
    suffixes = compiler.implicit_suffix
    late = variable == "accessed"
    between: Token = (delimiter, "", "delimiter")
    sorting = compiler.sorting

    def render(context: Context, out: Stream) -> int:
        if context.done is not None and variable in context.done:
            return EMPTY
        date = context.record.date(variable)
        if not date:
            return EMPTY
        start = len(out)
        if date.first is None:
            _write_literal(date, parts, variable, out)
        elif sorting:
            out.append((_sort_text(date, names), variable, "date"))
        elif date.last is None or not span_parts(date.first, date.last, names):
            _write_day(date, date.first, parts, variable, between, out)
            if date.open_end:
                out.append(("–", variable, "affix"))
        else:
            _write_range(date, parts, names, variable, between, out)
        if len(out) == start:
            return EMPTY
        if (
            suffixes
            and context.suffix
            and context.suffix_open
            and not (late and context.record.date("issued"))
        ):
            _add_suffix(context, out, start)
        if tracked and context.pending is not None:
            context.pending.append(variable)
        return VALUE

    outer = Element("date", element.attributes, (), "", element.line)
    return wrap(render, outer)


def _write_literal(date: DateValue, parts: Sequence[_Part], variable: str, out: Stream) -> None:
    """Print what stands for a date in words where its year would stand, in the year's dress."""
    for part in parts:
        if part.name == "year":
            out += part.head
            out += parse_markup(date.literal, variable, "literal")
            out += part.tail
            return


def _add_suffix(context: Context, out: Stream, start: int) -> None:
    """Set the year-suffix right after the last year that was printed."""
    for index in range(len(out) - 1, start - 1, -1):
        text, variable, role = out[index]
        if (text and role == "year") or (text and role == "literal"):
            out.insert(index + 1, (context.suffix, "year-suffix", "year-suffix"))
            context.suffix_open = False
            return
    del variable


def _parts(compiler: Compiling, element: Element, form: str) -> tuple[list[_Part], str]:
    if not form:
        parts = [_compile_part(compiler, part, {}) for part in element.all("date-part")]
        return parts, element.get("delimiter")
    base = compiler.locale.dates.get(form)
    if base is None:
        return [], ""
    kept = _KEPT.get(element.get("date-parts"), _KEPT["year-month-day"])
    overrides = {part.get("name"): part for part in element.all("date-part")}
    parts = []
    for part in base.all("date-part"):
        if part.get("name") not in kept:
            continue
        override = overrides.get(part.get("name"))
        extra = {
            key: value
            for key, value in (override.attributes if override else {}).items()
            if key not in ("prefix", "suffix")
        }
        parts.append(_compile_part(compiler, part, extra))
    return parts, base.get("delimiter")


def _compile_part(compiler: Compiling, element: Element, extra: dict[str, str]) -> _Part:
    attributes = {**element.attributes, **extra}
    merged = Element("date-part", attributes, (), "", element.line)
    name, form = merged.get("name"), merged.get("form")
    if name == "year":
        write = _year_writer(compiler, form)
    elif name == "month":
        write = _month_writer(compiler, form)
    else:
        write = _day_writer(compiler, form)
    marks = marks_of(merged)
    return _Part(
        name,
        write,
        [*affix(merged.get("prefix")), *marks],
        [*([CLOSE] * len(marks)), *suffix_of(merged)],
        merged.get("text-case"),
        merged.get("strip-periods") == "true",
        merged.get("range-delimiter", "–"),
    )


def _year_writer(compiler: Compiling, form: str) -> Callable[[Day], str]:
    before = compiler.locale.term("bc") or " BC"
    after = compiler.locale.term("ad") or " AD"

    def write(day: Day) -> str:
        year = day.year
        if year < 0:
            return f"{-year}{before}"
        if form == "short":
            return f"{year % 100:02d}"
        return f"{year}{after}" if year < 500 else str(year)

    return write


def _month_writer(compiler: Compiling, form: str) -> Callable[[Day], str]:
    locale = compiler.locale
    words = [""]
    for number in range(1, 17):
        name = f"month-{number:02d}" if number < 13 else f"season-{number - 12:02d}"
        words.append(locale.term(name, form if form == "short" else "long") or "")

    def write(day: Day) -> str:
        month = day.month
        if not month or month > 12 or form not in ("numeric", "numeric-leading-zeros"):
            return words[month]
        return str(month) if form == "numeric" else f"{month:02d}"

    return write


def _day_writer(compiler: Compiling, form: str) -> Callable[[Day], str]:
    locale = compiler.locale
    limited = locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def write(day: Day) -> str:
        number = day.day
        if not number:
            return ""
        if form == "numeric-leading-zeros":
            return f"{number:02d}"
        if form == "ordinal" and (number == 1 or not limited):
            gender = locale.genders.get(f"month-{day.month:02d}", "")
            return f"{number}{locale.ordinal(number, gender)}"
        return str(number)

    return write


def _write_part(
    part: _Part, day: Day, date: DateValue, variable: str, out: Stream, dated: bool
) -> bool:
    text = part.write(day)
    if not text and part.name == "month" and date.season and dated:
        text = date.season
    if not text:
        return False
    if part.strip:
        text = text.replace(".", "")
    out += part.head
    tokens: Stream = (
        [(text, variable, part.name)] if text.isascii() else parse_markup(text, variable, part.name)
    )
    out += change_case(tokens, part.case) if part.case else tokens
    out += part.tail
    return True


def _write_day(
    date: DateValue, day: Day, parts: Sequence[_Part], variable: str, between: Token, out: Stream
) -> None:
    written = False
    dated = any(part.name == "year" for part in parts)
    for part in parts:
        start = len(out)
        if written and between[0]:
            out.append(between)
        if _write_part(part, day, date, variable, out, dated):
            written = True
        else:
            del out[start:]


def _write_range(
    date: DateValue,
    parts: Sequence[_Part],
    names: tuple[str, ...],
    variable: str,
    between: Token,
    out: Stream,
) -> None:
    """Print the parts that differ for both days, the others once."""
    first, last = date.first, date.last
    assert first is not None
    assert last is not None
    twice = span_parts(first, last, names)
    largest = twice[0] if len(twice) == 1 else max(twice, key=_SIZES.index)
    sign = next(part.range_delimiter for part in parts if part.name == largest)
    places = [index for index, part in enumerate(parts) if part.name in twice]
    low, high = places[0], places[-1] + 1
    _write_day(date, first, parts[:low], variable, between, out)
    if len(out) and low and between[0]:
        out.append(between)
    start = len(out)
    _write_day(date, first, parts[low:high], variable, between, out)
    _trim_end(out, start)
    out.append((sign, variable, "range-delimiter"))
    start = len(out)
    _write_day(date, last, parts[low:high], variable, between, out)
    if len(out) > start and out[start][0] == " " and out[start][2] == "affix":
        del out[start]
    rest = parts[high:]
    if rest:
        mark = len(out)
        if between[0]:
            out.append(between)
        middle = len(out)
        _write_day(date, last, rest, variable, between, out)
        if len(out) == middle:
            del out[mark:]


def _trim_end(out: Stream, start: int) -> None:
    """Drop the affix of the last part before a range delimiter."""
    for index in range(len(out) - 1, start - 1, -1):
        text, _, role = out[index]
        if text is None:
            continue
        if role == AFTER:
            del out[index]
        return


def _sort_text(date: DateValue, names: tuple[str, ...]) -> str:
    """Write a date so that texts sort as days do; years before 1 sort backwards."""

    def one(day: Day) -> str:
        year = day.year if "year" in names else 0
        month = min(day.month, 12) if "month" in names else 0
        text = f"{year + 100000:07d}" if year < 0 else f"{year + 500000:07d}"
        return text + f"{month:02d}" + (f"{day.day:02d}" if "day" in names else "00")

    assert date.first is not None
    return one(date.first) + (f"-{one(date.last)}" if date.last else "-0")


def sort_text(date: DateValue) -> str:
    """Write a date as the key of a sort by variable; "" when there is none."""
    if date.first is None:
        return date.literal
    return _sort_text(date, ("year", "month", "day"))


DATES: Final[Mapping[str, Compile]] = {"date": compile_date}
