"""The package of a .docx file: a zip of parts, read within bounds and written back part by part.

ECMA-376, 5th edition, Part 2 (Open Packaging Conventions) and Part 1, 11.3 (the parts of a
WordprocessingML document). A part that is not replaced keeps its compressed bytes: it is neither
unpacked nor packed again.

>>> Package(b"no zip at all", "paper.docx")
Traceback (most recent call last):
    ...
carcite.errors.UnreadableError: paper.docx: not a Word file (.docx): it is no zip archive
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from carcite.errors import UnreadableError

Node = Any
"""An lxml element; lxml is imported only where a part is parsed."""

MAX_PART = 64 * 2**20
"""Bytes of the largest part that is unpacked; a thesis of 1,000 pages has about 20 MiB."""
MAX_MARKS = 2_500_000
""""<" signs in a part: an element costs lxml some 150 bytes however short it is written."""
MAX_PARTS = 20_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8

CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MAIN_TYPES = ("/officeDocument",)


class Package:
    """A .docx file as read; its parts by name, without a leading slash."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive; raise UnreadableError where it is none or cannot be a .docx."""
        self.data = data
        self.name = name
        if data.startswith(_OLE):
            raise self.unreadable(_describe_ole(data))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OSError):
            if data.startswith(b"PK"):
                raise self.unreadable(
                    "the file is cut off or damaged; its end is missing"
                ) from None
            raise self.unreadable(
                "not a Word file (.docx): it is no zip archive" if data else "the file is empty"
            ) from None
        if len(infos) > MAX_PARTS:
            raise self.unreadable(f"the archive holds {len(infos)} parts; no Word file does")
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}

    def unreadable(self, why: str) -> UnreadableError:
        """Return the error that says why this file cannot be read."""
        return UnreadableError(f"{self.name}: {why}")

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def read(self, part: str) -> bytes:
        """Return a part's bytes; raise UnreadableError when absent, damaged or too large."""
        info = self._infos.get(part)
        if info is None:
            raise self.unreadable(f"not a Word file (.docx): the part {part} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise self.unreadable("the file is protected by a password; save it without one")
        if info.file_size > MAX_PART:
            raise self._too_large(part)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.unreadable(f"the part {part} is packed in a way that Word does not know")
        try:
            with self._zip.open(info) as stream:
                # The size in the directory may lie, so the bytes are counted as they come.
                content = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise self.unreadable(f"the part {part} is damaged ({error})") from None
        except (ValueError, struct.error, RuntimeError):
            raise self.unreadable(f"the part {part} is damaged") from None
        if len(content) > MAX_PART:
            raise self._too_large(part)
        return content

    def parse(self, part: str) -> Node:
        """Return the root of an XML part, parsed without entities, network or huge nodes."""
        from lxml import etree

        content = self.read(part)
        if any("<!DOCTYPE".encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
            raise self.unreadable(
                f"the part {part} declares a document type, which Word never does"
            )
        if content.count(b"<") > MAX_MARKS:
            raise self._too_large(part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            line = str(error).splitlines()[0] if str(error) else "no XML"
            raise self.unreadable(f"the part {part} is damaged ({line})") from None

    def parse_if_there(self, part: str | None) -> Node | None:
        """Return the root of an XML part, or None when the package has no such part."""
        return self.parse(part) if part and part in self._infos else None

    def main_part(self) -> str:
        """Return the name of the part that holds the document's body."""
        for kind, target in self.relationships("").values():
            if kind.endswith(_MAIN_TYPES):
                return target
        if "word/document.xml" in self:
            return "word/document.xml"
        if "mimetype" in self or "content.xml" in self:
            raise self.unreadable("an OpenDocument file, not a Word file (.docx); save it as .docx")
        raise self.unreadable("not a Word file (.docx): the part word/document.xml is missing")

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relationships of a part: id to (type, name of the target part)."""
        root = self.parse_if_there(relationships_part(part))
        if root is None:
            return {}
        folder = posixpath.dirname(part)
        found = {}
        for node in root.iter(f"{{{_PACKAGE}relationships}}Relationship"):
            target = str(node.get("Target", ""))
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[str(node.get("Id", ""))] = (str(node.get("Type", "")), target)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that `part` refers to by a type ending in "/" + `kind`, or None."""
        for each, target in self.relationships(part).values():
            if each.endswith("/" + kind) and target in self:
                return target
        return None

    def replace(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the file with some parts replaced or added, all others byte for byte as were."""
        if not parts:
            return self.data
        left = dict(parts)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, info in self._infos.items():
                if name in left:
                    target.writestr(_fresh(info), left.pop(name))
                else:
                    self._copy(info, target)
            for name, content in left.items():
                target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, 8)
            target.comment = self._zip.comment
        return out.getvalue()

    def _copy(self, info: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
        """Write a member to `target` as it stands, without unpacking it."""
        at = info.header_offset
        header = self.data[at : at + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or target.fp is None:
            raise self.unreadable(f"the part {info.filename} is damaged")
        name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
        start = at + _LOCAL_HEADER.size + name_length + extra_length
        fresh = _fresh(info)
        fresh.flag_bits = info.flag_bits & ~_SIZES_FOLLOW
        fresh.CRC, fresh.file_size = info.CRC, info.file_size
        fresh.compress_size = info.compress_size
        fresh.header_offset = target.start_dir
        target.fp.seek(target.start_dir)
        target.fp.write(fresh.FileHeader())
        target.fp.write(self.data[start : start + info.compress_size])
        target.start_dir = target.fp.tell()
        target.filelist.append(fresh)
        target.NameToInfo[fresh.filename] = fresh

    def _too_large(self, part: str) -> UnreadableError:
        return self.unreadable(f"the part {part} is larger unpacked than carcite reads (64 MiB)")


def relationships_part(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`.

    >>> relationships_part("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def serialize(root: Node) -> bytes:
    """Return an XML part's bytes, declaration included, as Word writes them."""
    from lxml import etree

    tree = root.getroottree()
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def new_root(xml: str) -> Node:
    """Return the root of a part that carcite itself writes."""
    from lxml import etree

    return etree.fromstring(xml.encode())


def add_relationship(root: Node, kind: str, target: str) -> None:
    """Add a relationship to the root of a relationships part, under an id that is free."""
    taken = {node.get("Id") for node in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rIdC{n}" not in taken)
    node = root.makeelement(f"{{{_PACKAGE}relationships}}Relationship")
    node.set("Id", f"rIdC{number}")
    node.set("Type", kind)
    node.set("Target", target)
    root.append(node)


def add_content_type(root: Node, part: str, content_type: str) -> None:
    """Add to the root of [Content_Types].xml what kind of part `part` is."""
    node = root.makeelement(f"{{{_PACKAGE}content-types}}Override")
    node.set("PartName", "/" + part)
    node.set("ContentType", content_type)
    root.append(node)


def empty_relationships() -> Node:
    """Return the root of a relationships part without relationships."""
    return new_root(f'<Relationships xmlns="{_PACKAGE}relationships"/>')


def _fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.compress_type = info.compress_type
    fresh.external_attr = info.external_attr
    fresh.create_system = info.create_system
    return fresh


def _describe_ole(data: bytes) -> str:
    """Say which of the two files that Word keeps in an OLE compound file this is.

    [MS-OFFCRYPTO] 2.3.4.4: a protected .docx has a stream EncryptedPackage, named in UTF-16.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the file is protected by a password; save it without one"
    return "an old Word file (.doc); open it in Word and save it as .docx"
