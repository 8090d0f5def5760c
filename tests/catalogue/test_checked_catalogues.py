"""Sound catalogues that are kept: the same as those read anew, and never anything else."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest
from support.two_states import RURITANIA

from gapcheck.catalogue import checked_catalogues, user_cache, whole_reading
from gapcheck.catalogue.loading import load, load_states
from gapcheck.errors import DataError

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="without owners and modes nothing is kept")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where catalogues are kept in this test."""
    monkeypatch.delenv(user_cache.OFF)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "gapcheck"


@pytest.fixture
def folder(small_path: Path, tmp_path: Path) -> Path:
    """A copy of the small catalogue."""
    return Path(shutil.copytree(small_path, tmp_path / "small"))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing may be read anew."""

    def fail(*_: object) -> None:
        raise AssertionError("a file was read anew")

    monkeypatch.setattr(whole_reading, "parse", fail)


def test_the_second_load_reads_nothing_anew_and_gives_the_same(
    kept: Path, folder: Path, request: pytest.FixtureRequest
) -> None:
    first = load(folder, cached=True)
    assert len(list(kept.iterdir())) == 1
    request.getfixturevalue("unread")
    second = load(folder, cached=True)
    assert (second.contents, second.version, second.origins) == (first.contents, first.version, first.origins)
    assert second.duties == first.duties
    assert second.rules == first.rules


def test_the_law_of_one_state_alone_is_kept_as_a_load_keeps_it(
    kept: Path, folder: Path, request: pytest.FixtureRequest
) -> None:
    first = load_states(folder, cached=True)
    assert list(first) == ["nz"]
    assert len(list(kept.iterdir())) == 1
    request.getfixturevalue("unread")
    assert load_states(folder, cached=True)["nz"].contents == load(folder, cached=True).contents == first["nz"].contents


def test_of_several_states_none_is_kept_unless_it_is_named(kept: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(RURITANIA, tmp_path / "two")
    (folder / "graustark_statutes").mkdir()
    state = "state: {id: graustark, name: Graustark}\n"
    (folder / "graustark_statutes/state.yaml").write_text(state, encoding="utf-8")
    assert list(load_states(folder, cached=True)) == ["graustark", "ruritania"]
    assert not kept.exists()
    load(folder, state="graustark", cached=True)
    assert len(list(kept.iterdir())) == 1


def test_nothing_is_kept_unless_it_is_asked_for(kept: Path, folder: Path) -> None:
    load(folder)
    load_states(folder)
    assert not kept.exists()


def test_a_changed_byte_is_read(kept: Path, folder: Path) -> None:
    first = load(folder, cached=True)
    path = folder / "obligations" / "readings.yaml"
    path.write_text(path.read_text() + "\n# A remark.\n")
    second = load(folder, cached=True)
    assert second.version != first.version
    assert len(list(kept.iterdir())) == 2


def test_a_catalogue_with_problems_is_not_kept_nor_taken_for_the_sound_one(kept: Path, folder: Path) -> None:
    load(folder, cached=True)
    (folder / "obligations" / "readings.yaml").write_text("readings: 7\n")
    for _ in range(2):
        with pytest.raises(DataError, match="readings"):
            load(folder, cached=True)
    assert len(list(kept.iterdir())) == 1


def test_a_file_out_of_place_is_told_though_the_rest_was_sound_before(kept: Path, folder: Path) -> None:
    load(folder, cached=True)
    (folder / "obligations" / "stray.yaml").write_text("a: 1\n")
    with pytest.raises(DataError, match="out of place"):
        load(folder, cached=True)
    assert len(list(kept.iterdir())) == 1


def test_other_code_reads_anew(kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(folder, cached=True)
    monkeypatch.setattr(checked_catalogues, "_code", lambda: "other code")
    load(folder, cached=True)
    assert len(list(kept.iterdir())) == 2


class _Call:
    """What a hostile file would hold: a name to be called when it is read."""

    def __init__(self, module: str, name: str, *arguments: object) -> None:
        self._told = (module, name, arguments)

    def __reduce__(self) -> tuple[object, ...]:
        module, name, arguments = self._told
        found: object = __import__(module, fromlist=["_"])
        for part in name.split("."):
            found = getattr(found, part)
        return found, arguments


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "mkdir"), ("pathlib", "Path.mkdir"), ("gapcheck.model.base", "parse_date"), ("builtins", "eval")],
)
def test_a_name_outside_a_catalogue_is_never_called(
    kept: Path, folder: Path, module: str, name: str, tmp_path: Path
) -> None:
    first = load(folder, cached=True)
    (path,) = kept.iterdir()
    key = path.name.removeprefix("catalogue-")
    mark = tmp_path / "called"
    argument: object = Path(mark) if name == "Path.mkdir" else str(mark)
    user_cache.keep("catalogue", key, pickle.dumps(_Call(module, name, argument)))
    # Read anew, and kept anew in its place.
    assert load(folder, cached=True).contents == first.contents
    assert not mark.exists()
    assert load(folder, cached=True).contents == first.contents


def test_what_is_no_catalogue_is_not_taken(kept: Path, folder: Path) -> None:
    first = load(folder, cached=True)
    (path,) = kept.iterdir()
    user_cache.keep("catalogue", path.name.removeprefix("catalogue-"), pickle.dumps(["a list"]))
    assert load(folder, cached=True).contents == first.contents
