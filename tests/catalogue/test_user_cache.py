"""The user's cache folder: what was kept is found, and nothing that somebody else could have put there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gapcheck.catalogue.user_cache import MOST_KEPT, OFF, cache_folder, find, keep

posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="without owners and modes nothing is kept")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept in this test."""
    monkeypatch.delenv(OFF)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "gapcheck"


@posix
def test_what_was_kept_is_found_and_is_private(folder: Path) -> None:
    keep("thing", "a1", b"content")
    assert find("thing", "a1") == b"content"
    assert find("thing", "b2") is None
    assert find("other", "a1") is None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "thing-a1").stat().st_mode & 0o777 == 0o600


@posix
def test_it_is_replaced(folder: Path) -> None:
    keep("thing", "a1", b"old")
    keep("thing", "a1", b"new")
    assert find("thing", "a1") == b"new"
    assert [path.name for path in folder.iterdir()] == ["thing-a1"]


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_file_that_others_may_touch_is_not_read(folder: Path, mode: int) -> None:
    keep("thing", "a1", b"content")
    (folder / "thing-a1").chmod(mode)
    assert find("thing", "a1") is None


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755, 0o777])
def test_a_folder_that_others_may_enter_is_neither_read_nor_written(folder: Path, mode: int) -> None:
    keep("thing", "a1", b"content")
    folder.chmod(mode)
    assert find("thing", "a1") is None
    keep("thing", "b2", b"content")
    assert not (folder / "thing-b2").exists()
    assert folder.stat().st_mode & 0o777 == mode


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    keep("thing", "a1", b"content")
    (folder / "thing-b2").symlink_to(folder / "thing-a1")
    assert find("thing", "b2") is None
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert find("thing", "a1") is None
    keep("thing", "c3", b"content")
    assert not (tmp_path / "elsewhere" / "thing-c3").exists()


@posix
def test_what_belongs_to_somebody_else_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("thing", "a1", b"content")
    assert (folder / "thing-a1").is_file()
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert find("thing", "a1") is None


@posix
@pytest.mark.parametrize("part", [slice(-1), slice(1, None), slice(0), slice(32), slice(31)])
def test_a_damaged_file_is_not_read(folder: Path, part: slice) -> None:
    keep("thing", "a1", b"content")
    path = folder / "thing-a1"
    path.write_bytes(path.read_bytes()[part])
    assert find("thing", "a1") is None


@posix
def test_the_oldest_go(folder: Path) -> None:
    for number in range(MOST_KEPT + 2):
        keep("thing", f"{number:02d}", b"content")
        os.utime(folder / f"thing-{number:02d}", (number, number))
    keep("other", "a1", b"content")
    keep("thing", "last", b"content")
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == ["other-a1", *(f"thing-{n:02d}" for n in range(3, MOST_KEPT + 2)), "thing-last"]


def test_it_is_off_by_a_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFF, "")
    assert cache_folder() is None
    keep("thing", "a1", b"content")
    assert find("thing", "a1") is None
    assert not folder.exists()


@posix
def test_a_relative_folder_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(OFF)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    found = cache_folder()
    assert found is not None
    assert found.is_relative_to(tmp_path)


@posix
def test_a_place_that_cannot_be_written_is_no_mistake(folder: Path) -> None:
    folder.parent.joinpath("gapcheck").write_text("a file stands where the folder should be")
    keep("thing", "a1", b"content")
    assert find("thing", "a1") is None
