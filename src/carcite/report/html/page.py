"""The page around the lists: head, filters, legend, rules, and what keeps scripts out.

The page loads nothing. Its Content-Security-Policy (W3C, CSP Level 3, 2.3.1) allows one script and
one style sheet, its own, each by hash; data for the script stand in a JSON block.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.report.html.markup import coded, escaped, sentence
from carcite.report.html.roles import GROUP_OF, GROUPS
from carcite.report.model import Checked, RuleHelp
from carcite.report.summary import Tally, closing_line, many
from carcite.text.chars import escaped_in_json


def head(title: str, style: str, script: str) -> str:
    """Return everything before the body's content."""
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{escaped(title)}</title>\n<link rel="icon" href="data:,">\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


def foot(checked: Sequence[Checked], script: str) -> str:
    """Return the data and the script, and everything after them."""
    data = {
        "files": [_data(each, f"f{number}") for number, each in enumerate(checked, 1)],
        "groups": {group.key: group.label for group in GROUPS},
    }
    block = f'<script type="application/json" id="data">{json_block(data)}</script>'
    return f"{block}\n<script>{script}</script>\n</body>\n</html>\n"


def _data(checked: Checked, id: str) -> dict[str, Any]:
    """Return what the script makes the mended list and the decisions from."""
    if checked.mended is None:
        return {"name": mended_name(checked.path)}
    text = checked.source.text
    return {
        "name": mended_name(checked.path),
        "file": _pure(file_name(checked)).name,
        "text": checked.source.fingerprint,
        "lists": [[each.span.start, each.span.of(text)] for each in checked.lists],
        "findings": {
            f"{id}-n{number}": _decidable(finding)
            for number, finding in enumerate(checked.findings, 1)
        },
    }


def _decidable(finding: Diagnostic) -> dict[str, Any]:
    edits = finding.fix.edits if finding.fix else ()
    return {
        "code": finding.code,
        "says": finding.message,
        "at": [finding.span.start, finding.span.end],
        "edits": [[each.span.start, each.span.end, each.replacement] for each in edits],
    }


def resource(name: str) -> str:
    """Return a file of the package that becomes part of the page."""
    return files("carcite.report.html").joinpath(name).read_text(encoding="utf-8")


def json_block(data: Any) -> str:
    """Return data as JSON in which no tag, comment or entity can begin."""
    text = escaped_in_json(json.dumps(data, ensure_ascii=False))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def mended_name(path: str) -> str:
    """Return a plain file name for the mended list."""
    stem = "".join(char if char.isalnum() or char in "-_." else "-" for char in _pure(path).stem)
    return f"{stem.strip('-.') or 'references'}-mended.txt"


def masthead(checked: Sequence[Checked]) -> str:
    """Return the title of the page and what was found in a sentence."""
    folder = ""
    title = many(len(checked), "reference list")
    if len(checked) == 1:
        path = _pure(file_name(checked[0]))
        title = path.name or str(path)
        if str(path.parent) != ".":
            folder = f'<p class="folder" dir="auto">{escaped(str(path.parent))}</p>'
    return (
        '<a class="skip" href="#main">Skip to the list</a>\n'
        '<header class="masthead"><p class="kicker">carcite <span>reference report</span></p>'
        f'<h1 dir="auto">{escaped(title)}</h1>{folder}'
        f'<p class="standfirst">{coded(closing_line(Tally(checked)))}.</p></header>\n'
    )


def _pure(path: str) -> PurePath:
    return PureWindowsPath(path) if "\\" in path else PurePosixPath(path)


def file_name(checked: Checked) -> str:
    """Return the name of a file as a heading shows it."""
    return "Standard input" if checked.path == "-" else checked.path


def contents(checked: Sequence[Checked]) -> str:
    """Return the links to the files, where there are several."""
    if len(checked) < 2:
        return ""
    items = "".join(
        f'<li><a href="#f{number}" dir="auto">{escaped(file_name(each))}</a> '
        f"<span>{many(len(each.diagnostics), 'finding')}</span></li>"
        for number, each in enumerate(checked, 1)
    )
    return f'<nav class="contents" aria-label="Files"><ol>{items}</ol></nav>\n'


def tools(checked: Sequence[Checked]) -> str:
    """Return the filters by severity and code, and the legend of the colours."""
    found = [finding for each in checked for finding in each.diagnostics]
    return (
        '<div class="tools" role="region" aria-label="Filters and legend">'
        + "".join((*_filters(found), *_legend(checked)))
        + "</div>\n"
    )


def _filters(found: Sequence[Diagnostic]) -> Iterator[str]:
    if not found:
        return
    severities = Counter(finding.severity for finding in found)
    yield '<form class="filters"><fieldset><legend>Findings</legend>'
    for severity in Severity:
        if severities[severity]:
            yield _check("severity", severity.value, severity.value, severities[severity])
    yield "</fieldset>"
    codes = Counter((finding.code, finding.name) for finding in found)
    yield f"<details><summary>{many(len(codes), 'rule')}</summary><fieldset>"
    yield '<legend class="vh">Rules</legend>'
    for (code, name), count in sorted(codes.items()):
        yield _check("code", code, f"{code} {name}", count)
    yield "</fieldset></details>"
    yield '<label class="check"><input type="checkbox" name="only"> '
    yield "Only entries with findings</label>"
    yield (
        '<span class="steps"><button type="button" data-step="-1">Previous</button>'
        '<button type="button" data-step="1">Next</button></span>'
        '<output class="status" aria-live="polite"></output></form>'
    )


def _check(name: str, value: str, label: str, count: int) -> str:
    return (
        f'<label class="check {escaped(value) if name == "severity" else "code"}">'
        f'<input type="checkbox" name="{name}" value="{escaped(value)}" checked> '
        f"{escaped(label)} <span>{count:,}</span></label>"
    )


def _legend(checked: Sequence[Checked]) -> Iterator[str]:
    used = {
        group.key
        for each in checked
        for parse in each.parses
        for role, _, _ in parse.layout.marks
        if (group := GROUP_OF.get(role))
    }
    if not used:
        return
    yield '<div class="legend" role="group" aria-label="Parts of a reference">'
    for group in GROUPS:
        if group.key in used:
            yield (
                f'<button type="button" class="{group.key}" data-group="{group.key}"'
                f' aria-pressed="false">{escaped(group.label)}</button>'
            )
    yield "</div>"


def rules_html(checked: Sequence[Checked], rules: Sequence[RuleHelp]) -> str:
    """Return what the codes of the page mean."""
    named = {finding.code: finding.name for each in checked for finding in each.diagnostics}
    known = {rule.code: rule for rule in rules}
    if not named:
        return ""
    items = "".join(_rule(code, named[code], known.get(code)) for code in sorted(named))
    return (
        '<section class="rules" aria-labelledby="rules"><h2 id="rules">The rules</h2>'
        f"<dl>{items}</dl></section>\n"
    )


def _rule(code: str, name: str, rule: RuleHelp | None) -> str:
    said = (rule.summary, rule.why) if rule else ()
    lines = [f"<p>{coded(sentence(words))}</p>" for words in said if words]
    for label, text in (("wrong", rule.bad), ("right", rule.good)) if rule else ():
        if text:
            lines.append(
                f'<p class="example {label}"><span>{label}</span> '
                f'<q lang="" dir="auto">{escaped(text)}</q></p>'
            )
    if rule and rule.basis:
        lines.append(f'<p class="basis">{escaped(rule.basis)}</p>')
    return (
        f'<div id="rule-{escaped(code)}"><dt>{escaped(code)} <span>{escaped(name)}</span></dt>'
        f"<dd>{''.join(lines)}</dd></div>"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
