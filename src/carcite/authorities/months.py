"""Month and season names, full and abbreviated, in eleven languages, each to its number.

The English abbreviations are those of NLM, Citing Medicine 2nd ed., Appendix F (three letters, no
stop); the others are the forms that reference lists in German, French, Spanish, Portuguese and
Italian use (ISO 4 abbreviations, Duden, and the CLDR short forms), and Dutch, Turkish, Polish,
Russian and Ukrainian ones; the last two are also known by the Latin letters of the reader's plain
text. Seasons carry the numbers of the CSL specification: spring 1, summer 2, autumn 3, winter 4.

>>> month_number("Sept."), month_number("März"), month_number("août"), month_number("Set")
(9, 3, 8, 9)
>>> season_number("Herbst"), ABBREVIATIONS[month_number("dicembre")]
(3, 'Dec')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from carcite.text.scanner import plain_char

Language = Literal["en", "de", "fr", "es", "pt", "it", "nl", "tr", "pl", "ru", "uk"]

# One word group per month, January first; the first form is the full name.
_NAMES: dict[Language, str] = {
    "en": "January Jan Jany|February Feb Febr|March Mar|April Apr|May|June Jun|July Jul|"
    "August Aug|September Sep Sept|October Oct|November Nov|December Dec",
    "de": "Januar Jan Jänner Jän|Februar Feb Febr Feber|März Mär Mrz Maerz|April Apr|Mai|"
    "Juni Jun|Juli Jul|August Aug|September Sep Sept|Oktober Okt|November Nov|Dezember Dez",
    "fr": "janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juill juil|août|"
    "septembre sept|octobre oct|novembre nov|décembre déc",
    "es": "enero ene|febrero feb|marzo mar mzo|abril abr|mayo may|junio jun|julio jul|"
    "agosto ago agto|septiembre setiembre sep sept set|octubre oct|noviembre nov|"
    "diciembre dic dbre",
    "pt": "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|"
    "agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
    "it": "gennaio gen genn|febbraio feb febbr|marzo mar|aprile apr|maggio mag magg|giugno giu|"
    "luglio lug|agosto ago ag|settembre set sett|ottobre ott|novembre nov|dicembre dic",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|"
    "september sep|oktober okt|november nov|december dec",
    "tr": "Ocak Oca|Şubat Şub|Mart|Nisan Nis|Mayıs|Haziran Haz|Temmuz Tem|Ağustos Ağu|"
    "Eylül Eyl|Ekim Eki|Kasım Kas|Aralık",
    "pl": "stycznia styczeń|lutego luty|marca marzec|kwietnia kwiecień|maja maj|"
    "czerwca czerwiec|lipca lipiec|sierpnia sierpień|września wrzesień|"
    "października październik|listopada listopad|grudnia grudzień",
    "ru": "января январь янв|февраля февраль февр фев|марта март|апреля апрель апр|мая май|"
    "июня июнь|июля июль|августа август авг|сентября сентябрь сент|"
    "октября октябрь окт|ноября ноябрь нояб|декабря декабрь дек",
    "uk": "січня січень січ|лютого лютий лют|березня березень бер|квітня квітень квіт|"
    "травня травень трав|червня червень черв|липня липень лип|серпня серпень серп|"
    "вересня вересень вер|жовтня жовтень жовт|листопада листопад лист|грудня грудень груд",
}

# Spring, summer, autumn, winter.
_SEASONS: dict[Language, str] = {
    "en": "Spring Spr|Summer Sum|Autumn Fall Aut|Winter Win",
    "de": "Frühling Frühjahr|Sommer|Herbst|Winter",
    "fr": "printemps|été|automne|hiver",
    "es": "primavera|verano|otoño|invierno",
    "pt": "primavera|verão|outono|inverno",
    "it": "primavera|estate|autunno|inverno",
    "nl": "lente|zomer|herfst|winter",
    "tr": "ilkbahar|yaz|sonbahar|kış",
    "pl": "wiosna|lato|jesień|zima",
    "ru": "весна|лето|осень|зима",
    "uk": "весна|літо|осінь|зима",
}

ABBREVIATIONS = (
    "",
    *["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
)
"""NLM's three letters by month number; the place of month 0 is empty."""

FULL_NAMES = ("", *(group.split()[0] for group in _NAMES["en"].split("|")))
"""The English names by month number; the place of month 0 is empty."""

SEASON_NAMES = ("", *(group.split()[0] for group in _SEASONS["en"].split("|")))
"""The English seasons by CSL's number; the place of season 0 is empty."""


def fold_name(text: str) -> str:
    """Return a month's name as the tables know it: small Latin letters, no accents or last stop."""
    name = text.strip().removesuffix(".")
    if name.isascii():
        return name.lower()
    return "".join(map(plain_char, unicodedata.normalize("NFC", name))).casefold()


def _index(table: Mapping[Language, str]) -> dict[str, int]:
    index: dict[str, int] = {}
    for groups in table.values():
        for number, group in enumerate(groups.split("|"), start=1):
            for name in group.split():
                known = index.setdefault(fold_name(name), number)
                assert known == number, f"{name} names two months"
    return index


MONTHS: Mapping[str, int] = MappingProxyType(_index(_NAMES))
"""Every form, folded by `fold_name`, to 1-12. No form names two months in these languages."""

SEASONS: Mapping[str, int] = MappingProxyType(_index(_SEASONS))
"""Every season, folded by `fold_name`, to 1-4."""


def month_number(text: str) -> int | None:
    """Return 1-12 for a month's name or abbreviation (last stop allowed), else None."""
    return MONTHS.get(fold_name(text))


def season_number(text: str) -> int | None:
    """Return 1-4 (spring first) for a season's name, None for other words."""
    return SEASONS.get(fold_name(text))


def months_and_days(
    month: int,
    day: int | None = None,
    end_year: int | None = None,
    end_month: int | None = None,
    end_day: int | None = None,
) -> tuple[str, str]:
    """Return what NLM prints behind the year: the month, and the day or "".

    >>> months_and_days(1, 30, None, 2, 2), months_and_days(11, None, 2019, 1)
    (('Jan', '30-Feb 2'), ('Nov-2019 Jan', ''))
    """
    first, last = ABBREVIATIONS[month], ABBREVIATIONS[end_month or 0]
    if last and end_year:
        last = f"{end_year} {last}"
    if not day:
        return (f"{first}-{last}" if last else first), ""
    if not end_day:
        return first, str(day)
    return first, f"{day}-{last} {end_day}" if last else f"{day}-{end_day}"
