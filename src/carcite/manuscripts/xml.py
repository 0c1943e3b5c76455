"""Well-formed XML or a clear refusal: the only gate through which intake trusts a file's tags.

lxml reads the file without entities, DTDs or network (XML 1.0, section 4; OWASP, "XML External
Entity Prevention"). A file that declares entities of its own is refused, not expanded.

>>> check_xml("<article><p>a</article>", "a.xml")
Traceback (most recent call last):
    ...
carcite.errors.UnreadableError: a.xml:1: not well-formed XML: Opening and ending tag mismatch: p \
line 1 and article
"""

from __future__ import annotations

import re

from carcite.errors import UnreadableError
from carcite.text.pattern import pattern

_DECLARATION = pattern(r"\A\s*<\?xml[^>]*+\?>")
_SUBSET = pattern(r"<!DOCTYPE[^>\[]*+\[")
_ENTITY = pattern(r"<!ENTITY\b", re.IGNORECASE)


def check_xml(raw: str, name: str) -> str:
    """Return the name of the root element; raise UnreadableError naming the line of the fault."""
    from lxml import etree

    subset = _SUBSET.search(raw, 0, 20_000)
    entity = _ENTITY.search(raw, subset.end()) if subset else None
    if entity:
        line = raw.count("\n", 0, entity.start()) + 1
        raise UnreadableError(
            f"{name}:{line}: declares entities of its own, which are not expanded"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    declaration = _DECLARATION.match(raw)
    # The text is decoded already: an encoding that the file declares must not be tried again.
    body = raw if declaration is None else _blanked(declaration[0]) + raw[declaration.end() :]
    try:
        root = etree.fromstring(body.lstrip("\ufeff").encode(), parser)
    except etree.XMLSyntaxError as error:
        line = (error.position or (0, 0))[0] or 1
        reason = " ".join(str(error.msg or "cut off").split()).partition(", line ")[0]
        raise UnreadableError(f"{name}:{line}: not well-formed XML: {reason}") from None
    return str(etree.QName(root).localname)


def _blanked(declaration: str) -> str:
    return "\n" * declaration.count("\n")
