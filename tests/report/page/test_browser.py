"""The page in a real browser: its own policy in force, keyboard and mouse, scripts off, print, and the rules of WCAG
2.2 AA.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.assessing import assess
from support.golden_files import mandate_assessment
from support.questions import asked, question

from gapcheck.catalogue.loading import load
from gapcheck.report.page import page_bytes
from gapcheck.report.page.days import days_of
from gapcheck.report.report import Report, make_report
from gapcheck.report.statuses import VERDICT

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 320, "height": 640}
MARKING = "IN CONFIDENCE"

if not Path(CHROMIUM).exists():
    pytest.skip(f"no browser at {CHROMIUM}", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def report(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    words = tmp_path_factory.mktemp("words") / "obligations" / "vocabulary" / "search_words.yaml"
    words.parent.mkdir(parents=True)
    told = "search_words:\n  - {words: [hacking], finds: [illegal access, without right]}\n"
    words.write_text(told, encoding="utf-8")
    asking = asked(load([small_path, words.parents[2]]), question("sale", "computer-act-1990:7(1)#object"))
    return make_report(assess(asking, "model", "2019-06-01"), MARKING, since="2012-01-01")


@pytest.fixture(scope="module")
def address(report: Report, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(page_bytes(report))
    return path.as_uri()


@pytest.fixture(scope="module")
def mandate(mandate_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "mandate.html"
    path.write_bytes(page_bytes(make_report(mandate_assessment(mandate_path), MARKING)))
    return path.as_uri()


class Tab:
    """A tab of the browser with the page in it, and everything that it asked for or complained about."""

    def __init__(self, browser: Any, settings: dict[str, Any]) -> None:
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url.partition("#")[0]))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str, viewport: dict[str, int], color_scheme: str) -> None:
        # From an empty page: nothing is left of another test, and a part of the same page would not be read anew.
        self.page.goto("about:blank")
        self.requests.clear()
        self.complaints.clear()
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=color_scheme, reduced_motion="reduce")
        self.page.goto(address)

    def shown(self) -> list[str]:
        """The ids of the rows that are shown, from the top."""
        rows = self.page.locator("tbody.row:visible")
        return [str(name) for name in rows.evaluate_all("rows => rows.map(row => row.id)")]

    @property
    def counter(self) -> str:
        return str(self.page.locator("#counter").inner_text())

    def counted(self, words: str) -> None:
        playwright.expect(self.page.locator("#counter")).to_contain_text(words)

    def hash(self) -> str:
        return str(self.page.evaluate("location.hash"))


@pytest.fixture(scope="module")
def idle() -> dict[str, list[Tab]]:
    """Tabs that no test is using, by what their context was set to: a new one takes longer than most tests."""
    return defaultdict(list)


@pytest.fixture
def tabs(browser: Any, idle: dict[str, list[Tab]]) -> Iterator[Any]:
    opened: list[tuple[str, Tab]] = []

    def open_(address: str, *, viewport: dict[str, int] = DESK, color_scheme: str = "light", **settings: Any) -> Tab:
        kind = repr(sorted(settings.items()))
        tab = idle[kind].pop() if idle[kind] else Tab(browser, settings)
        opened.append((kind, tab))
        tab.open(address, viewport, color_scheme)
        return tab

    yield open_
    for kind, tab in opened:
        idle[kind].append(tab)


@pytest.fixture
def tab(tabs: Any, address: str) -> Iterator[Tab]:
    """The page on a desk; at the end it has asked for nothing but itself, and nothing was refused."""
    found: Tab = tabs(address)
    yield found
    assert found.requests == [address]
    assert found.complaints == []


def ids(report: Report, **wanted: Any) -> set[str]:
    return {f"duty-{d.duty}" for d in report.duties if all(getattr(d, name) == value for name, value in wanted.items())}


class TestSearchAndFilters:
    def test_all_rows_at_first(self, tab: Tab, report: Report) -> None:
        assert set(tab.shown()) == ids(report)
        assert tab.counter == f"Showing all {len(report.duties)} rows."

    def test_search_reads_the_whole_row_and_its_explanation(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Search", exact=True).fill("illegal  ACCESS")
        tab.counted("search")
        assert set(tab.shown()) < ids(report)
        assert "duty-2" in tab.shown()

    def test_search_takes_macrons_and_plain_vowels_alike(self, tab: Tab) -> None:
        tab.page.get_by_label("Search", exact=True).fill("illēgāl accēss")
        tab.counted("search")
        assert "duty-2" in tab.shown()

    def test_a_search_that_finds_nothing_says_so(self, tab: Tab) -> None:
        tab.page.get_by_label("Search", exact=True).fill("zzz")
        tab.counted("Showing 0 of")
        playwright.expect(tab.page.get_by_text("No row answers this search.")).to_be_visible()

    def test_by_status(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option(label="Partial")
        tab.counted("verdict Partial")
        assert set(tab.shown()) == ids(report, status="partial")

    def test_by_chapter(self, tab: Tab, report: Report) -> None:
        chapter = report.duties[-1].chapter
        tab.page.get_by_label("Chapter", exact=True).select_option(label=chapter)
        tab.counted(f"chapter {chapter}")
        assert set(tab.shown()) == ids(report, chapter=chapter)
        assert tab.page.locator("tbody.chapter:visible").count() == 1

    @pytest.mark.parametrize(("label", "binding"), [("Binding", True), ("Not binding", False)])
    def test_by_binding_force(self, tab: Tab, report: Report, label: str, binding: bool) -> None:
        tab.page.get_by_label("Force", exact=True).select_option(label=label)
        tab.counted(f"force {label}")
        assert set(tab.shown()) == ids(report, binding=binding)

    def test_by_force(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Force", exact=True).select_option("shall")
        tab.counted("force Shall")
        assert set(tab.shown()) == ids(report, force="shall")

    def test_only_gaps_with_the_keyboard(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Only gaps").focus()
        tab.page.keyboard.press("Space")
        tab.counted("only gaps")
        assert set(tab.shown()) == ids(report, is_gap=True)

    def test_clear(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("met")
        tab.counted("of")
        tab.page.get_by_role("button", name="Clear").click()
        tab.counted("Showing all")
        assert set(tab.shown()) == ids(report)

    def test_the_address_keeps_filters_and_order(self, tab: Tab, tabs: Any, address: str) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("partial")
        tab.counted("verdict Partial")
        tab.page.get_by_role("button", name="Provisions", exact=True).click()
        assert tab.hash() == "#status=partial&sort=4a"
        again = tabs(address + tab.hash())
        assert again.shown() == tab.shown()
        assert again.counter == tab.counter

    @pytest.mark.parametrize("hash_", ["#status=zzz&chapter=99&sort=9d", "#%", "#%zz=1", "#nowhere", "#=", "#sort=7x"])
    def test_an_address_that_means_nothing_shows_everything(
        self, tabs: Any, address: str, report: Report, hash_: str
    ) -> None:
        found = tabs(address + hash_)
        assert set(found.shown()) == ids(report)
        assert found.complaints == []

    def test_a_link_to_a_row_that_is_filtered_out_brings_it_back_and_says_so(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("met")
        tab.counted("verdict Met")
        target = next(d for d in report.duties if d.status == "partial")
        tab.page.evaluate("id => { location.hash = id }", f"duty-{target.duty}")
        tab.counted(f"The filters were cleared to show art {target.duty}.")
        assert tab.hash() == f"#duty-{target.duty}"
        assert in_view(tab, f"duty-{target.duty}")

    @pytest.mark.parametrize("text", ["3", "art 3", "Article 3", "model:3", " 3 "])
    def test_an_article_alone(self, tab: Tab, report: Report, text: str) -> None:
        tab.page.get_by_label("Article", exact=True).fill(text)
        tab.counted("art 3.")
        assert set(tab.shown()) == ids(report, article="3")

    def test_a_number_in_the_search_is_an_article_too(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Search", exact=True).fill("art 3(1)")
        tab.counted("search")
        assert set(tab.shown()) == ids(report, duty="3(1)")

    def test_an_article_that_is_not_there_is_told(self, tab: Tab) -> None:
        tab.page.get_by_label("Article", exact=True).fill("99")
        tab.counted("no such place: 99")
        assert tab.shown() == []

    def test_words_in_a_row(self, tab: Tab) -> None:
        search = tab.page.get_by_label("Search", exact=True)
        search.fill('"access illegal"')
        tab.counted("Showing 0 of")
        search.fill('"illegal access"')
        tab.counted('"illegal access"')
        assert "duty-2" in tab.shown()

    def test_a_word_that_no_treaty_uses_finds_what_stands_for_it_and_says_so(self, tab: Tab) -> None:
        tab.page.get_by_label("Search", exact=True).fill("hacking")
        tab.counted("also “illegal access”")
        assert "duty-2" in tab.shown()
        assert tab.page.evaluate("CSS.highlights.get('hit').size") > 0


def in_view(tab: Tab, id_: str) -> bool:
    top = tab.page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id_)
    return bool(0 <= top < DESK["height"])


class TestLinks:
    @pytest.mark.parametrize(
        ("hash_", "place"),
        [
            ("#model-3", "model-3"),
            ("#3", "model-3"),
            ("#art-3", "model-3"),
            ("#article-3", "model-3"),
            ("#model:3", "model-3"),
            ("#duty-3(1)", "duty-3(1)"),
            ("#duty-3%281%29", "duty-3(1)"),
            ("#model:3(1)", "duty-3(1)"),
            ("#art-3(1)", "duty-3(1)"),
        ],
    )
    def test_an_article_or_a_duty_by_any_name(self, tabs: Any, address: str, hash_: str, place: str) -> None:
        found = tabs(address + hash_)
        assert found.page.locator("#rows .chosen").evaluate_all("all => all.map(one => one.id)") == [place]
        assert in_view(found, place)
        if place.startswith("duty"):
            assert found.page.locator(f"[id='{place}'] details.why[open]").count() == 1

    def test_the_name_of_a_row_is_its_link(self, tab: Tab) -> None:
        tab.page.locator("[id='duty-3(1)'] a.place").click()
        assert tab.hash() == "#duty-3(1)"
        assert tab.page.locator("[id='duty-3(1)'].chosen").count() == 1

    def test_a_place_copies_as_a_citation(self, tabs: Any, address: str, report: Report) -> None:
        found = tabs(address, permissions=["clipboard-read", "clipboard-write"])
        duty = next(d for d in report.duties if d.duty == "3(1)")
        found.page.get_by_role("button", name="Copy art 3(1) as a citation").click()
        found.counted("was copied")
        assert found.page.evaluate("navigator.clipboard.readText()") == (
            "Model Convention on Computer Crime MTS 1 (opened for signature 1 May 2001, entered into force 1 July "
            f"2003), art 3(1): {duty.verdict}, law as at 1 June 2019"
        )

    def test_the_rows_shown_are_saved_as_text_that_no_spreadsheet_runs(self, tabs: Any, address: str) -> None:
        found = tabs(f"{address}#article=3")
        found.page.evaluate("document.querySelector('[id=\"duty-3(1)\"] td').textContent = '=1+1'")
        with found.page.expect_download() as download:
            found.page.get_by_role("button", name="Save rows shown as CSV").click()
        lines = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
        assert lines[0][:3] == ["Id", "art", "Heading"]
        assert [line[0] for line in lines[1:]] == [name.replace("duty-", "model:") for name in found.shown()]
        assert next(line for line in lines if line[0] == "model:3(1)")[3] == "'=1+1"


class TestQuestions:
    def test_a_duty_leads_to_its_question_and_back(self, tab: Tab, report: Report) -> None:
        assert [q.id for q in report.questions] == ["sale"]
        tab.page.locator("#duty-4").get_by_role("link", name="Question sale").click()
        told = tab.page.locator("#question-sale details")
        playwright.expect(told.get_by_text("So it is said.").first).to_be_visible()
        told.get_by_role("link", name="art 4", exact=True).last.click()
        assert tab.hash() == "#duty-4"
        assert tab.page.evaluate("document.getElementById('duty-4').getBoundingClientRect().top < innerHeight")


class TestSort:
    def test_by_status_and_back(self, tab: Tab, report: Report) -> None:
        first = tab.shown()
        head = tab.page.locator("#rows").get_by_role("columnheader", name="Verdict")
        button = tab.page.locator("#rows").get_by_role("button", name="Verdict")
        button.click()
        assert head.get_attribute("aria-sort") == "ascending"
        status = {f"duty-{d.duty}": d.verdict for d in report.duties}
        order = list(VERDICT)
        ranks = [order.index(status[name]) for name in tab.shown()]
        assert ranks == sorted(ranks) != [order.index(status[name]) for name in first]
        assert tab.page.locator("tbody.chapter:visible").count() == 0
        button.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert [order.index(status[name]) for name in tab.shown()] == sorted(ranks, reverse=True)
        tab.page.locator("#rows").get_by_role("button", name="Article").click()
        assert tab.shown() == first
        assert tab.page.locator("tbody.chapter:visible").count() == len({d.chapter for d in report.duties})

    def test_one_column_tells_the_order(self, tab: Tab) -> None:
        tab.page.locator("#rows").get_by_role("button", name="Force").click()
        assert tab.page.locator("#rows th[aria-sort]").count() == 1


class TestExplanations:
    def test_a_click_or_the_keyboard_opens_one(self, tab: Tab, report: Report) -> None:
        duty = next(d for d in report.duties if d.cells and d.cells[0].shortfalls)
        row = tab.page.locator(f"[id='duty-{duty.duty}']")
        told = row.locator(".parts").get_by_text(duty.cells[0].shortfalls[0]).first
        assert not told.is_visible()
        row.locator("details.why > summary").click()
        playwright.expect(told).to_be_visible()
        row.locator("details.why > summary").press("Enter")
        playwright.expect(told).not_to_be_visible()

    def test_all_that_are_shown_open_and_close(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("partial")
        tab.counted("verdict Partial")
        tab.page.get_by_role("button", name="Open explanations shown").click()
        assert tab.page.locator("details.why[open]").count() == len(ids(report, status="partial"))
        tab.page.get_by_role("button", name="Close all").click()
        assert tab.page.locator("details[open]").count() == 0


class TestLawOfAnotherDay:
    """The control moves the whole page to the law of a day, and what does not hold for that day is not shown."""

    def words(self, tab: Tab) -> dict[str, str]:
        """The verdicts that the matrix shows, by article and duty."""
        read = "all => all.map(one => [one.id, one.querySelector('.chip').lastChild.textContent.trim()])"
        return dict(tab.page.locator("tbody.row, tbody.article").evaluate_all(read))

    def test_with_the_keyboard(self, tab: Tab) -> None:
        slider = tab.page.get_by_role("slider", name="Show the law of another day")
        assert slider.get_attribute("aria-valuetext") == "1 June 2019"
        slider.focus()
        tab.page.keyboard.press("Home")
        assert slider.input_value() == "0"
        assert tab.page.get_by_role("button", name="Earlier").is_disabled()
        assert tab.page.locator("#law-day").inner_text() == slider.get_attribute("aria-valuetext")
        tab.page.keyboard.press("End")
        assert slider.get_attribute("aria-valuetext") == "1 June 2019"
        assert tab.page.get_by_role("button", name="Later").is_disabled()

    def test_strip_matrix_and_counts_are_those_of_the_day(self, tab: Tab, report: Report) -> None:
        now, days = self.words(tab), days_of(report)
        for _ in days.days[1:]:
            tab.page.get_by_role("button", name="Earlier").click()
            day = days.days.index(tab.page.locator("#law-day").inner_text())
            looks = {one.letter: one.look for one in days.looks}
            articles = {place: looks[spelt[day]] for place, spelt in days.articles.items()}
            wanted = {f"model-{place}": look.words for place, look in articles.items()}
            wanted |= {f"duty-{place}": looks[spelt[day]].words for place, spelt in days.duties.items()}
            assert self.words(tab) == wanted
            strip = tab.page.locator("#strip a > .words").all_text_contents()
            in_order = [
                f": {articles[a.article].words}" for a in sorted(report.articles, key=lambda a: order(report, a))
            ]
            assert strip == in_order
            counted = tab.page.locator("#legend li:visible").evaluate_all(
                "all => all.map(one => [one.dataset.slug, Number(one.querySelector('b').textContent)])"
            )
            slugs = [look.slug for look in articles.values()]
            assert dict(counted) == {slug: slugs.count(slug) for slug in slugs}
            tab.page.get_by_label("Only gaps").check()
            tab.counted("only gaps")
            gaps = {one.letter for one in days.looks if one.gap}
            shown = {f"duty-{d.duty}" for d in report.duties if d.binding and days.duties[d.duty][day] in gaps}
            assert set(tab.shown()) == shown
            tab.page.get_by_label("Only gaps").uncheck()
            tab.counted("Showing all")
        tab.page.get_by_role("button", name="Back to 1 June 2019").click()
        assert self.words(tab) == now

    def test_what_is_of_the_day_of_the_report_is_not_shown_and_that_is_told(self, tab: Tab, report: Report) -> None:
        duty = next(d for d in report.duties if d.law.provisions)
        cell = tab.page.locator(f"[id='duty-{duty.duty}'] td").nth(3)
        assert cell.inner_text()
        tab.page.get_by_role("button", name="Earlier").click()
        playwright.expect(tab.page.locator("#then")).to_contain_text("make the report as at that day")
        assert cell.inner_text().strip() == ""
        assert not tab.page.locator(f"[id='duty-{duty.duty}'] details.why").is_visible()
        tab.page.get_by_role("button", name="Later").click()
        playwright.expect(tab.page.locator("#then")).not_to_be_visible()
        assert cell.inner_text()

    def test_the_timeline_marks_the_day_and_shows_its_moves(self, tab: Tab, report: Report) -> None:
        for _ in days_of(report).days[1:]:
            tab.page.get_by_role("button", name="Earlier").click()
            column = int(
                tab.page.locator("#days li")
                .nth(int(tab.page.locator("#day").input_value()))
                .get_attribute("data-column")
            )
            moved = len(report.timeline.moved[column].moves)
            assert tab.page.locator("#moves tbody tr:visible").count() == moved
            assert tab.page.locator("#past thead .on").count() == 1
        playwright.expect(tab.page.get_by_text("Nothing moved on this day")).to_be_visible()
        tab.page.get_by_label("Show the moves of every day").check()
        assert tab.page.locator("#moves tbody tr:visible").count() == sum(len(s.moves) for s in report.timeline.steps)


def order(report: Report, row: Any) -> int:
    """Where the chapter of an article stands: the strip goes by chapters."""
    return list(dict.fromkeys(a.chapter for a in report.articles)).index(row.chapter)


class TestWithoutScripts:
    def test_everything_is_there_and_no_control_that_does_nothing(
        self, tabs: Any, address: str, report: Report
    ) -> None:
        found = tabs(address, java_script_enabled=False)
        text = found.page.locator("body").inner_text()
        assert all(duty.text in text for duty in report.duties)
        assert all(move.by[0] in text for step in report.timeline.steps for move in step.moves)
        assert "Scripts are off in this browser." in text
        assert (
            found.page.locator(
                "button:visible, select:visible, input[type=search]:visible, input[type=range]:visible"
            ).count()
            == 0
        )
        found.page.locator("details.why > summary").first.click()
        assert found.page.locator("details.why[open]").count() == 1


class TestAccessibility:
    @pytest.mark.parametrize(
        ("which", "scheme", "viewport"),
        [
            ("address", "light", DESK),
            ("address", "dark", DESK),
            ("address", "light", PHONE),
            ("address", "dark", PHONE),
            ("mandate", "light", PHONE),
        ],
    )
    def test_axe_finds_nothing(
        self, tabs: Any, request: pytest.FixtureRequest, which: str, scheme: str, viewport: dict[str, int]
    ) -> None:
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
        )
        page = tabs(request.getfixturevalue(which), color_scheme=scheme, viewport=viewport, bypass_csp=True).page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found = axe.Axe().run(page, options=options)
        told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]]
        assert told == []
        assert len(found.response["passes"]) > 30

    @pytest.mark.parametrize("width", [320, 390, 640, 1024, 1200, 1440])
    def test_no_width_needs_scrolling_sideways(self, tabs: Any, address: str, width: int) -> None:
        page = tabs(address, viewport={"width": width, "height": 700}).page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        title = "Computer offences and New Zealand's older extradition treaties, and what their lists leave out"
        page.evaluate("long => { document.querySelector('.question .place').textContent = long }", title)
        verdict = "Likely met with reservation, to be confirmed"
        page.evaluate("long => { document.querySelector('.row .chip').textContent = long }", verdict)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_controls_are_large_enough_to_hit(self, tabs: Any, address: str) -> None:
        for viewport in (DESK, PHONE):
            page = tabs(address, viewport=viewport).page
            sizes = page.locator(
                "button:visible, input:visible, select:visible, summary:visible, nav a:visible"
            ).evaluate_all(
                "all => all.map(one => { const box = one.getBoundingClientRect(); return [one.outerHTML, "
                "box.width, box.height] })"
            )
            assert [s for s in sizes if s[1] < 24 or s[2] < 24] == []

    def test_the_first_stop_of_the_keyboard_skips_to_the_matrix(self, tab: Tab) -> None:
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate("document.activeElement.textContent") == "Skip to the matrix"
        tab.page.keyboard.press("Enter")
        assert tab.page.evaluate("document.activeElement.id") == "matrix"

    def test_what_has_the_focus_is_never_behind_a_marking(self, tab: Tab) -> None:
        hidden = []
        for _ in range(45):
            tab.page.keyboard.press("Tab")
            hidden += tab.page.evaluate("""() => {
                const box = document.activeElement.getBoundingClientRect();
                const middle = [box.left + box.width / 2, box.top + Math.min(box.height, 24) / 2];
                const top = document.elementFromPoint(...middle);
                return top && top.closest(".marking") ? [document.activeElement.outerHTML] : [];
            }""")
        assert hidden == []

    def test_the_markings_stay_in_view(self, tab: Tab) -> None:
        for place in (0, 1500, 10**6):
            tab.page.evaluate("place => scrollTo(0, place)", place)
            for marking in tab.page.locator(".marking").all():
                playwright.expect(marking).to_be_in_viewport(ratio=1)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
class TestPrint:
    @pytest.mark.parametrize("paper", ["A3", "A4"])
    @pytest.mark.parametrize("every", [False, True])
    def test_the_marking_is_at_the_top_and_foot_of_every_page(
        self, tabs: Any, address: str, tmp_path: Path, paper: str, every: bool
    ) -> None:
        page = tabs(address).page
        page.get_by_label("Print every explanation").set_checked(every)
        path = tmp_path / "page.pdf"
        page.pdf(path=path, format=paper, landscape=True, print_background=True)
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        sheets = text.rstrip("\f").split("\f")
        assert len(sheets) > 2
        for number, sheet in enumerate(sheets, start=1):
            lines = [line for line in sheet.splitlines() if line.strip()]
            foot = " ".join(lines[-3:])
            assert lines[0].strip() == MARKING
            assert MARKING in foot
            assert f"Page {number} of {len(sheets)}" in foot
            assert "Law as at 1 June 2019." in foot
        heads = [
            " ".join(line.split()) for sheet in sheets for line in sheet.splitlines() if "Obligation (in our" in line
        ]
        assert len(heads) > 1, "the header of the matrix is repeated"
        words = " ".join(text.split())
        assert "Open explanations shown" not in words
        assert ("What the law reaches of" in words) is every

    def test_what_is_filtered_out_is_not_printed_and_the_filter_is_named(
        self, tabs: Any, address: str, tmp_path: Path
    ) -> None:
        found = tabs(f"{address}#status=partial")
        path = tmp_path / "page.pdf"
        found.page.pdf(path=path, format="A3", landscape=True)
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert re.search(r"Showing \d+ of \d+ rows: verdict Partial\.", text)
        assert "About this document" not in text

    def test_one_article_is_printed_alone(self, tabs: Any, address: str, report: Report, tmp_path: Path) -> None:
        page = tabs(address).page
        page.evaluate("window.print = () => { window.printed = true }")
        page.get_by_role("button", name="Print Art 3 alone").click()
        assert page.evaluate("window.printed")
        path = tmp_path / "page.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        told = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        words = " ".join(told.split())
        assert report.answers["3"].sentence.split(" (")[0] in words
        assert "What the law reaches of art 3(1)" in words
        assert "About this document" not in words
        assert "What the law reaches of art 2" not in words
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("body.one").count() == 0

    def test_a_page_is_of_a4(self, tabs: Any, address: str, tmp_path: Path) -> None:
        path = tmp_path / "page.pdf"
        tabs(address).page.pdf(path=path, prefer_css_page_size=True)
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
        assert "(A4)" in told
