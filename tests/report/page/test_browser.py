"""The page in a real browser: its own policy in force, keyboard and mouse, scripts off, print, and the rules of WCAG
2.2 AA.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.assessing import assess
from support.golden_files import mandate_assessment
from support.questions import asked, question

from gapcheck.catalogue.loading import load
from gapcheck.report.page import page_bytes
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
def report(small_path: Path) -> Report:
    asking = asked(load(small_path), question("sale", "computer-act-1990:7(1)#object"))
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

    def __init__(self, browser: Any, address: str, **settings: Any) -> None:
        self.context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **settings})
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url.partition("#")[0]))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
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


@pytest.fixture
def tabs(browser: Any) -> Iterator[Any]:
    opened: list[Tab] = []

    def open_(address: str, **settings: Any) -> Tab:
        opened.append(Tab(browser, address, **settings))
        return opened[-1]

    yield open_
    for tab in opened:
        tab.context.close()


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
        open_ = ("partial", "unmet", "unclear", "not_assessed")
        assert set(tab.shown()) == set().union(*(ids(report, binding=True, status=s) for s in open_))

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

    def test_a_link_to_a_row_that_is_filtered_out_brings_it_back(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("met")
        tab.counted("verdict Met")
        target = next(f"duty-{d.duty}" for d in report.duties if d.status == "partial")
        tab.page.evaluate("id => { location.hash = id }", target)
        tab.counted("Showing all")
        assert tab.page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", target)


class TestQuestions:
    def test_a_duty_leads_to_its_question_and_back(self, tab: Tab, report: Report) -> None:
        assert [q.id for q in report.questions] == ["sale"]
        tab.page.locator("#duty-4").get_by_role("link", name="Question sale").click()
        told = tab.page.locator("#question-sale details")
        playwright.expect(told.get_by_text("So it is said.").first).to_be_visible()
        told.get_by_role("link", name="art 4").last.click()
        assert tab.hash() == "#duty-4"
        assert tab.page.evaluate("document.getElementById('duty-4').getBoundingClientRect().top < innerHeight")


class TestSort:
    def test_by_status_and_back(self, tab: Tab, report: Report) -> None:
        first = tab.shown()
        head = tab.page.get_by_role("columnheader", name="Verdict").locator("visible=true").last
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
    def test_a_click_opens_one_and_the_keyboard_a_part_of_it(self, tab: Tab, report: Report) -> None:
        duty = next(d for d in report.duties if d.cells and d.cells[0].shortfalls)
        row = tab.page.locator(f"[id='duty-{duty.duty}']")
        told = row.locator("details.cell").first.get_by_text(duty.cells[0].shortfalls[0])
        assert not told.is_visible()
        row.locator("details.why > summary").click()
        cell = row.locator("details.cell > summary").first
        cell.focus()
        tab.page.keyboard.press("Enter")
        playwright.expect(told).to_be_visible()

    def test_all_that_are_shown_open_and_close(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_label("Verdict", exact=True).select_option("partial")
        tab.counted("verdict Partial")
        tab.page.get_by_role("button", name="Open explanations shown").click()
        assert tab.page.locator("details.why[open]").count() == len(ids(report, status="partial"))
        tab.page.get_by_role("button", name="Close all").click()
        assert tab.page.locator("details[open]").count() == 0


class TestTimeline:
    def test_the_slider_walks_over_the_days_with_the_keyboard(self, tab: Tab, report: Report) -> None:
        steps = report.timeline.moved
        slider = tab.page.get_by_role("slider", name="Day")
        last = slider.get_attribute("aria-valuetext")
        slider.focus()
        tab.page.keyboard.press("ArrowLeft")
        assert slider.get_attribute("aria-valuetext") != last
        tab.page.keyboard.press("Home")
        assert slider.input_value() == "0"
        assert tab.page.get_by_role("button", name="Earlier").is_disabled()
        playwright.expect(tab.page.get_by_text("Nothing moved on this day")).to_be_visible()
        tab.page.keyboard.press("End")
        assert slider.input_value() == str(len(steps) - 1)
        assert slider.get_attribute("aria-valuetext") == last

    def test_the_buttons_show_each_day_and_what_moved_on_it(self, tab: Tab, report: Report) -> None:
        steps = report.timeline.moved
        for step in reversed(range(len(steps) - 1)):
            tab.page.get_by_role("button", name="Earlier").click()
            moved = len(steps[step].moves)
            assert tab.page.locator("#moves tbody tr:visible").count() == moved
            assert tab.page.locator("#past thead .on").count() == 1
            if step:
                playwright.expect(tab.page.locator("#chosen")).to_contain_text(f": {moved} moved")
        tab.page.get_by_role("button", name="Later").click()
        assert tab.page.get_by_role("slider", name="Day").input_value() == "1"

    def test_the_chosen_column_holds_the_statuses_of_its_day(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_role("button", name="Earlier").click()
        step = report.timeline.moved[-2]
        found = tab.page.locator("#past tbody td.on .chip").all_inner_texts()
        chips = [text.split(maxsplit=1)[1] for text in found]
        assert chips == [standing.verdict_words for standing in step.standings.values()]

    def test_every_move_again(self, tab: Tab, report: Report) -> None:
        tab.page.get_by_role("button", name="Earlier").click()
        tab.page.get_by_label("Show the moves of every day").check()
        assert tab.page.locator("#moves tbody tr:visible").count() == sum(len(s.moves) for s in report.timeline.steps)


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
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]]
        assert told == []
        assert len(found.response["passes"]) > 30

    @pytest.mark.parametrize("width", [320, 390, 640, 1024, 1200, 1440])
    def test_no_width_needs_scrolling_sideways(self, tabs: Any, address: str, width: int) -> None:
        page = tabs(address, viewport={"width": width, "height": 700}).page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
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
        assert ("The one part of" in words) is every

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
