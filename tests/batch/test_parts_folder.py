"""A folder of parts: the same bytes every time, gone on with after an interruption, and never mixed with other data."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from support.dying_workers import dying_pool

from gapcheck import Gapcheck, Job, UsageError, assess_many
from gapcheck.batch import assess_many as module
from gapcheck.batch import worker
from gapcheck.batch.parts_folder import PartsFolder
from gapcheck.batch.task import OTHER_VERSION, WORKER_DIED

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra scale)")

JOBS = (*(Job("model", start=f"{year}-01-01", end="2021-01-01") for year in range(1990, 1999)), Job("nothing"))


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def data(small_path: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_path, tmp_path / "data")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_the_files_hold_the_rows(data: Path, out: Path) -> None:
    found = assess_many(JOBS, out=out, data=data, per_part=4)
    in_memory = assess_many(JOBS, data=data)
    pd.testing.assert_frame_equal(found.frame(), in_memory.frame())
    plain = pd.read_parquet(out / "rows")
    assert list(plain["duty"].astype(object)) == list(in_memory.frame()["duty"].astype(object))
    assert (found.row_count, found.errors, found.rows) == (in_memory.row_count, in_memory.errors, ())
    assert sorted(p.name[:11] for p in (out / "rows").iterdir()) == ["part-000000", "part-000001", "part-000002"]
    [error] = parquet.read_table(out / "errors.parquet").to_pylist()
    assert (error["instrument"], error["kind"], error["from"]) == ("nothing", "UnknownIdError", None)


def test_who_answers_and_what_was_interrupted_cannot_be_seen_in_the_files(
    data: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, asked = worker.rows_of_job, []

    def interrupted(*args: object) -> object:
        asked.append(args)
        if len(asked) == 7:
            raise KeyboardInterrupt
        return answer(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "rows_of_job", interrupted)
    with pytest.raises(KeyboardInterrupt):
        assess_many(JOBS, out=out, data=data, per_part=2)
    assert len(files(out / "rows")) == 3
    # Half a file that somebody's disk left behind is no part.
    last = sorted((out / "rows").iterdir())[-1]
    last.write_bytes(last.read_bytes()[:100])
    monkeypatch.setattr(worker, "rows_of_job", answer)
    again = assess_many(JOBS, out=out, data=data, per_part=2, workers=2)
    assert again.kept == 4
    whole = assess_many(JOBS, out=tmp_path / "whole", data=data, per_part=2)
    assert (whole.kept, whole.row_count, whole.errors) == (0, again.row_count, again.errors)
    assert files(out) == files(tmp_path / "whole")


def test_what_is_there_is_not_answered_again(data: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = assess_many(JOBS, out=out, data=data, per_part=4)
    monkeypatch.setattr(worker, "rows_of_job", lambda *_: pytest.fail("answered again"))
    again = assess_many(JOBS, out=out, data=data, per_part=4)
    assert (again.kept, again.row_count, again.errors) == (10, first.row_count, first.errors)


def test_a_worker_that_dies_for_good_is_an_error_until_the_next_run(data: Path, out: Path, tmp_path: Path) -> None:
    jobs = (*JOBS, Job("killer"))
    with dying_pool("killer", tmp_path / "deaths", times=99) as pool:
        found = assess_many(jobs, pool, out, data=data, per_part=4)
    assert [e.kind for e in found.errors] == ["UnknownIdError", WORKER_DIED]
    again = assess_many(jobs, out=out, data=data, per_part=4)
    assert (again.kept, [e.kind for e in again.errors]) == (8, ["UnknownIdError", "UnknownIdError"])


def test_jobs_that_went_to_another_version_are_tried_again(
    data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(worker, "__version__", "0.0.1")
        found = assess_many(JOBS, out=out, data=data, per_part=4)
    assert (found.row_count, {e.kind for e in found.errors}) == (0, {OTHER_VERSION})
    again = assess_many(JOBS, out=out, data=data, per_part=4)
    assert (again.kept, [e.kind for e in again.errors]) == (0, ["UnknownIdError"])


class TestWhatChanged:
    def changed(self, data: Path) -> None:
        act = data / "nz_statutes/search_act_2008.yaml"
        act.write_text(act.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    def test_a_changed_catalogue_is_noticed_and_nothing_touched(self, data: Path, out: Path) -> None:
        assess_many(JOBS, out=out, data=data)
        before = files(out)
        self.changed(data)
        with pytest.raises(UsageError, match=r"begun with other data: '.*' changed since; .*--update"):
            assess_many(JOBS, out=out, data=data)
        assert files(out) == before

    def test_update_makes_anew_what_rests_on_it_and_keeps_the_rest(
        self, data: Path, small_path: Path, out: Path, tmp_path: Path
    ) -> None:
        jobs = [
            *(Job("model", start="1990-01-01", data=str(small_path), reading=r) for r in ("strict", "officials")),
            *JOBS,
        ]
        assess_many(jobs, out=out, data=data, per_part=4)
        self.changed(data)
        found = assess_many(jobs, out=out, data=data, per_part=4, update=True)
        assert found.kept == 2
        assess_many(jobs, out=tmp_path / "whole", data=data, per_part=4)
        assert files(out) == files(tmp_path / "whole")

    def test_other_jobs_are_noticed_and_update_keeps_whole_parts(self, data: Path, out: Path, tmp_path: Path) -> None:
        assess_many(JOBS[:8], out=out, data=data, per_part=4)
        with pytest.raises(UsageError, match="begun with other jobs"):
            assess_many(JOBS, out=out, data=data, per_part=4)
        assert assess_many(JOBS, out=out, data=data, per_part=4, update=True).kept == 8
        assess_many(JOBS, out=tmp_path / "whole", data=data, per_part=4)
        assert files(out) == files(tmp_path / "whole")

    def test_a_part_at_another_place_is_kept(self, data: Path, out: Path) -> None:
        assess_many(JOBS[:8], out=out, data=data, per_part=4)
        found = assess_many([*JOBS[4:8], *JOBS[:4]], out=out, data=data, per_part=4, update=True)
        assert found.kept == 8
        assert [p.name[:11] for p in sorted((out / "rows").iterdir())] == ["part-000000", "part-000001"]
        wanted = assess_many([*JOBS[4:8], *JOBS[:4]], data=data)
        pd.testing.assert_frame_equal(found.frame(), wanted.frame())

    def test_another_version_of_gapcheck_is_noticed(self, data: Path, out: Path) -> None:
        assess_many(JOBS, out=out, data=data)
        manifest = out / "manifest.json"
        said = json.loads(manifest.read_text(encoding="utf-8"))
        manifest.write_text(json.dumps({**said, "gapcheck": "0.1"}), encoding="utf-8")
        with pytest.raises(UsageError, match=r"another version of gapcheck \(0\.1, now"):
            assess_many(JOBS, out=out, data=data)


class TestOtherFolders:
    def test_a_folder_with_other_things_is_left_alone(self, small: Gapcheck, out: Path) -> None:
        out.mkdir()
        (out / "letter.txt").write_text("mine")
        with pytest.raises(UsageError, match="holds something else"):
            assess_many(JOBS, out=out, data=small, update=True)
        assert files(out) == {"letter.txt": b"mine"}

    def test_a_manifest_that_is_none_is_told(self, small: Gapcheck, out: Path) -> None:
        out.mkdir()
        (out / "manifest.json").write_text("{")
        with pytest.raises(UsageError, match="cannot read"):
            assess_many(JOBS, out=out, data=small)

    def test_a_file_is_no_folder(self, small: Gapcheck, out: Path) -> None:
        out.write_text("a file")
        with pytest.raises(UsageError):
            assess_many(JOBS, out=out, data=small)

    @pytest.mark.parametrize(
        "manifest", ["[]", '{"data": ["x"]}', "{" * 5_000 + "}", '{"form": [[1]], "gapcheck": {}}'], ids=range(4)
    )
    def test_a_manifest_of_another_form_is_told_and_kept(self, small: Gapcheck, out: Path, manifest: str) -> None:
        out.mkdir()
        (out / "manifest.json").write_text(manifest)
        with pytest.raises(UsageError, match="out"):
            assess_many(JOBS, out=out, data=small)
        assert files(out) == {"manifest.json": manifest.encode()}

    def test_a_part_of_somebody_else_is_made_anew(self, data: Path, out: Path) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        one, two, _ = sorted((out / "rows").iterdir())
        one.write_bytes(two.read_bytes())
        assert assess_many(JOBS, out=out, data=data, per_part=4).kept == 6

    def test_without_pyarrow_it_is_told_before_anything_is_computed(
        self, small: Gapcheck, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        monkeypatch.setattr(module, "TaskRunner", lambda *_: pytest.fail("computed"))
        with pytest.raises(UsageError, match="pip install pyarrow"):
            assess_many(JOBS, out=out, data=small)
        assert not out.exists()


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _without_its_end(raw: bytes) -> bytes:
    return raw[:-1]


def _emptied(_: bytes) -> bytes:
    return b""


def _flipped(raw: bytes) -> bytes:
    """One bit of a row is another."""
    middle = len(raw) // 3
    return raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]


def _flipped_in_the_footer(raw: bytes) -> bytes:
    at = raw.rindex(b"gapcheck.errors") - 40
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def _with_other_rows(raw: bytes) -> bytes:
    """The rows backwards, with what the file says of itself."""
    table = parquet.read_table(BytesIO(raw))
    turned = BytesIO()
    parquet.write_table(table.take(list(reversed(range(table.num_rows)))), turned)
    assert parquet.read_metadata(turned).metadata[b"gapcheck.part"]
    return turned.getvalue()


def _with_a_row_less(raw: bytes) -> bytes:
    table = parquet.read_table(BytesIO(raw))
    fewer = BytesIO()
    parquet.write_table(table.slice(1), fewer)
    return fewer.getvalue()


def _of_another(_: bytes) -> bytes:
    other = BytesIO()
    pd.DataFrame({"status": ["met"]}).to_parquet(other)
    return other.getvalue()


def _no_parquet(_: bytes) -> bytes:
    return b"PAR1 and no more PAR1"


class TestDamage:
    """A part that is not as it was written is made again, and never read."""

    @pytest.mark.parametrize(
        "damage",
        [
            _cut,
            _without_its_end,
            _emptied,
            _flipped,
            _flipped_in_the_footer,
            _with_other_rows,
            _with_a_row_less,
            _of_another,
            _no_parquet,
        ],
    )
    def test_a_part_is_made_again(self, data: Path, out: Path, damage: Callable[[bytes], bytes]) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        before = files(out)
        part = sorted((out / "rows").iterdir())[1]
        part.write_bytes(damage(part.read_bytes()))
        assert files(out) != before
        assert assess_many(JOBS, out=out, data=data, per_part=4).kept == 6
        assert files(out) == before

    @pytest.mark.parametrize(
        ("name", "what"),
        [
            ("rows/extra.parquet", "holds 'extra.parquet', which is no file of a part"),
            ("rows/part-000001-0123456789abcdef (1).parquet", r"holds 'part-000001-0123456789abcdef \(1\).parquet'"),
            ("rows/notes.txt", "holds 'notes.txt'"),
        ],
    )
    def test_what_a_reader_would_take_for_rows_is_told_and_kept(
        self, data: Path, out: Path, name: str, what: str
    ) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        (out / name).write_bytes(b"mine")
        before = files(out)
        with pytest.raises(UsageError, match=f"rows' {what}"):
            assess_many(JOBS, out=out, data=data, per_part=4)
        assert files(out) == before

    def test_what_readers_leave_out_is_nobodys_business(self, data: Path, out: Path) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        for name in (".DS_Store", "_SUCCESS"):
            (out / "rows" / name).touch()
        assert assess_many(JOBS, out=out, data=data, per_part=4).kept == 10

    @pytest.mark.parametrize("name", ["part", "errors.parquet"])
    def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_computed(
        self, data: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        path = out / name if name != "part" else sorted((out / "rows").iterdir())[0]
        path.unlink()
        path.mkdir()
        monkeypatch.setattr(module, "TaskRunner", lambda *_: pytest.fail("computed"))
        with pytest.raises(UsageError, match=f"{path.name}'.*take it away"):
            assess_many(JOBS, out=out, data=data, per_part=4)

    def test_a_file_in_the_place_of_the_rows_is_told_before_anything_is_computed(
        self, data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        shutil.rmtree(out / "rows")
        (out / "rows").write_text("a file")
        monkeypatch.setattr(module, "TaskRunner", lambda *_: pytest.fail("computed"))
        with pytest.raises(UsageError, match=r"rows' is no folder; take it away"):
            assess_many(JOBS, out=out, data=data, per_part=4)

    def test_a_link_is_told_and_what_it_leads_to_is_kept(self, data: Path, out: Path, tmp_path: Path) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        part = sorted((out / "rows").iterdir())[0]
        part.unlink()
        (tmp_path / "mine").write_bytes(b"mine")
        part.symlink_to(tmp_path / "mine")
        with pytest.raises(UsageError, match=f"{part.name}'.*take it away"):
            assess_many(JOBS, out=out, data=data, per_part=4)
        assert (tmp_path / "mine").read_bytes() == b"mine"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
    def test_a_pipe_is_told_and_not_waited_for(self, data: Path, out: Path) -> None:
        assess_many(JOBS, out=out, data=data, per_part=4)
        part = sorted((out / "rows").iterdir())[0]
        part.unlink()
        os.mkfifo(part)
        with pytest.raises(UsageError, match=f"{part.name}'.*take it away"):
            assess_many(JOBS, out=out, data=data, per_part=4)


def test_nothing_at_all_is_a_folder_too(small: Gapcheck, out: Path) -> None:
    found = assess_many([], out=out, data=small)
    assert (found.row_count, len(found.frame()), PartsFolder(out, [], update=False).folder) == (0, 0, out)
