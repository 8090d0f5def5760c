"""Reading a catalogue as a git revision of its folder held it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import gapcheck
from gapcheck.catalogue.revisions import load_revision
from gapcheck.errors import DataError, UsageError

RULES = "nz_statutes/computer_act_1990.yaml"


def git(folder: Path, *command: str) -> str:
    """Run git as somebody, whatever the machine's own settings are."""
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", "-C", str(folder), *command], check=True, capture_output=True, text=True, env=env
    ).stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def folder(small_path: Path, tmp_path: Path) -> Path:
    """The small catalogue below a repository, with the tag ``v1``; after it the rule on access is gone."""
    repository = tmp_path / "repository"
    data = repository / "some" / "data"
    shutil.copytree(small_path, data)
    git(repository, "init", "-q")
    commit(repository, "All of it")
    git(repository, "tag", "v1")
    text = (data / RULES).read_text(encoding="utf-8")
    (data / RULES).write_text(
        text.replace("from: 2004-04-01, to: null", "from: 2024-04-01, to: null", 1), encoding="utf-8"
    )
    commit(repository, "A later start")
    return data


class TestLoadRevision:
    def test_it_is_the_catalogue_of_that_revision(self, folder: Path, small: gapcheck.Gapcheck) -> None:
        assert load_revision(folder, "v1").version == small.catalogue.version
        assert (
            load_revision(folder, "HEAD").version == gapcheck.load(folder).catalogue.version != small.catalogue.version
        )

    def test_changes_that_are_not_committed_do_not_count(self, folder: Path, small: gapcheck.Gapcheck) -> None:
        (folder / RULES).unlink()
        assert load_revision(folder, "v1").version == small.catalogue.version

    def test_the_folder_is_left_as_it_was(self, folder: Path) -> None:
        before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        load_revision(folder, "v1")
        assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
        assert git(folder, "status", "--porcelain") == ""

    @pytest.mark.parametrize("name", ["v2", "", "--output=/tmp/x", "-h", "v1:some/data", "v1 v1", "a\0b"])
    def test_an_unknown_revision_is_bad_usage(self, folder: Path, name: str) -> None:
        with pytest.raises(UsageError, match=r"has no revision|git cannot be run"):
            load_revision(folder, name)

    def test_a_folder_in_no_repository(self, small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(small_path, tmp_path / "data")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
        with pytest.raises(UsageError, match="is in no git repository"):
            load_revision(tmp_path / "data", "HEAD")

    def test_a_revision_from_before_the_folders(self, folder: Path) -> None:
        git(folder, "checkout", "-q", "--orphan", "empty")
        git(folder, "rm", "-rq", "--cached", ".")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Nothing")
        with pytest.raises(UsageError, match="does not hold obligations/ and nz_statutes/"):
            load_revision(folder, "empty")

    def test_without_git(self, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(UsageError, match="needs the program git"):
            load_revision(folder, "v1")

    def test_a_hook_does_not_send_it_elsewhere(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        assert load_revision(folder, "v1").rules

    def test_problems_name_the_revision(self, folder: Path) -> None:
        (folder / RULES).write_text("act: {id: x}\n", encoding="utf-8")
        commit(folder, "Broken")
        with pytest.raises(DataError) as caught:
            load_revision(folder, "HEAD")
        assert {p.file for p in caught.value.problems} >= {f"HEAD:{RULES}"}
        assert all(p.file.startswith("HEAD:") for p in caught.value.problems)

    def test_a_link_that_leads_out_of_the_folder_is_refused(self, folder: Path, tmp_path: Path) -> None:
        (folder / "obligations" / "link").symlink_to(tmp_path)
        commit(folder, "A link")
        with pytest.raises((UsageError, DataError)):
            load_revision(folder, "HEAD")


class TestCompare:
    def test_two_revisions(self, folder: Path) -> None:
        first, second = gapcheck.load(folder, revision="v1"), gapcheck.load(folder)
        found = first.compare("model", "2014-01-01", then_book=second)
        assert [c.article for c in found.opened] == ["2"]
        assert found.sides == ("2014-01-01 (revision v1)", f"2014-01-01 ({folder})")
        assert "recorded in the first version of the data only" in " ".join(found.duties[0].cause.sentences)
