"""A folder of reviews: how it is written and read, what is wrong in one, and that git merges two of them."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.reviews import CODES, JUSTICE, POLICE, entry, folder_of

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import DataError, UsageError
from gapcheck.model.review import ReviewEntry
from gapcheck.review.reviews_folder import ATTRIBUTES, MERGED, read_reviews, reviews_file

POLICY = "policy:\n  - {duties: [all], roles: [{role: Legal adviser, agency: Ministry of Justice}]}\n"


@pytest.fixture(scope="module")
def some(reviewed: Catalogue) -> tuple[ReviewEntry, ...]:
    return (
        entry(reviewed, "model:2"),
        entry(reviewed, "model:2", "disagrees", agency=POLICE, reason='Say "no":\n- twice, # not once'),
        entry(reviewed, "model:10", "needs_advice", change="{a: b}"),
        entry(reviewed, CODES, "fails", agency=POLICE, withheld="s 9(2)(h)"),
    )


class TestForm:
    def test_what_is_written_is_read(self, reviewed: Catalogue, some, tmp_path: Path) -> None:
        found = read_reviews(folder_of(tmp_path / "r", some, POLICY), reviewed)
        assert set(found.entries) == set(some)
        assert found.policy[0].roles[0].agency == JUSTICE

    def test_an_entry_is_one_line_in_the_order_of_places(self, some) -> None:
        lines = reviews_file("model.yaml", some[:3]).decode().splitlines()
        assert lines[2] == "reviews:"
        assert [line.split('"')[1] for line in lines[3:]] == ["model:2", "model:2", "model:10"]
        assert len(lines) == 6
        # Of one place and day, the agencies in order.
        assert "Ministry of Justice" in lines[3]

    def test_the_order_of_entries_makes_no_difference(self, some) -> None:
        mixed = list(some[:3])
        random.Random(1).shuffle(mixed)
        assert reviews_file("model.yaml", mixed) == reviews_file("model.yaml", some[:3])

    @law(60)
    @given(st.text(min_size=1, max_size=60))
    def test_any_text_comes_back_as_it_was(
        self, reviewed: Catalogue, tmp_path_factory: pytest.TempPathFactory, text: str
    ) -> None:
        try:
            made = entry(reviewed, "model:2", "disagrees", reason=text)
        except ValueError:
            return
        folder = folder_of(tmp_path_factory.mktemp("r"), [made])
        assert read_reviews(folder, reviewed).entries == (made,)

    def test_the_last_word_of_each_role_counts(self, reviewed: Catalogue, tmp_path: Path) -> None:
        old = entry(reviewed, "model:2", "disagrees")
        new = entry(reviewed, "model:2", date=date(2020, 5, 9))
        other = entry(reviewed, "model:2", agency=POLICE)
        found = read_reviews(folder_of(tmp_path / "r", [new, other, old]), reviewed)
        assert found.about("model:2") == (new, other)
        assert len(found.entries) == 3


@pytest.mark.parametrize(
    "said",
    [
        "reason: SECRET, 3 in SECRET, withheld: s 6(a)",
        "reason: {SECRET: a}, withheld: s 6(a)",
        "reason: [SECRET], withheld: s 6(a)",
        "reason: &SECRET a, withheld: s 6(a)",
        "reason: a, and SECRET, and SECRET, withheld: s 6(a)",
        "reason: a, withheld: SECRET",
        "reason: 'SECRET [s 6(a)]'",
        "reason: SECRET (s 6(a))",
        "reason: 'SECRET, withheld s 6(a)'",
        "change: 's 6(a): SECRET'",
        "view: SECRET, withheld: s 6(a)",
        "reason: 'SECRET: SECRET, withheld: s 6(a)",
    ],
)
def test_no_message_quotes_what_may_be_withheld(reviewed: Catalogue, some, tmp_path: Path, said: str) -> None:
    folder = folder_of(tmp_path / "r", some[:1])
    file = folder / "model.yaml"
    line = file.read_text(encoding="utf-8").replace(
        "view: agrees", f"view: agrees, {said}" if "view" not in said else said
    )
    file.write_text(line, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_reviews(folder, reviewed)
    assert "SECRET" not in str(error.value)


@pytest.mark.parametrize(
    "said",
    [
        "owner: 'SECRET [s 6(a)]'",
        "owner: A, vehicle: {SECRET: 1}",
        "owner: A, target: SECRET",
        "owner: A, progress: SECRET",
    ],
)
def test_nor_that_of_a_measure(reviewed: Catalogue, some, tmp_path: Path, said: str) -> None:
    folder = folder_of(tmp_path / "r", some[:1])
    (folder / "measures.yaml").write_text(f"measures:\n  - {{reference: 'a:M:b:1', {said}}}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_reviews(folder, reviewed)
    assert "SECRET" not in str(error.value)


BAD = {
    "an unknown duty": ("model.yaml", 'about: "model:2"', 'about: "model:22"', "unknown duty 'model:22'; did you mean"),
    "an unknown question": ("questions.yaml", "question:access-codes", "question:acces-codes", "did you mean"),
    "a view of something else": ("model.yaml", "view: agrees", "view: holds", "expected one of agrees, disagrees"),
    "no reason": ("questions.yaml", ', reason: "Because it is so."', "", "without a reason"),
    "a bad date": ("model.yaml", "date: 2020-05-04", "date: 2020-05-40", "is not a date"),
    "an unknown key": ("model.yaml", "view:", "veiw:", "did you mean 'view'"),
    "an empty ground": ("model.yaml", ", fingerprint", ", withheld: , fingerprint", "'withheld' says nothing"),
    "marks of a merge": ("model.yaml", "reviews:\n", "reviews:\n<<<<<<< ours\n", "model.yaml:5"),
    "an unknown id in the policy": ("policy.yaml", "[all]", "[model:22]", "unknown id 'model:22'; did you mean"),
}


class TestProblems:
    @pytest.mark.parametrize(("file", "old", "new", "message"), BAD.values(), ids=BAD)
    def test_each_is_told_with_its_file(
        self, reviewed: Catalogue, tmp_path: Path, file: str, old: str, new: str, message: str
    ) -> None:
        entries = [entry(reviewed, "model:2"), entry(reviewed, CODES, "fails", agency=POLICE)]
        folder = folder_of(tmp_path / "r", entries, POLICY)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataError) as error:
            read_reviews(folder, reviewed)
        assert message in str(error.value)
        assert f"{file}:" in str(error.value)

    def test_an_entry_in_the_wrong_file_is_told(self, reviewed: Catalogue, tmp_path: Path) -> None:
        folder = folder_of(tmp_path / "r", [entry(reviewed, "model:2")])
        (folder / "model.yaml").rename(folder / "questions.yaml")
        with pytest.raises(DataError, match=r"'model:2' is in the wrong file; expected model\.yaml"):
            read_reviews(folder, reviewed)

    def test_all_are_told_at_once(self, reviewed: Catalogue, tmp_path: Path) -> None:
        folder = folder_of(tmp_path / "r", [entry(reviewed, "model:2")])
        (folder / "modle.yaml").write_text("reviews: []\n", encoding="utf-8")
        (folder / "policy.yaml").write_text("policy: [{duties: [all], roles: []}]\n", encoding="utf-8")
        (folder / "measures.yaml").write_text("measures: [{reference: a}]\n", encoding="utf-8")
        with pytest.raises(DataError) as error:
            read_reviews(folder, reviewed)
        files = {problem.file for problem in error.value.problems}
        assert files == {"modle.yaml", "policy.yaml", "measures.yaml"}
        assert "did you mean 'model.yaml'" in str(error.value)

    def test_two_things_of_one_role_on_one_day_are_told(self, reviewed: Catalogue, tmp_path: Path) -> None:
        folder = folder_of(tmp_path / "r", [entry(reviewed, "model:2"), entry(reviewed, "model:2", "disagrees")])
        with pytest.raises(DataError, match=r"model\.yaml:5: reviews: Legal adviser of Ministry of Justice says two"):
            read_reviews(folder, reviewed)

    def test_a_line_that_is_there_twice_is_one_entry(self, reviewed: Catalogue, tmp_path: Path) -> None:
        folder = folder_of(tmp_path / "r", [entry(reviewed, "model:2")] * 2)
        assert len(read_reviews(folder, reviewed).entries) == 1

    def test_a_missing_folder_is_told(self, reviewed: Catalogue, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="there is no folder of reviews"):
            read_reviews(tmp_path / "none", reviewed)


# Real merges -----------------------------------------------------------------------------------------------------


def git(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    plain = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *plain, *args], cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path, entries: Sequence[ReviewEntry]) -> None:
    folder_of(folder, entries)
    (folder / ATTRIBUTES).write_text(MERGED, encoding="utf-8")
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "reviews").returncode == 0


def merged(
    folder: Path, base: Sequence[ReviewEntry], ours: Sequence[ReviewEntry], theirs: Sequence[ReviewEntry]
) -> subprocess.CompletedProcess[str]:
    """Two branches of one history, each with its own entries beside those of the base, merged."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "note.txt").write_text("x", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "begun")
    if base:
        commit(folder, base)
    git(folder, "branch", "theirs")
    commit(folder, [*base, *ours])
    git(folder, "checkout", "-q", "theirs")
    commit(folder, [*base, *theirs])
    git(folder, "checkout", "-q", "main")
    return git(folder, "merge", "-q", "--no-edit", "theirs")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
class TestMerging:
    @pytest.mark.parametrize("with_base", [False, True], ids=["both make the file", "both change it"])
    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            (("model:2",), ("model:10",)),
            (("model:3(1)",), ("model:4",)),
            (("model:4",), ("model:4",)),
            (("model:2", "model:4", "model:8"), ("model:3(1)", "model:4", "model:9")),
        ],
        ids=["far apart", "in one place", "of one duty", "mixed"],
    )
    def test_no_entry_is_lost(
        self, reviewed: Catalogue, tmp_path: Path, with_base: bool, ours: tuple[str, ...], theirs: tuple[str, ...]
    ) -> None:
        base = [entry(reviewed, about, role="Director") for about in ("model:2", "model:9")] if with_base else []
        mine = [entry(reviewed, about) for about in ours]
        others = [entry(reviewed, about, "disagrees", role="Counsel") for about in theirs]
        done = merged(tmp_path / "r", base, mine, others)
        assert done.returncode == 0, done.stdout + done.stderr
        found = read_reviews(tmp_path / "r", reviewed).entries
        assert set(found) == {*base, *mine, *others}
        # What git put together is put in order when it is next written.
        assert reviews_file("model.yaml", found) == reviews_file("model.yaml", [*base, *mine, *others])

    def test_answers_to_one_question_by_two_agencies_both_stay(self, reviewed: Catalogue, tmp_path: Path) -> None:
        mine = entry(reviewed, CODES, "holds", agency=POLICE)
        other = entry(reviewed, CODES, "fails", agency=JUSTICE)
        assert merged(tmp_path / "r", [], [mine], [other]).returncode == 0
        assert set(read_reviews(tmp_path / "r", reviewed).entries) == {mine, other}

    def test_the_same_entry_changed_on_both_sides_is_left_to_people(self, reviewed: Catalogue, tmp_path: Path) -> None:
        mine, other = entry(reviewed, "model:2"), entry(reviewed, "model:2", "disagrees")
        merged(tmp_path / "r", [], [mine], [other])
        text = (tmp_path / "r" / "model.yaml").read_text(encoding="utf-8")
        assert "view: agrees" in text
        assert "view: disagrees" in text
        with pytest.raises(DataError, match="says two things"):
            read_reviews(tmp_path / "r", reviewed)
