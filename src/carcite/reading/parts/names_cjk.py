"""Chinese, Japanese and Korean names at the head of an entry: persons, each whole, and bodies.

GB/T 7714-2015, 8.1: names in their own order, parted by commas; a body in full. A body is told by
what its name ends with ("委員会", "学会", "중심"), and by its length.

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("王伟, 李娜, 等. 糖尿病足的护理"))
>>> names, others, end = read_cjk_names(draft, 0, len(draft.clean))
>>> [name.family for name in names], others, draft.clean[end:]
(['王伟', '李娜'], True, '. 糖尿病足的护理')
"""

from __future__ import annotations

from carcite.model.layout import Role
from carcite.model.names import Name, Organization, Person
from carcite.reading.parts.draft import Draft
from carcite.text.pattern import pattern

_CJK = r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3·]"
_OTHERS = r"(?:等|他|外|외|등|ほか)"
# Takes "吴楚珊, 张聪, 等. "; all patterns here are for the clean text.
_NAMES = pattern(
    rf"{_CJK}{{2,4}}?(?:[,;]\ ?(?!{_OTHERS}\.){_CJK}{{2,5}}?)*"
    rf"(?:[,;]?\ ?(?P<others>{_OTHERS})(?=\.))?(?=\.\ |:\ {_CJK})"
)
_NAME = pattern(rf"{_CJK}{{2,5}}")
# Takes "国家卫生健康委员会. " and "日本呼吸器学会. "; refuses a title, which ends otherwise.
_BODY = (
    rf"{_CJK}{{2,24}}(?:会|部|局|院|中心|大学|[小分课]?组|组织|署|研究所|省|庁|센터|학회|협회|"
    r"위원회|병원|대학교)"
)
_BODIES = pattern(rf"{_BODY}(?:[,;]\ ?{_BODY})*(?=\.\ )")
_ONE_BODY = pattern(r"[^,;\s][^,;]*")
CJK_IN_LIST = pattern(
    r"(?!등(?=\.)|等|他|外|외|ほか|其他|及其|和|と|및|기타)"
    rf"(?:{_CJK}{{1,2}}\ {_CJK}{{1,3}}|{_CJK}{{2,5}})(?=[,;]\ |\.\ )"
)
"""Takes the "王强" of "Smith J, 王强, Lee K"; to be matched against the clean text."""


def read_cjk_names(draft: Draft, start: int, end: int) -> tuple[list[Name], bool, int]:
    """Read the names at `start`; return them, whether others are meant, and where they end."""
    match = _NAMES.match(draft.clean, start, end)
    if match is None:
        return _bodies(draft, start, end)
    names: list[Name] = []
    last = match.start("others") if match["others"] else match.end()
    for name in _NAME.finditer(draft.clean, start, last):
        draft.mark(Role.FAMILY, *name.span())
        names.append(Person(name[0]))
    draft.mark(Role.ET_AL, *match.span("others"))
    return names, match["others"] is not None, match.end()


def _bodies(draft: Draft, start: int, end: int) -> tuple[list[Name], bool, int]:
    match = _BODIES.match(draft.clean, start, end)
    if match is None:
        return [], False, start
    names: list[Name] = []
    for body in _ONE_BODY.finditer(draft.clean, start, match.end()):
        draft.mark(Role.ORGANIZATION, *body.span())
        names.append(Organization(body[0]))
    return names, False, match.end()
