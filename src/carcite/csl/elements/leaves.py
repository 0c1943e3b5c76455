"""cs:text (variable, term, value), cs:number and cs:label.

CSL 1.0.2, "Text", "Number", "Label", "Gender-specific Ordinals".

>>> bool(_PIECES.search("5th ed., revised"))
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from carcite.csl.document.citelabel import citation_label
from carcite.csl.elements.context import EMPTY, NOTHING, VALUE, Context, Render
from carcite.csl.elements.numbers import (
    NUMERIC_VARIABLES,
    integers,
    is_numeric,
    is_plural,
    roman,
    write_ranges,
)
from carcite.csl.elements.protocol import Compile, Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import (
    term_case,
    upright_where_han,
    with_case,
    without_periods,
    wrap,
)
from carcite.csl.text.markup import parse_markup, raise_letters
from carcite.csl.text.textcase import change_case
from carcite.csl.text.tokens import AFTER, Stream, Token

_HOST: Final = re.compile(r"[a-z]{3,6}://([^/?#]+)")
_PIECES: Final = re.compile(r"((?:,|;|&)\s+)")
"""Each piece of a list of numbers takes the text-case for itself."""
_SHORT: Final = {"title": "title-short", "container-title": "container-title-short"}


def compile_text(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:text: a macro, a variable, a term or a value."""
    if "macro" in element.attributes:
        inner = compiler.macro(element.get("macro"), element)
        return wrap(without_periods(inner, element), element)
    if "variable" in element.attributes:
        inner = _variable(compiler, element)
    elif "term" in element.attributes:
        inner = _term(compiler, element)
    elif "value" in element.attributes:
        inner = _value(element.get("value"), "value")
    else:
        compiler.fail(element, "<text> needs a variable, term, value or macro")
    inner = upright_where_han(without_periods(inner, element), element)
    if "term" in element.attributes:
        return wrap(with_case(inner, term_case(element, compiler.english), True), element)
    cased = with_case(inner, element.get("text-case"), compiler.english, compiler.turkish)
    return wrap(cased, element)


def _value(text: str, role: str) -> Render:
    tokens = parse_markup(text, "", role) if text else []

    def render(context: Context, out: Stream) -> int:
        out += tokens
        return NOTHING

    return render


def _term(compiler: Compiling, element: Element) -> Render:
    name, form = element.get("term"), element.get("form", "long")
    plural = element.get("plural") == "true"
    text = compiler.locale.term(name, form, plural)
    if text is None and form != "long":
        text = compiler.locale.term(name, "long", plural)
    if text is None and not compiler.knows_term(name):
        compiler.fail(element, f'no term "{name}" in CSL or in this style')
    if not text:
        return lambda context, out: NOTHING
    tokens = parse_markup(text, "", "term")
    capital = compiler.style_class == "note" or compiler.area == "bibliography"
    if not capital or compiler.sorting:

        def plain(context: Context, out: Stream) -> int:
            out += tokens
            return NOTHING

        return plain
    raised = change_case(tokens, "capitalize-first")

    def render(context: Context, out: Stream) -> int:
        out += tokens if any(map(_counts, out)) else raised
        return NOTHING

    return render


def _counts(token: Token) -> bool:
    """Say whether something stands before the first term of an entry: its number does not."""
    return bool(token[0]) and token[1] != "citation-number" and token[2] not in ("affix", AFTER)


def _variable(compiler: Compiling, element: Element) -> Render:
    name = element.get("variable")
    tracked = compiler.in_substitute
    if element.get("form") == "short" and name in _SHORT:
        return _short_variable(name, _SHORT[name], tracked)
    if name == "URL" and element.get("form") == "short":
        return _site
    if name == "year-suffix":
        return _year_suffix
    if name == "citation-label":
        return _citation_label
    if name in NUMERIC_VARIABLES and name != "citation-number":
        return _numeric_text(compiler, name, tracked, element.get("text-case"))
    if name in ("citation-number", "first-reference-note-number"):
        compiler.numbered = compiler.numbered or name == "citation-number"
        return _special(name)

    def render(context: Context, out: Stream) -> int:
        text = context.texts.get(name)
        if not text or (context.done is not None and name in context.done):
            return EMPTY
        out += parse_markup(text, name, "text")
        if tracked and context.pending is not None:
            context.pending.append(name)
        return VALUE

    return render


def _special(name: str) -> Render:
    def render(context: Context, out: Stream) -> int:
        text = context.text(name)
        if not text:
            return EMPTY
        out.append((text, name, "text"))
        return VALUE

    return render


def _site(context: Context, out: Stream) -> int:
    """Print only the host of a URL, as citeproc-js does for its short form."""
    text = context.texts.get("URL")
    if not text:
        return EMPTY
    found = _HOST.match(text)
    out.append((found[1] if found else text, "URL", "text"))
    return VALUE


def _year_suffix(context: Context, out: Stream) -> int:
    if not context.suffix:
        return NOTHING
    out.append((context.suffix, "year-suffix", "year-suffix"))
    return VALUE


def _citation_label(context: Context, out: Stream) -> int:
    text = context.texts.get("citation-label") or citation_label(context.record)
    if not text:
        return EMPTY
    out.append((text + context.suffix, "citation-label", "text"))
    return VALUE


def _short_variable(name: str, short: str, tracked: bool) -> Render:
    def render(context: Context, out: Stream) -> int:
        done = context.done
        text = context.texts.get(short) or context.texts.get(name)
        if not text or (done is not None and (name in done or short in done)):
            return EMPTY
        out += parse_markup(text, name, "text")
        if tracked and context.pending is not None:
            context.pending += [name, short]
        return VALUE

    return render


def _range_sign(compiler: Compiling) -> str:
    return compiler.locale.term("page-range-delimiter") or "–"


def _numeric_text(compiler: Compiling, name: str, tracked: bool, case: str = "") -> Render:
    """Print a numeric variable: pages and locators in the style's form, others with a dash."""
    form = compiler.page_format if name in ("page", "locator") else ""
    sign = _range_sign(compiler)
    ampersand = compiler.locale.term("and", "symbol") or "&"

    def render(context: Context, out: Stream) -> int:
        text = context.text(name)
        if not text or (context.done is not None and name in context.done):
            return EMPTY
        if name == "locator" and context.label not in ("page", "folio"):
            text = write_ranges(text, "", sign)
        else:
            text = write_ranges(text, form, sign)
        if "&" in text and ampersand != "&":
            text = text.replace("&", ampersand)
        if name == "locator":
            out += parse_markup(text, name, "text")
        elif case and len(pieces := _PIECES.split(text)) > 1:
            for piece in pieces:
                out += change_case(raise_letters(piece, name, "text"), case)
        else:
            out += raise_letters(text, name, "text")
        if tracked and context.pending is not None:
            context.pending.append(name)
        return VALUE

    return render


def compile_number(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:number in its four forms."""
    name, form = element.get("variable"), element.get("form", "numeric")
    plain = _numeric_text(compiler, name, compiler.in_substitute)
    if name == "citation-number":
        compiler.numbered = True
        plain = _special(name)
    if form == "numeric":
        return _dress(compiler, element, plain)
    locale = compiler.locale
    gender = locale.genders.get(name, "")

    def write(number: int) -> str:
        if form == "roman":
            return roman(number)
        if form == "long-ordinal" and 1 <= number <= 10:
            word = locale.term(f"long-ordinal-{number:02d}:{gender}") if gender else None
            word = word or locale.term(f"long-ordinal-{number:02d}")
            if word:
                return word
        return f"{number}{locale.ordinal(number, gender)}"

    def render(context: Context, out: Stream) -> int:
        text = context.text(name)
        if not text or not is_numeric(text) or (context.done is not None and name in context.done):
            return plain(context, out)
        pieces = [piece if number is None else write(number) for piece, number in integers(text)]
        out += parse_markup("".join(pieces).replace("-", "–"), name, "text")
        if context.pending is not None:
            context.pending.append(name)
        return VALUE

    return _dress(compiler, element, render)


def _dress(compiler: Compiling, element: Element, inner: Render) -> Render:
    cased = with_case(without_periods(inner, element), element.get("text-case"), compiler.english)
    return wrap(cased, element)


def compile_label(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile the label of a number or locator."""
    name, form = element.get("variable"), element.get("form", "long")
    rule = element.get("plural", "contextual")
    locale = compiler.locale
    memo: dict[tuple[str, bool], Stream] = {}

    def tokens(term: str, plural: bool) -> Stream:
        found = memo.get((term, plural))
        if found is None:
            text = locale.term(term, form, plural) or ""
            found = memo[term, plural] = parse_markup(text, "", "term") if text else []
        return found

    def inner(context: Context, out: Stream) -> int:
        text = context.text(name)
        if context.done is not None and name in context.done:
            return EMPTY
        term = context.label.replace(" ", "-") if name == "locator" else name
        if not text:
            out += tokens(term, rule == "always")
            return NOTHING
        plural = rule == "always" or (rule == "contextual" and is_plural(text, name))
        if name == "locator" and locale.term(term, form) is None:
            term = context.label.replace("-", " ")
        out += tokens(term, plural)
        return VALUE

    cased = with_case(without_periods(inner, element), term_case(element, compiler.english), True)
    return wrap(cased, element)


LEAVES: Final[Mapping[str, Compile]] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
}
