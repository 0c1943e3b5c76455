"""The font Symbol: which letter of Unicode each of its places prints.

Adobe's Symbol encoding as the Unicode Consortium maps it
(https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt). Word keeps such characters in
the private area from F000 on.

>>> from_symbol("Symbol", "F062")
'β'
"""

from __future__ import annotations

_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_OTHERS = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x7E: "∼", 0xA0: "€", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣",
    0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD7: "⋅", 0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip


def from_symbol(font: str, code: str) -> str:
    """Return the character that a font prints at a place given in hexadecimal.

    A place of a font that is not known gives the private character itself, and a place that is no
    number U+FFFD: one character always.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return "\ufffd"
    if not 0x20 <= place < 0x110000 or 0xD800 <= place < 0xE000:
        return "\ufffd"
    low = place - 0xF000 if 0xF000 <= place <= 0xF0FF else place
    if font.casefold().startswith("symbol") and low <= 0xFF:
        char = chr(low)
        return _OTHERS.get(low) or _GREEK.get(char, char)
    return chr(place)
