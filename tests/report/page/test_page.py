"""The page as text: its structure, what it may do, what stays text, and that the same report gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.assessing import assess
from support.golden_files import mandate_assessment, small_assessment
from support.questions import asked, question

import gapcheck
from gapcheck.catalogue.loading import load as load_catalogue
from gapcheck.engine.assessment import assess as engine_assess
from gapcheck.model.context import Context
from gapcheck.report.page import page_bytes
from gapcheck.report.page.content_security import policy, web_address
from gapcheck.report.page.days import days_of
from gapcheck.report.page.style import css_string
from gapcheck.report.report import Report, make_report
from gapcheck.report.short_answer import short_answer
from gapcheck.report.statuses import DISCLAIMER, VERDICT, is_gap
from gapcheck.wording.dates import long_date

VOID = {"meta", "link", "input", "br"}
MARKING = "IN CONFIDENCE"
HOSTILE = "</script></style><img src=x onerror=alert(1)>\" ' &amp; <!-- {{ 7 * 7 }}"


class Reader(HTMLParser):
    """Collects elements with their attributes and text, and fails on one that is not closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"{tag} has an attribute twice"
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.inside.setdefault(self.open[-1], []).append(data)
        else:
            self.text.append(data)

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of a name; ``class_`` has to be among the classes."""
        wanted = attributes.pop("class_", None)
        found = [a for t, a in self.found if t == tag and all(a.get(k) == v for k, v in attributes.items())]
        return found if wanted is None else [a for a in found if wanted in (a.get("class") or "").split()]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def read(raw: bytes) -> Reader:
    reader = Reader()
    reader.feed(raw.decode())
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def report(small_path: Path) -> Report:
    return make_report(small_assessment(small_path), MARKING, since="2012-01-01")


@pytest.fixture(scope="module")
def page(report: Report) -> Reader:
    return read(page_bytes(report))


class TestContents:
    def test_it_is_in_new_zealand_english_and_named(self, page: Reader, report: Report) -> None:
        assert page.all("html") == [{"lang": "en-NZ"}]
        assert f"{report.assessment.instrument.short_title} and New Zealand law, law as at 1 June 2019" in page.words

    def test_the_marking_is_at_the_top_and_at_the_foot(self, page: Reader) -> None:
        assert page.all("header", class_="marking")
        assert page.all("footer", class_="marking")
        first, last = page.words.index(MARKING), page.words.rindex(MARKING)
        assert first < page.words.index("About this document") < last == len(page.words) - len(MARKING)

    def test_versions_clearance_copy_and_disclaimer(self, page: Reader, report: Report) -> None:
        for told in (
            report.assessment.catalogue.version,
            "Draft, not cleared",
            "Internal copy",
            DISCLAIMER,
            "Law of 1 January 2012",
        ):
            assert told in page.words

    def test_a_release_copy_says_that_it_is_one(self, small_path: Path) -> None:
        found = read(page_bytes(make_report(small_assessment(small_path), MARKING, release=True)))
        assert "Release copy" in found.words
        assert "Internal copy" not in found.words

    def test_a_row_for_each_duty_with_its_verdict_in_words(self, page: Reader, report: Report) -> None:
        rows = [(r["id"], r["data-status"]) for r in page.all("tbody", class_="row")]
        chapters = list(dict.fromkeys(d.chapter for d in report.duties))
        by_chapter = sorted(report.duties, key=lambda d: chapters.index(d.chapter))
        assert rows == [(f"duty-{d.duty}", VERDICT[d.verdict].slug) for d in by_chapter]
        for duty in report.duties:
            assert duty.text in page.words
            assert f"{VERDICT[duty.verdict].symbol} {duty.verdict}" in page.words

    def test_the_answer_and_the_strip_come_first_and_the_facts_last(self, page: Reader, report: Report) -> None:
        ids = [a["id"] for t, a in page.found if t == "section" and "id" in a]
        assert ids == ["answer", "matrix", "timeline", "key", "about"]
        first = page.words.index(short_answer(report).sentence)
        assert first < page.words.index("Use of terms" if "Use of terms" in page.words else report.duties[0].text)
        assert page.words.index(report.assessment.catalogue.version) > page.words.index(report.duties[-1].text)

    def test_gaps_are_binding_duties_that_fall_short(self, page: Reader, report: Report) -> None:
        marked = {r["id"] for r in page.all("tbody", class_="row") if "data-gap" in r}
        assert marked == {f"duty-{d.duty}" for d in report.duties if d.is_gap} != set()

    def test_each_duty_is_explained_with_the_parts_that_the_law_reaches(self, page: Reader, report: Report) -> None:
        assert len(page.all("ul", class_="parts")) == sum(bool(d.cells) for d in report.duties)
        for duty in report.duties:
            told = report.duty_answers[duty.duty]
            assert all(reason in page.words for reason in (*told.rules, *told.left_out))
            assert all(part.label in page.words for part in report.parts[duty.duty])
            assert all(told in page.words for cell in duty.cells for told in cell.shortfalls)

    def test_a_part_that_is_covered_turns_on_questions_and_does_not_fall_short(self, report: Report) -> None:
        raw = page_bytes(report).decode()
        parts = [part for part in re.findall(r'<li><span class="chip.*?</li>\n', raw, re.S) if "<dl" in part]
        covered = [part for part in parts if re.search(r">(Covered|Likely covered|Contested)</span>", part)]
        assert covered
        assert all("<dt>What it turns on</dt>" in part for part in covered)
        assert not [part for part in covered if "<dt>What falls short</dt>" in part]

    def test_a_question_names_the_articles_that_turn_on_it_while_it_is_closed(self, small_path: Path) -> None:
        asking = asked(load_catalogue(small_path), question("sale", "computer-act-1990:7(1)#object"))
        raw = page_bytes(make_report(assess(asking, "model", "2019-06-01"), "IN CONFIDENCE")).decode()
        assert re.search(r'class="place">Question sale</span> <span class="view">[^<]+ \(art 4\)<', raw)

    def test_each_article_has_its_answer(self, page: Reader, report: Report) -> None:
        for told in report.answers.values():
            assert " ".join((told.sentence, *told.why)) in page.words

    def test_a_letter_for_each_day_and_verdict(self, page: Reader, report: Report) -> None:
        days = days_of(report)
        looks = {one.letter: one.look.words for one in days.looks}
        marked = {r["id"]: r["data-days"] for r in page.all("tbody", class_="row")}
        assert days.days[-1] == "1 June 2019"
        assert "1 January 2012" in days.days
        for duty in report.duties:
            spelt = str(marked[f"duty-{duty.duty}"])
            assert len(spelt) == len(days.days)
            assert looks[spelt[-1]] == duty.verdict
        for step in report.timeline.moved:
            at = days.days.index(long_date(step.day))
            told = {article: looks[spelt[at]] for article, spelt in days.articles.items()}
            assert told == {article: standing.verdict_words for article, standing in step.standings.items()}

    def test_the_key_counts_articles_and_duties(self, page: Reader, report: Report) -> None:
        for count in report.verdicts:
            assert (
                f"{count.verdict} {count.articles} {count.duties} {count.look.means(report.assessment.state)}"
                in page.words
            )

    def test_the_verdicts_of_a_day_are_those_of_an_assessment_as_at_that_day(self, report: Report) -> None:
        days, now = days_of(report), report.assessment
        looks = {one.letter: one for one in days.looks}
        steps = sorted({*(step.day for step in report.timeline.moved), now.as_at, date(2012, 1, 1)})
        assert days.days == tuple(map(long_date, steps))
        for at, day in enumerate(steps):
            then = engine_assess(now.catalogue, "model", day)
            for duty in then.duties:
                one = looks[days.duties[duty.full.duty.id][at]]
                assert one.look.words == then.sensitivity.in_words(duty)
                assert one.gap is is_gap(duty.status)

    def test_an_article_may_be_called_in_several_ways(self, page: Reader, report: Report) -> None:
        ids = {a["id"] for _, a in page.found if "id" in a}
        for article in report.articles:
            number = article.article
            assert {number, f"art-{number}", f"article-{number}", f"model-{number}"} <= ids

    def test_every_link_leads_to_a_place(self, page: Reader, report: Report) -> None:
        ids = {a["id"] for _, a in page.found if "id" in a}
        links = [unquote(str(a["href"]).removeprefix("#")) for a in page.all("a") if str(a["href"]).startswith("#")]
        assert set(links) <= ids
        assert {f"model-{a.article}" for a in report.articles} <= set(links)
        assert {f"duty-{d.duty}" for d in report.duties} <= set(links)

    def test_no_id_is_used_twice(self, page: Reader) -> None:
        ids = [a["id"] for _, a in page.found if "id" in a]
        assert len(ids) == len(set(ids))

    def test_the_timeline_and_what_moved_the_articles(self, page: Reader, report: Report) -> None:
        moves = [m for step in report.timeline.steps for m in step.moves]
        assert len([a for a in page.all("tr") if "data-step" in a]) == len(moves) > 0
        assert all(told in page.words for move in moves for told in (*move.by, *move.provisions))

    def test_measures_stand_with_the_duties_that_need_them(self, page: Reader, report: Report) -> None:
        assert report.measures
        assert all(measure.change in page.words for measure in report.measures)

    def test_how_an_article_stood_on_the_baseline(self, page: Reader, report: Report) -> None:
        assert report.since is not None
        then, now = report.timeline.on(report.since), report.timeline.on(report.assessment.as_at)
        told = re.findall(r"; on 1 January 2012 ", page.words)
        assert len(told) == sum(then[a] != now[a] for a in then) > 0

    def test_reviews_and_owners(self, small_path: Path) -> None:
        assessment = small_assessment(small_path)
        duty = assessment.duties[0].full
        review = {
            "about": duty.key,
            "role": "Reviewer",
            "date": "2019-05-01",
            "view": "disagrees",
            "text": "Too generous.",
        }
        context = Context.model_validate(
            {
                "context": {"instrument": "model"},
                "reviews": [review],
                "owners": [{"about": duty.key, "agency": "Ministry of Tests"}],
            }
        )
        words = read(page_bytes(make_report(assessment, MARKING, context))).words
        assert "Reviewer, 1 May 2019, disagrees: Too generous." in words
        assert "Owner Ministry of Tests" in words


class TestMandate:
    def test_withheld_items_have_rows_and_their_grounds_a_key(self, mandate_path: Path) -> None:
        report = make_report(mandate_assessment(mandate_path), MARKING)
        page = read(page_bytes(report))
        withheld = [a.article for a in report.articles if a.status == "withheld"]
        assert [r["id"] for r in page.all("tbody", class_="row") if r["data-status"] == "withheld"] == [
            f"row-{a}" for a in withheld
        ]
        assert "Grounds for withholding" in page.words
        assert all(ground.id in page.words and ground.reason in page.words for ground in report.key)

    def test_columns_in_which_nothing_would_stand_are_left_out(self, mandate_path: Path) -> None:
        words = read(page_bytes(make_report(mandate_assessment(mandate_path), MARKING))).words
        assert "Change needed" not in words

    def test_an_instrument_of_which_nothing_moved(self, small_path: Path) -> None:
        report = make_report(small_assessment(small_path, "2001-01-01"), MARKING)
        assert not any(step.moves for step in report.timeline.steps)
        assert "No article moved from" in read(page_bytes(report)).words


class TestPolicy:
    def test_the_script_and_the_style_sheet_are_those_of_the_hashes(self, page: Reader) -> None:
        (policy,) = [str(a["content"]) for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        for kind in ("script", "style"):
            digest = hashlib.sha256("".join(page.inside[kind]).encode()).digest()
            assert rules.pop(f"{kind}-src") == f"'sha256-{base64.b64encode(digest).decode()}'"
        assert rules == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}

    def test_one_script_one_style_sheet_and_nothing_in_attributes(self, page: Reader) -> None:
        assert len(page.all("script")) == len(page.all("style")) == 1
        for tag, attributes in page.found:
            assert "style" not in attributes, tag
            assert not [name for name in attributes if name.startswith("on")], tag

    def test_nothing_is_loaded(self, page: Reader) -> None:
        loaded = [
            a[name] for _, a in page.found for name in ("src", "srcset", "poster", "action", "formaction") if name in a
        ]
        assert loaded == []
        assert [a["href"] for a in page.all("link")] == ["data:,"]
        assert not re.search(r"@import|url\(", "".join(page.inside["style"]))
        assert not re.search(
            r"fetch|XMLHttp|import\(|Storage|cookie|eval|innerHTML|https?:", "".join(page.inside["script"])
        )

    def test_links_lead_to_https_or_to_the_page(self, page: Reader) -> None:
        links = [str(a["href"]) for a in page.all("a")]
        assert all(link.startswith(("#", "https://")) for link in links)
        assert any(link.startswith("https://") for link in links)

    @pytest.mark.parametrize(
        "url",
        [
            None,
            "",
            "http://x.nz/",
            "javascript:alert(1)",
            "https://x.nz/ a",
            'https://x.nz/"',
            "https://x.nz/\n",
            "//x.nz",
        ],
    )
    def test_an_address_that_no_link_may_have(self, url: str | None) -> None:
        assert web_address(url) is None

    def test_an_address_that_a_link_may_have(self) -> None:
        assert web_address("https://www.legislation.govt.nz/act/#DLM1") == "https://www.legislation.govt.nz/act/#DLM1"

    def test_another_text_has_another_policy(self) -> None:
        assert policy("a", "b") != policy("a ", "b") != policy("b", "a")


class TestText:
    def test_hostile_text_stays_text(self, small_path: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(small_path, tmp_path / "data")
        quoted = "'" + HOSTILE.replace("'", "''") + "'"
        for path in folder.rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            for old in (
                "Illegal access",
                "Model Convention on Computer Crime",
                "Model Convention",
                "Computer Act 1990",
            ):
                text = text.replace(f": {old}\n", f": {quoted}\n")
            path.write_text(text, encoding="utf-8")
        raw = page_bytes(make_report(small_assessment(folder), "</style><script>alert(1)</script>"))
        page = read(raw)
        assert page.all("img") == []
        assert len(page.all("script")) == len(page.all("style")) == 1
        assert " ".join(HOSTILE.split()) in page.words
        assert page.all("header", class_="marking")
        assert b"</style><script>alert" not in raw

    @given(st.text(max_size=40))
    def test_a_string_of_a_style_sheet_holds_no_sign_that_ends_it(self, text: str) -> None:
        found = css_string(text)
        assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{6} )*"', found)
        back = re.sub(r"\\([0-9a-f]{6}) ", lambda m: chr(int(m[1], 16)), found[1:-1])
        assert back == text

    @pytest.mark.usefixtures("loaded_anew")
    def test_the_same_report_gives_the_same_bytes(self, small_path: Path) -> None:
        made = [page_bytes(make_report(small_assessment(small_path), MARKING)) for _ in range(2)]
        assert made[0] == made[1]
        assert b"\r" not in made[0]


@pytest.fixture(scope="module")
def shipped(shipped_report: Callable[..., Report]) -> dict[str, bytes]:
    """The pages of two treaties that come with gapcheck."""
    return {i: page_bytes(shipped_report(i, since="2023-12-20")) for i in ("budapest", "uncc")}


class TestShipped:
    def test_they_are_small_enough_to_send(self, shipped: dict[str, bytes]) -> None:
        assert len(shipped["budapest"]) < 900_000
        assert len(shipped["uncc"]) < 1_600_000

    def test_every_search_word_brings_up_something(self, shipped: dict[str, bytes]) -> None:
        # The list itself stands in the page.
        own = re.compile(rb'<ul id="synonyms".*?</ul>', re.DOTALL)
        told = " ".join(read(own.sub(b"", raw)).words.lower() for raw in shipped.values())
        for entry in gapcheck.load().catalogue.search_words:
            assert any(find in told for find in entry.finds), entry
