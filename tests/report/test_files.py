"""Writing files: whole or not at all, and packages without a trace of the clock."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from gapcheck.errors import UsageError
from gapcheck.report.files import steady_zip, write_file, write_files


def package(*stamps: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for number, stamp in enumerate(stamps):
            made.writestr(zipfile.ZipInfo(f"part{number}.xml", stamp), f"<part>{number}</part>")
    return buffer.getvalue()


class TestWriteFiles:
    def test_into_a_folder_that_is_made(self, tmp_path: Path) -> None:
        paths = write_files(tmp_path / "a" / "b", {"x.md": b"x", "y.md": b"y"})
        assert [p.read_bytes() for p in paths] == [b"x", b"y"]
        assert sorted(p.name for p in (tmp_path / "a" / "b").iterdir()) == ["x.md", "y.md"]

    def test_nothing_is_left_when_one_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "x.md").write_bytes(b"old")
        plain = Path.write_bytes
        monkeypatch.setattr(Path, "write_bytes", lambda p, raw: plain(p, raw) if p.name == "x.md" else _full())
        with pytest.raises(UsageError, match="No space left"):
            write_files(tmp_path, {"x.md": b"new", "y.md": b"new"})
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.md", b"old")]

    def test_a_folder_in_the_way_of_one_leaves_the_others_alone(self, tmp_path: Path) -> None:
        (tmp_path / "y.md").mkdir()
        with pytest.raises(UsageError, match="is a folder there"):
            write_files(tmp_path, {"x.md": b"x", "y.md": b"y"})
        assert [p.name for p in tmp_path.iterdir()] == ["y.md"]

    def test_a_file_in_the_way_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(UsageError, match="cannot write into"):
            write_files(tmp_path / "file", {"x.md": b"x"})


def _full() -> None:
    raise OSError(28, "No space left on device")


class TestWriteFile:
    def test_it_is_written_through_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real.md").write_bytes(b"old")
        (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
        write_file(tmp_path / "link.md", b"new", ".md")
        assert (tmp_path / "real.md").read_bytes() == b"new"
        assert (tmp_path / "link.md").is_symlink()

    @pytest.mark.parametrize(
        ("name", "told"),
        [("x.txt", "ends in .md"), ("missing/x.md", "does not exist"), ("folder.md", "may not be written over")],
    )
    def test_what_cannot_be_written(self, tmp_path: Path, name: str, told: str) -> None:
        (tmp_path / "folder.md").mkdir()
        with pytest.raises(UsageError, match=told):
            write_file(tmp_path / name, b"x", ".md")


class TestSteadyZip:
    DAY = date(2025, 12, 1)

    def test_the_parts_stay_and_their_dates_go(self) -> None:
        found = steady_zip(package((2001, 2, 3, 4, 5, 6), (2020, 1, 1, 1, 1, 2)), self.DAY)
        with zipfile.ZipFile(io.BytesIO(found)) as made:
            assert [(i.filename, i.date_time) for i in made.infolist()] == [
                (f"part{n}.xml", (2025, 12, 1, 0, 0, 0)) for n in range(2)
            ]
            assert made.read("part1.xml") == b"<part>1</part>"

    def test_the_time_of_writing_makes_no_difference(self) -> None:
        one, other = package((2001, 2, 3, 4, 5, 6)), package((2020, 1, 1, 1, 1, 2))
        assert steady_zip(one, self.DAY) == steady_zip(other, self.DAY)

    def test_a_day_before_zip_files_can_tell(self) -> None:
        with zipfile.ZipFile(io.BytesIO(steady_zip(package((2001, 2, 3, 4, 5, 6)), date(1961, 1, 1)))) as made:
            assert made.infolist()[0].date_time[:3] == (1980, 1, 1)
