"""The files of a catalogue: all of each is read, and none without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapcheck.catalogue.catalogue_files import MAX_BYTES, FoundFile, counted, find_files, fingerprint, read_file
from gapcheck.catalogue.loading import data_version, load
from gapcheck.errors import DataError
from gapcheck.model.law import StatuteFile

PROC = Path("/proc/self")


def file(path: Path) -> FoundFile:
    return FoundFile(path.parent, path.name, path.name, StatuteFile)


def test_every_file_is_found_with_what_it_holds(small_path: Path) -> None:
    found, strays = find_files((small_path,))
    assert {one.path for one in found} == {
        path.relative_to(small_path).as_posix() for path in small_path.rglob("*.yaml") if path.parent != small_path
    }
    assert strays == []
    assert {one.state for one in found if one.form is StatuteFile} == {"nz"}
    assert {one.state for one in found if one.path.startswith("obligations/")} == {None}


def test_a_folder_that_is_added_names_its_files(small_path: Path, tmp_path: Path) -> None:
    (tmp_path / "nz_statutes").mkdir()
    (tmp_path / "nz_statutes" / "mine.yaml").touch()
    found, _ = find_files((small_path, tmp_path))
    assert found[-1].name == f"{tmp_path.as_posix()}/nz_statutes/mine.yaml"
    assert found[0].name == found[0].path


def test_the_fingerprint_is_the_version_of_what_is_loaded(small_path: Path) -> None:
    found, _ = find_files((small_path,))
    assert fingerprint(found)[:12] == load(small_path).version == data_version(small_path)


def test_what_counts_of_a_file_is_its_place_its_length_and_its_bytes(tmp_path: Path) -> None:
    assert counted(file(tmp_path / "a.yaml"), b"xy") == b"a.yaml\0" + b"2\0" + b"xy"


@pytest.mark.parametrize("size", [0, 1, MAX_BYTES - 1, MAX_BYTES])
def test_a_file_is_read_whole(size: int, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x" * size)
    assert read_file(file(tmp_path / "a.yaml")) == b"x" * size


def test_of_a_file_that_is_too_large_one_byte_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as stream:
        stream.truncate(10 * MAX_BYTES)
    assert len(read_file(file(tmp_path / "a.yaml"))) == MAX_BYTES + 1


@pytest.mark.skipif(not (PROC / "status").exists(), reason="there are no files here whose size is not known")
def test_a_file_whose_size_is_not_known_is_read_whole() -> None:
    assert (PROC / "status").stat().st_size == 0
    assert read_file(file(PROC / "status")).startswith(b"Name:")


@pytest.mark.parametrize("size", [5, MAX_BYTES, MAX_BYTES + 5])
def test_a_file_that_grew_is_read_on_but_not_without_end(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_bytes(b"abc")
    state = (tmp_path / "a.yaml").stat()
    monkeypatch.setattr(Path, "stat", lambda _self: state)
    (tmp_path / "a.yaml").write_bytes(b"x" * size)
    assert len(read_file(file(tmp_path / "a.yaml"))) == min(size, MAX_BYTES + 1)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.yaml: the file cannot be read: No such file"):
        fingerprint([file(tmp_path / "a.yaml")])
