"""Small Word documents written by hand for the tests, and a reader that takes revisions back."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:r="{_R}"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

REFERENCES = (
    "June CH, O'Connor RS, Kawalekar OU. CAR T cell immunotherapy for human cancer. "
    "Science 2018;359:1361-1365.",
    "Melenhorst JJ, Chen GM, Wang M, et al. Decade-long leukaemia remissions with persistence "
    "of CD4+ CAR T cells. Nature 2022;602:503-509.",
    "Brudno JN, Kochenderfer JN. Toxicities of chimeric antigen receptor T cells. "
    "Blood 2016;127:3321-3330.",
    "Qin C, Tian DS. Anti-BCMA CAR T-cell therapy in neuromyelitis optica. "
    "Signal Transduct Target Ther 2023;8:5.",
)

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ENB"><w:name w:val="EndNote Bibliography"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Numbered"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Num2"><w:name w:val="More"/>'
    '<w:basedOn w:val="Num"/></w:style>'
    '<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", number: int | None = None, level: int = 0) -> str:
    """Return a paragraph of runs; a run that is no markup is plain text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inside = "".join(each if each.startswith("<") else r(each) for each in runs)
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>" if properties else f"<w:p>{inside}</w:p>"
    )


def fld(kind: str, data: str = "") -> str:
    """Return a run with a mark of a field."""
    inside = f"<w:fldData>{data}</w:fldData>" if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def instruction(code: str) -> str:
    """Return a field's instruction, cut into runs as Word cuts long ones."""
    cuts = [code[at : at + 40] for at in range(0, len(code), 40)]
    return "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(each)}</w:instrText></w:r>'
        for each in cuts
    )


def field(code: str, result: str) -> str:
    """Return a whole field."""
    return fld("begin") + instruction(code) + fld("separate") + result + fld("end")


def make(body: str, namespace: str = W, **parts: str) -> bytes:
    """Return a .docx; `parts` are the contents of styles, numbering, footnotes, endnotes."""
    parts = {"styles": STYLES, "numbering": NUMBERING} | parts
    roots = {name: name for name in parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        types = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>'
            for name in parts
        )
        target.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f"{types}</Types>",
        )
        target.writestr("_rels/.rels", _relationships({"officeDocument": "word/document.xml"}))
        target.writestr(
            "word/_rels/document.xml.rels",
            _relationships({name: f"{name}.xml" for name in parts}),
        )
        target.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{namespace}" {_OTHERS}><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            target.writestr(
                f"word/{name}.xml",
                f'<w:{roots[name]} xmlns:w="{namespace}" {_OTHERS}>{content}</w:{roots[name]}>',
            )
        target.writestr("word/media/image1.png", bytes(range(256)) * 40)
    return out.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{index}" Type="{_R}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items(), 1)
    )
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{start}{inside}</Relationships>"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file, by name, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        assert source.testzip() is None
        return {name: source.read(name) for name in source.namelist()}


def root_of(data: bytes, part: str = "word/document.xml") -> Any:
    """Return the root of an XML part."""
    return etree.fromstring(parts_of(data)[part])


def with_part(data: bytes, part: str, content: bytes | None) -> bytes:
    """Return the file with one part replaced, or dropped where `content` is None."""
    parts: dict[str, bytes | None] = {**parts_of(data), part: content}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, each in parts.items():
            if each is not None:
                target.writestr(name, each)
    return out.getvalue()


def rejected(data: bytes, parts: tuple[str, ...] = ("word/document.xml",)) -> bytes:
    """Return the file with every revision rejected, as Word does it."""
    for part in parts:
        root = root_of(data, part)
        for mark in list(root.iter(f"{{{W}}}ins")):
            if mark.getparent().tag == f"{{{W}}}rPr":
                _join_to_next(mark.getparent().getparent().getparent())
            else:
                mark.getparent().remove(mark)
        for mark in list(root.iter(f"{{{W}}}del")):
            for each in list(mark):
                mark.addprevious(each)
            mark.getparent().remove(mark)
        for node in root.iter(f"{{{W}}}delText"):
            node.tag = f"{{{W}}}t"
        data = with_part(data, part, etree.tostring(root))
    return data


def _join_to_next(paragraph: Any) -> None:
    """Take an inserted paragraph end back: its content goes into the next paragraph."""
    following = paragraph.getnext()
    at = 1 if len(following) and following[0].tag == f"{{{W}}}pPr" else 0
    following[at:at] = [each for each in paragraph if each.tag != f"{{{W}}}pPr"]
    paragraph.getparent().remove(paragraph)
