"""Where a worker gets its catalogue from, and that it loads each only once."""

from __future__ import annotations

import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gapcheck import DataError, Gapcheck, Job, UnknownIdError, UsageError
from gapcheck.batch import catalogue_source
from gapcheck.batch.catalogue_source import MOST_HELD, CatalogueSource, HeldCatalogues, sources_of
from gapcheck.catalogue.loading import data_version, load_states


def source(data: object) -> CatalogueSource:
    [found] = sources_of([Job("model")], data).values()  # type: ignore[arg-type]
    return found


def test_folders_are_known_by_the_version_that_a_load_gives(small: Gapcheck, small_path: Path) -> None:
    assert data_version(small_path) == small.catalogue.version == source(small_path).content
    assert source(str(small_path)).open()["nz"].version == small.catalogue.version


def test_the_bundled_data_and_others_can_be_taken_together(mandate_path: Path) -> None:
    assert source(None).content == data_version() != source(["bundled", mandate_path]).content
    assert source(["bundled", mandate_path]).name == f"bundled + {mandate_path}"


def test_each_job_has_the_data_that_it_names(small_path: Path, mandate_path: Path) -> None:
    found = sources_of([Job("model"), Job("mandate", data=str(mandate_path))], small_path)
    assert {name: one.content for name, one in found.items()} == {
        (None, None): data_version(small_path),
        (str(mandate_path), None): data_version(mandate_path),
    }


def test_a_loaded_catalogue_is_sent_as_bytes(small: Gapcheck) -> None:
    sent = pickle.loads(pickle.dumps(source(small)))
    assert sent.open()["nz"].contents == small.catalogue.contents
    assert source(small).content == source(small.catalogue).content
    assert source(small.catalogue.with_law((), (), small.catalogue.version)).content != source(small).content


@pytest.mark.parametrize("cached", [True, False])
def test_the_cache_of_whoever_runs_the_worker_is_used_where_that_was_said(
    small_path: Path, cached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def watched(data: object, *, cached: bool) -> object:
        asked.append(cached)
        return load_states(data)  # type: ignore[arg-type]

    monkeypatch.setattr(catalogue_source, "load_states", watched)
    [found] = sources_of([Job("model")], small_path, cached=cached).values()
    found.open()
    assert asked == [cached]


def test_folders_that_changed_meanwhile_are_told(small_path: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_path, tmp_path / "copy")
    found = source(copy)
    act = copy / "nz_statutes/search_act_2008.yaml"
    act.write_text(act.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="changed while the jobs ran"):
        found.open()


def test_folders_that_are_missing_are_told_by_the_load(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is missing"):
        source(tmp_path / "none").open()


class TestHeldCatalogues:
    def test_threads_load_a_catalogue_once(self, small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        loads: list[object] = []

        def counted(data: object, *, cached: bool) -> object:
            loads.append(data)
            return load_states(data, cached=cached)  # type: ignore[arg-type]

        monkeypatch.setattr(catalogue_source, "load_states", counted)
        held, wanted = HeldCatalogues(), source(small_path)
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(held.catalogue, [wanted] * 8))
        assert len(loads) == 1
        assert len({id(one) for one in found}) == 1

    def test_a_load_that_failed_is_not_tried_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        held, wanted = HeldCatalogues(), source(tmp_path / "none")
        for _ in range(2):
            with pytest.raises(DataError, match="is missing"):
                held.catalogue(wanted)
            monkeypatch.setattr(catalogue_source, "load_states", lambda *_, **__: pytest.fail("loaded again"))

    def test_the_last_ones_used_are_kept(self, small: Gapcheck) -> None:
        held = HeldCatalogues()
        for number in range(MOST_HELD + 1):
            held.put(f"v{number}", small.catalogue)
        gone = CatalogueSource("gone", "v0", "/nowhere")
        with pytest.raises(DataError):
            held.catalogue(gone)
        assert held.catalogue(CatalogueSource("kept", f"v{MOST_HELD}", "/nowhere")) is small.catalogue


def test_of_folders_with_the_law_of_several_states_a_job_names_one(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples" / "ruritania", tmp_path, dirs_exist_ok=True)
    (tmp_path / "graustark_statutes").mkdir()
    (tmp_path / "graustark_statutes/state.yaml").write_text("state: {id: graustark, name: Graustark}\n")
    jobs = [Job("wild-birds", state=state) for state in ("graustark", "ruritania", None)]
    one, other, unsaid = sources_of(jobs, tmp_path).values()
    held = HeldCatalogues()
    assert [held.catalogue(source).state.id for source in (one, other)] == ["graustark", "ruritania"]
    with pytest.raises(UsageError, match="several States"):
        held.catalogue(unsaid)


def test_a_loaded_catalogue_has_the_law_of_its_own_state_alone(small: Gapcheck) -> None:
    own, other = sources_of([Job("model", state="nz"), Job("model", state="fj")], small).values()
    assert HeldCatalogues().catalogue(own).state.id == "nz"
    with pytest.raises(UnknownIdError, match="unknown State 'fj'"):
        HeldCatalogues().catalogue(other)
