"""The search for provisions: what is indexed, how it is ranked, the words that matched, and the index that is kept."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import gapcheck
from gapcheck.catalogue.user_cache import OFF
from gapcheck.cli import main
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.legislation import read_bytes
from gapcheck.legislation.provision_index import PLAIN, ProvisionIndex, build_index, content_key, index_of, open_index
from gapcheck.legislation.provisions import Provision, provisions
from gapcheck.legislation.search_words import MOST_WORDS, STOP_WORDS, SearchWords, shipped_synonyms, words_of
from gapcheck.legislation.suggestions import NOTICE, load_index, search_words_for, suggest

if TYPE_CHECKING:
    from gapcheck import Gapcheck

pytest.importorskip("lxml")

REAL = Path(__file__).resolve().parents[3] / "shared" / "legislation"


def section(label: str, heading: str, text: str, *, more: str = "", status: str = "") -> str:
    return (
        f'<prov id="DLM{label}" deletion-status="{status}"><label>{label}</label><heading>{heading}</heading>'
        "<prov.body><subprov>"
        f"<para><text>{text}</text>{more}</para></subprov></prov.body></prov>"
    )


def act(title: str, number: int, *sections: str, part: str = "Part one") -> bytes:
    return (
        f'<act id="DLM1{number}" year="2000" act.no="{number}" act.type="public" date.as.at="2010-07-01">'
        f"<cover><title>{title}</title></cover>"
        f'<body><part id="DLM2"><label>1</label><heading>{part}</heading>{"".join(sections)}</part></body></act>'
    ).encode()


COMPUTERS = act(
    "Computers Act 2000",
    1,
    section(
        "1",
        "Access to a computer system",
        "Every person commits an offence who intentionally accesses a computer system.",
    ),
    section(
        "2",
        "Interpretation",
        "In this Act,",
        more="<def-para><para><text>widget means a device</text></para></def-para>",
    ),
    section("3", "Repealed access", "Access that was repealed.", status="repealed"),
    section(
        "4",
        "Bakeries Act amended",
        "It is amended.",
        more=f"<amend>{section('99', 'Ovens', 'An oven is hot.')}</amend>",
    ),
    part="Crimes against machines",
)
REQUESTS = act(
    "Foreign Requests Act 2000",
    2,
    section("1", "Request for assistance", "A foreign country may request assistance."),
    section("2", "Form", "Matters of form and forfeiture are for the Minister."),
)
BAKERIES = act("Bakeries Act 2000", 3, section("1", "Form", "Matters of form and bread are for the Minister."))
FILES = {"a_computers.xml": COMPUTERS, "b_bakeries.xml": BAKERIES, "c_requests.xml": REQUESTS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "legislation"
    made.mkdir()
    for name, data in FILES.items():
        (made / name).write_bytes(data)
    return made


def everything() -> list[Provision]:
    return [p for name, data in FILES.items() for p in provisions(read_bytes(data, name))]


@pytest.fixture(scope="module")
def index() -> ProvisionIndex:
    return build_index(everything())


def wanted(*own: str, context: tuple[str, ...] = (), **synonyms: str) -> SearchWords:
    return SearchWords(own, synonyms, context)


def found(index: ProvisionIndex, wanted: SearchWords) -> list[str]:
    return [f"{hit.act.split()[0]} {hit.label}" for hit in index.search(wanted, 10)]


class TestProvisions:
    def test_live_sections_with_words_of_their_own(self) -> None:
        assert [(p.act.split()[0], p.label) for p in everything()] == [
            ("Computers", "1"),
            ("Computers", "2"),
            ("Computers", "4"),
            ("Bakeries", "1"),
            ("Foreign", "1"),
            ("Foreign", "2"),
        ]

    def test_what_is_known_of_one(self) -> None:
        one = everything()[0]
        assert (one.number, one.place, one.as_at, one.id, one.file) == (
            "2000 No 1",
            "Crimes against machines",
            "2010-07-01",
            "DLM1",
            "a_computers.xml",
        )

    def test_definitions_stand_apart(self) -> None:
        interpretation = everything()[1]
        assert (interpretation.words, interpretation.definitions) == ("In this Act,", "widget means a device")

    def test_words_for_another_act_are_not_its_own(self) -> None:
        assert "oven" not in everything()[2].words


class TestSearch:
    def test_the_stem_of_a_word_matches(self, index: ProvisionIndex) -> None:
        assert found(index, wanted("accessing")) == ["Computers 1"]

    def test_nothing_is_found_without_a_word(self, index: ProvisionIndex) -> None:
        assert index.search(wanted("zebra"), 10) == ()
        assert index.search(wanted(), 10) == ()

    def test_what_is_amended_is_not_found(self, index: ProvisionIndex) -> None:
        assert found(index, wanted("oven")) == []

    def test_ties_come_in_the_order_of_the_files(self) -> None:
        same = [p for name in ("x.xml", "y.xml") for p in provisions(read_bytes(BAKERIES, name))]
        assert [hit.file for hit in build_index(same).search(wanted("bread"), 5)] == ["x.xml", "y.xml"]

    def test_the_act_as_a_whole_counts(self, index: ProvisionIndex) -> None:
        """Of two sections on matters of form, the one in an Act on requests comes first when a request is asked
        about.
        """
        asked = wanted("form", "matters", "request")
        with_act = found(index, asked)
        without = [f"{hit.act.split()[0]} {hit.label}" for hit in index.search(asked, 10, PLAIN)]
        assert with_act.index("Foreign 2") < with_act.index("Bakeries 1")
        assert without.index("Foreign 2") > without.index("Bakeries 1")

    def test_words_of_the_kind_only_add(self, index: ProvisionIndex) -> None:
        assert found(index, wanted("form"))[0] == "Bakeries 1"
        assert found(index, wanted("form", context=("country", "request")))[:2] == ["Foreign 1", "Foreign 2"]
        assert index.search(wanted("zebra", context=("country",)), 10) == ()

    def test_the_words_that_matched_the_rarest_first(self, index: ProvisionIndex) -> None:
        (hit, *_) = index.search(wanted("computer", "minister", "form", "forfeiture"), 1)
        assert (hit.label, hit.matched) == ("2", ("forfeiture", "form", "minister"))

    def test_the_plain_search_leaves_added_words_out(self, index: ProvisionIndex) -> None:
        hits = index.search(wanted("form", forfeiture="form"), 5, PLAIN)
        assert [hit.act for hit in hits] == ["Bakeries Act 2000", "Foreign Requests Act 2000"]

    @given(st.text(max_size=60))
    def test_no_word_acts_as_an_operator(self, text: str) -> None:
        with build_index(everything()[:1]) as made:
            made.search(wanted(*text.split(), 'NOT "a', "a*", "NEAR(a)"), 5)


class TestWording:
    def test_words_worth_a_search(self) -> None:
        assert words_of("The State's data, and all DATA of s 12A") == ("states", "data", "12a")

    def test_two_forms_of_a_word_both_count(self) -> None:
        assert words_of("victims of a victim") == ("victims", "victim")

    def test_synonyms_tell_what_they_stand_for(self) -> None:
        made = shipped_synonyms().wanted("Confiscate property", "cooperation")
        assert made.own == ("confiscate", "property")
        assert made.synonyms == {"forfeiture": "confiscate", "forfeit": "confiscate"}
        assert made.context == ("foreign", "country", "request", "assistance")

    def test_a_word_of_the_text_is_no_synonym(self) -> None:
        assert "forfeiture" not in shipped_synonyms().wanted("confiscate or forfeiture").synonyms

    def test_at_most_so_many_words(self) -> None:
        assert len(shipped_synonyms().wanted(" ".join(f"{n}a" for n in range(100))).own) == MOST_WORDS

    def test_the_file_of_synonyms(self) -> None:
        made = shipped_synonyms()
        kinds = set(gapcheck.load().catalogue.vocabulary.kinds)
        assert set(made.kinds) <= kinds
        entries = {**made.synonyms, **made.kinds}
        for word, others in made.synonyms.items():
            assert words_of(word) == (word,)
            assert word not in STOP_WORDS
            assert others
        for others in entries.values():
            assert all(words_of(other) == (other,) for other in others)
            assert max(Counter(others).values()) == 1


class TestWanted:
    def test_a_duty_gives_text_labels_and_heading(self, small: Gapcheck) -> None:
        own = search_words_for(small.catalogue, "model:2").own
        full = small.catalogue.duties["model:2"]
        label = small.catalogue.vocabulary.concepts[full.elements[0].concepts[0]].label
        assert set(words_of(full.duty.text)) | set(words_of(label)) <= set(own)

    def test_an_element_gives_its_labels_only(self, small: Gapcheck) -> None:
        whole, element = (
            search_words_for(small.catalogue, "model:2"),
            search_words_for(small.catalogue, "model:2#conduct"),
        )
        assert element.own
        assert set(element.own) < set(whole.own)
        assert element.context == whole.context

    @pytest.mark.parametrize("place", ["model:99", "nowhere:1", "model:2#nothing", "model"])
    def test_unknown(self, small: Gapcheck, place: str) -> None:
        with pytest.raises(UnknownIdError):
            search_words_for(small.catalogue, place)


class TestKeptIndex:
    def test_it_is_used_again_until_the_folder_changes(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "acts.index"
        read: list[str] = []

        def load() -> int:
            read.clear()
            index, problems = load_index(folder, path, progress=lambda _done, _total, name: read.append(name))
            with index:
                assert problems == ()
                return len(index)

        assert (load(), len(read)) == (6, 3)
        assert (load(), len(read)) == (6, 0)
        (folder / "a_computers.xml").unlink()
        assert (load(), len(read)) == (3, 2)

    def test_it_may_be_kept_in_the_users_cache_folder(
        self, folder: Path, tmp_path: Path, index: ProvisionIndex, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(OFF, raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        read: list[str] = []

        def load(cached: bool = True) -> int:
            read.clear()
            made, problems = load_index(folder, progress=lambda _done, _total, name: read.append(name), cached=cached)
            with made:
                assert problems == ()
                assert made.search(wanted("form", "request"), 10) == index.search(wanted("form", "request"), 10)
                return len(made)

        assert (load(cached=False), len(read)) == (6, 3)
        assert not (tmp_path / "cache").exists()
        assert (load(), len(read)) == (6, 3)
        assert (load(), len(read)) == (6, 0)
        (kept,) = (tmp_path / "cache" / "gapcheck").iterdir()
        kept.write_bytes(kept.read_bytes()[:-1])
        assert (load(), len(read)) == (6, 3)

    def test_one_with_problems_is_not_kept_in_the_cache_folder(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(OFF, raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        (folder / "d_bad.xml").write_bytes(b"<act")
        for _ in range(2):
            made, problems = load_index(folder, cached=True)
            made.close()
            assert [p.file for p in problems] == ["d_bad.xml"]
        assert not (tmp_path / "cache").exists()

    @pytest.mark.parametrize("content", [b"", b"notes", b"SQLite format 3\0" + b"\0" * 84])
    def test_what_is_no_index_is_not_taken_for_one(self, content: bytes) -> None:
        assert index_of(content, "key") is None

    def test_the_same_is_found_in_memory_and_in_a_file(
        self, folder: Path, tmp_path: Path, index: ProvisionIndex
    ) -> None:
        kept, _ = load_index(folder, tmp_path / "acts.index")
        with kept:
            assert kept.search(wanted("form", "request"), 10) == index.search(wanted("form", "request"), 10)

    def test_a_file_that_cannot_be_read_is_told_every_time(self, folder: Path, tmp_path: Path) -> None:
        (folder / "d_bad.xml").write_bytes(b"<act")
        for _ in range(2):
            index, problems = load_index(folder, tmp_path / "acts.index")
            with index:
                assert len(index) == 6
            assert [p.file for p in problems] == ["d_bad.xml"]

    @pytest.mark.parametrize("content", [b"", b"my notes", b"SQLite format 3\0" + b"\0" * 84])
    def test_another_file_is_never_written_over(self, folder: Path, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "notes.txt"
        path.write_bytes(content)
        with pytest.raises(UsageError, match="is not an index that gapcheck made"):
            load_index(folder, path)
        assert path.read_bytes() == content

    def test_another_database_is_never_written_over(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (a)")
        connection.close()
        with pytest.raises(UsageError, match="is not an index that gapcheck made"):
            load_index(folder, path)

    def test_a_folder_that_is_not_there(self, folder: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot write"):
            load_index(folder, tmp_path / "none" / "acts.index")
        with pytest.raises(UsageError, match="is not a folder"):
            load_index(tmp_path / "none")

    def test_names_and_bytes_make_the_key(self, folder: Path, tmp_path: Path) -> None:
        key = content_key(folder)
        (folder / "a_computers.xml").rename(folder / "z.xml")
        assert content_key(folder) != key
        assert open_index(tmp_path / "none.index", key) is None


class TestSuggest:
    def test_synonyms_and_words_of_the_kind_are_told_as_such(self, small: Gapcheck, index: ProvisionIndex) -> None:
        catalogue = small.catalogue
        first, *_ = found = suggest(catalogue, "model:2", index)
        assert [s.rank for s in found] == list(range(1, len(found) + 1))
        assert first.cited == "Computers Act 2000, s 1"
        assert first.encoded == ()
        told = {word for s in found for word in s.matched}
        assert any(word.endswith("(offence)") for word in told)

    def test_sections_that_are_encoded_are_marked(self, small: Gapcheck) -> None:
        entry = next(e for e in small.catalogue.rules if e.act.id != "practice")
        made = act(
            entry.act.title, 9, section(entry.section.section, "Access", "Access to a computer system is an offence.")
        )
        with build_index(provisions(read_bytes(made, "x.xml"))) as index:
            (only,) = suggest(small.catalogue, "model:2", index)
        assert entry.key in only.encoded

    def test_an_article_stands_for_its_duties(self, small: Gapcheck) -> None:
        article = next(f"{d.instrument}:{d.article}" for d in small.catalogue.duties.values() if d.article != d.duty.id)
        assert search_words_for(small.catalogue, article).own


class TestCommand:
    def run(self, *args: str | Path) -> Result:
        return CliRunner().invoke(main, ["law", "suggest", *map(str, args)])

    def test_table(self, small_path: Path, folder: Path) -> None:
        result = self.run("model:2", "--legislation", folder, "--data", small_path, "--top", "1")
        assert result.exit_code == 0
        assert result.output.startswith(NOTICE)
        assert "Computers Act 2000, s 1 (as at 2010-07-01)" in " ".join(result.output.split())
        assert result.output.endswith("6 provisions of 3 enactments were searched.\n")

    def test_json(self, small_path: Path, folder: Path, tmp_path: Path) -> None:
        args = ("model:2", "--legislation", folder, "--data", small_path, "--format", "json", "--index", tmp_path / "i")
        first, second = self.run(*args), self.run(*args)
        assert first.output == second.output
        told = json.loads(first.output)
        assert told["notice"] == NOTICE
        assert told["searched"] == {"provisions": 6, "enactments": 3}
        assert told["suggestions"][0]["section"] == "1"

    def test_nothing_found(self, small_path: Path, tmp_path: Path) -> None:
        (tmp_path / "x.xml").write_bytes(act("Bread Act 2000", 1, section("1", "Bread", "Bread.")))
        result = self.run("model:2#conduct", "--legislation", tmp_path, "--data", small_path)
        assert "No provision holds a word of model:2#conduct." in result.output

    def test_a_file_left_out_is_told(self, small_path: Path, folder: Path) -> None:
        (folder / "bad.xml").write_bytes(b"<act")
        result = self.run("model:2", "--legislation", folder, "--data", small_path)
        assert result.exit_code == 0
        assert "gapcheck: not searched: bad.xml" in result.stderr

    @pytest.mark.parametrize("place", ["model:99", "model:2#nothing"])
    def test_an_unknown_place_is_told_before_the_folder_is_read(
        self, small_path: Path, tmp_path: Path, place: str
    ) -> None:
        result = self.run(place, "--legislation", tmp_path / "none", "--data", small_path)
        assert result.exit_code == 2
        assert "unknown" in result.stderr


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/legislation is not beside the checkout")
def test_a_real_act_answers_a_real_duty() -> None:
    data = (REAL / "act_public_1992_86_mutual_assistance_reprint_2009-12-01.xml").read_bytes()
    with build_index(provisions(read_bytes(data, "macma.xml"))) as index:
        hits = suggest(gapcheck.load().catalogue, "budapest:25(5)", index)
    assert "Mutual Assistance in Criminal Matters Act 1992, s 27" in [s.cited for s in hits]
