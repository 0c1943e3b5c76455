"""The page in a real browser: clicks, keys, widths, and no script but its own."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from carcite.report import html

from .chromium import Chromium
from .samples import RULES, sample
from .test_report_html import PAYLOADS, hostile

TAB, ENTER, SPACE, ESCAPE = "\ue004", "\ue007", " ", "\ue00c"
SHOWN = (
    "return [...document.querySelectorAll('.finding')]"
    ".filter(each => each.offsetParent).map(each => each.id)"
)
TOUCH = (
    "document.querySelectorAll('*').forEach(each => {"
    " each.hidden = false; each.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})) })"
)


@pytest.fixture
def page(browser: Chromium) -> Chromium:
    browser.open(html.write([sample()], RULES))
    return browser


def test_script_and_style_pass_the_page_s_own_policy(page: Chromium) -> None:
    assert page.log() == []
    assert page.run("return document.documentElement.className") == "js"
    assert (
        page.run("return getComputedStyle(document.querySelector('.tools')).position") == "sticky"
    )


def test_nothing_is_asked_of_a_server(page: Chromium) -> None:
    assert page.run("return performance.getEntriesByType('resource').map(e => e.name)") == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_of_a_manuscript_runs(browser: Chromium, payload: str) -> None:
    file, rule = hostile(payload)
    browser.open(html.write([replace(file, renderings={payload: [payload]})], [rule]))
    browser.run(TOUCH)
    assert browser.run("return window.hacked === undefined")
    assert browser.run("return document.scripts.length") == 2
    assert browser.run("return document.querySelectorAll('img, svg:not(.map)').length") == 0
    assert browser.log() == []


def test_policy_stops_what_escaping_would_have_missed(browser: Chromium) -> None:
    page = html.write([sample()], RULES)
    for attack in ("<script>window.hacked=1</script>", '<img src="x:" onerror="window.hacked=1">'):
        browser.open(page.replace('<footer class="colophon">', attack + "<footer>"))
        assert browser.run("return window.hacked === undefined")
        assert any("Content Security Policy" in line for line in browser.log())


def test_filter_by_severity(page: Chromium) -> None:
    assert page.run(SHOWN) == ["f1-n1", "f1-n2", "f1-n3", "f1-n4"]
    page.click("input[value=warning]")
    assert page.run(SHOWN) == ["f1-n1", "f1-n4"]
    assert page.run("return document.querySelector('.status').textContent") == "2 of 4 shown"
    assert page.run("return document.querySelectorAll('.m.off').length") == 4
    page.click("input[value=warning]")
    assert len(page.run(SHOWN)) == 4
    assert page.run("return document.querySelectorAll('.m.off').length") == 0


def test_filter_by_code(page: Chromium) -> None:
    page.click(".filters summary")
    page.click("input[value=TTL001]")
    assert page.run(SHOWN) == ["f1-n1", "f1-n3", "f1-n4"]
    page.press(ESCAPE)
    assert page.run("return document.querySelector('.filters details').open") is False
    assert page.run("return document.activeElement.localName") == "summary"


def test_only_entries_with_findings(page: Chromium) -> None:
    entries = "return [...document.querySelectorAll('.entry')].filter(e => e.offsetParent).length"
    assert page.run(entries) == 4
    page.click("input[name=only]")
    assert page.run(entries) == 3
    page.click("input[value=error]")
    assert page.run(entries) == 2


def test_steps_go_from_finding_to_finding_and_round(page: Chromium) -> None:
    seen = []
    for _ in range(5):
        page.click("[data-step='1']")
        seen.append(page.run("return document.activeElement.id"))
    assert seen == ["f1-n1", "f1-n2", "f1-n3", "f1-n4", "f1-n1"]
    page.click("[data-step='-1']")
    assert page.run("return document.activeElement.id") == "f1-n4"
    assert page.run("return document.querySelector('.m.lit').textContent") == "550.e2-558.e2"


def test_style_is_switched(page: Chromium) -> None:
    shown = "return ['0', '1'].map(n => !document.getElementById('f1-view-' + n).hidden)"
    assert page.run(shown) == [True, False]
    for value, expected in (("1", [False, True]), ("0", [True, False])):
        page.run(
            "const s = document.querySelector('select'); s.value = arguments[0];"
            "s.dispatchEvent(new Event('change', {bubbles: true}))",
            value,
        )
        assert page.run(shown) == expected
    assert page.run("return document.querySelector('.rendering i').textContent") == "Blood"


def test_a_link_into_the_list_brings_the_list_back(page: Chromium) -> None:
    page.run(
        "const s = document.querySelector('select'); s.value = '1';"
        "s.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    page.click(".citations summary")
    page.click(".citations td a[href='#f1-e3']")
    assert page.run("return document.getElementById('f1-view-1').hidden")
    assert page.run("return document.querySelector('select').value") == "0"
    assert page.run("return location.hash") == "#f1-e3"


def test_mended_list_is_copied(page: Chromium) -> None:
    page.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite"])
    page.click("[data-copy]")
    words = "return document.querySelector('[data-copy]').textContent"
    wait_for(lambda: page.run(words) == "Copied")
    copied = page.run("return navigator.clipboard.readText()")
    assert copied == sample().mended


def test_entries_of_another_style_are_copied_as_text(page: Chromium) -> None:
    page.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite"])
    page.run("document.getElementById('f1-view-1').hidden = false")
    page.click("[data-take]")
    words = "return document.querySelector('[data-take]').textContent"
    wait_for(lambda: page.run(words) == "Copied")
    lines = page.run("return navigator.clipboard.readText()").splitlines()
    assert lines[0] == "Mougiakakos, D. (2025). CAR T-cells. Blood, 145, 1841–1849."
    assert len(lines) == 2


def test_mended_list_is_downloaded(page: Chromium) -> None:
    page.cdp("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(page.downloads))
    page.click("[data-download]")
    file = page.downloads / "refs-mended.txt"
    wait_for(file.exists)
    assert file.read_text(encoding="utf-8") == sample().mended


def test_a_part_is_marked_from_the_legend(page: Chromium) -> None:
    page.click(".legend .vo")
    marked = "return [...document.querySelectorAll('.picked')].map(e => e.textContent)"
    assert page.run(marked) == ["145", "390", "5", "8"]
    page.click(".legend .vo")
    assert page.run(marked) == []


def test_everything_is_reached_by_the_keyboard(page: Chromium) -> None:
    page.run("document.body.focus()")
    names = []
    focus = (
        "const e = document.activeElement; const style = getComputedStyle(e);"
        "return [e.name || e.dataset.step || e.dataset.group || e.hash || e.localName,"
        " style.outlineStyle]"
    )
    for _ in range(40):
        page.press(TAB)
        name, outline = page.run(focus)
        if name == "body":
            break
        names.append(name)
        assert outline == "solid", name
    assert names[:6] == ["#main", "severity", "severity", "severity", "summary", "only"]
    assert {"-1", "1", "na", "select", "button", "#f1-n2", "#rule-TTL001"} <= set(names)
    page.run("document.querySelector('input[value=info]').focus()")
    page.press(SPACE)
    assert page.run(SHOWN) == ["f1-n2", "f1-n3", "f1-n4"]


@pytest.mark.parametrize("width", [320, 360, 800, 1280, 2000])
def test_page_never_scrolls_sideways(browser: Chromium, width: int) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.cdp("Emulation.setDeviceMetricsOverride", **screen)
    long_word = replace(sample(), style="x" * 200, style_evidence="y" * 200)
    browser.open(html.write([long_word], RULES))
    assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.cdp("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_page_follows_the_colour_scheme(browser: Chromium, scheme: str, dark: bool) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.cdp("Emulation.setEmulatedMedia", features=[feature])
    browser.open(html.write([sample()], RULES))
    ground = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (int(ground[4:].split(",")[0]) < 128) is dark
    browser.cdp("Emulation.setEmulatedMedia", features=[])


def test_print_leaves_the_controls_out(page: Chromium) -> None:
    page.cdp("Emulation.setEmulatedMedia", media="print")
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display !== 'none'"
    assert not page.run(shown, ".tools")
    assert not page.run(shown, ".bar")
    assert page.run(shown, ".finding")
    page.cdp("Emulation.setEmulatedMedia", media="")


def wait_for(condition: object) -> None:
    assert callable(condition)
    for _ in range(100):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("did not happen in 5 s")
