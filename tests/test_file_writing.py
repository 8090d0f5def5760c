"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gapcheck import file_writing
from gapcheck.errors import UsageError
from gapcheck.file_writing import folder_aside, write_file, write_files, write_text


class TestWriteFiles:
    def test_into_a_folder_that_is_made(self, tmp_path: Path) -> None:
        paths = write_files(tmp_path / "a" / "b", {"x.md": b"x", "y.md": b"y"})
        assert [p.read_bytes() for p in paths] == [b"x", b"y"]
        assert sorted(p.name for p in (tmp_path / "a" / "b").iterdir()) == ["x.md", "y.md"]

    def test_nothing_is_left_when_one_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "x.md").write_bytes(b"old")
        written: list[int] = []
        plain = os.fdopen
        monkeypatch.setattr(os, "fdopen", lambda n, how: _full() if written else (written.append(n), plain(n, how))[1])
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

    def test_a_link_is_followed_and_a_mode_kept(self, tmp_path: Path) -> None:
        for name, mode in (("x.md", 0o600), ("y.md", 0o640)):
            (tmp_path / name).write_bytes(b"old")
            (tmp_path / name).chmod(mode)
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "x.md").symlink_to(tmp_path / "x.md")
        write_files(tmp_path / "out", {"x.md": b"new", "z.md": b"new"})
        write_text(tmp_path / "y.md", "new")
        assert (tmp_path / "out" / "x.md").is_symlink()
        assert [(tmp_path / name).read_bytes() for name in ("x.md", "y.md")] == [b"new", b"new"]
        assert [stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("x.md", "y.md")] == [0o600, 0o640]

    def test_those_before_one_that_cannot_be_renamed_are_put_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "x.md").write_bytes(b"old")
        plain = Path.replace
        monkeypatch.setattr(Path, "replace", lambda p, to: _full() if to.name == "z.md" else plain(p, to))
        with pytest.raises(UsageError, match="No space left"):
            write_files(tmp_path, {"x.md": b"new", "y.md": b"new", "z.md": b"new"})
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.md", b"old")]

    def test_what_a_killed_run_left_goes_with_the_next(self, tmp_path: Path) -> None:
        code = (
            "import os, sys\nfrom pathlib import Path\nfrom gapcheck import file_writing\n"
            "file_writing._rename = lambda aside: os.kill(os.getpid(), 9)\n"
            "file_writing.write_files(Path(sys.argv[1]), {'x.md': b'half', 'y.md': b'half'})\n"
        )
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
        assert [p.name[:10] for p in tmp_path.iterdir()] == [".gapcheck-"] * 2
        (tmp_path / f".gapcheck-00000000-{os.getpid()}-00000000").write_text("of another machine")
        write_files(tmp_path, {"x.md": b"new"})
        assert sorted(p.name for p in tmp_path.iterdir()) == [f".gapcheck-00000000-{os.getpid()}-00000000", "x.md"]

    def test_what_a_run_writes_now_is_left_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plain = file_writing._rename

        def meanwhile(aside: dict[Path, Path]) -> None:
            monkeypatch.setattr(file_writing, "_rename", plain)
            write_files(tmp_path, {"y.md": b"other"})
            plain(aside)

        monkeypatch.setattr(file_writing, "_rename", meanwhile)
        write_files(tmp_path, {"x.md": b"one"})
        assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir()) == [("x.md", b"one"), ("y.md", b"other")]

    def test_an_interruption_between_two_renames_puts_all_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "x.md").write_bytes(b"old")
        plain = Path.replace

        def interrupted(path: Path, to: Path) -> Path:
            if to.name == "y.md":
                raise KeyboardInterrupt
            return plain(path, to)

        monkeypatch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path, {"x.md": b"new", "y.md": b"new"})
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.md", b"old")]

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "x.md").symlink_to(tmp_path / "y.md")
        (tmp_path / "y.md").symlink_to(tmp_path / "x.md")
        with pytest.raises(UsageError, match="cannot write"):
            write_text(tmp_path / "x.md", "x")


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
        [("x.txt", "ends in .md"), ("missing/x.md", "does not exist"), ("folder.md", "is a folder there")],
    )
    def test_what_cannot_be_written(self, tmp_path: Path, name: str, told: str) -> None:
        (tmp_path / "folder.md").mkdir()
        with pytest.raises(UsageError, match=told):
            write_file(tmp_path / name, b"x", ".md")


class TestWriteText:
    def test_letters_and_line_ends_are_the_same_on_every_system(self, tmp_path: Path) -> None:
        write_text(tmp_path / "x.md", "Māori\nsecond\n")
        assert (tmp_path / "x.md").read_bytes() == "Māori\nsecond\n".encode()
        assert [p.name for p in tmp_path.iterdir()] == ["x.md"]

    def test_a_device_is_written_to_and_not_replaced(self) -> None:
        write_text(Path(os.devnull), "x")
        assert not Path(os.devnull).is_file()
        with pytest.raises(UsageError, match="may not be written over"):
            write_files(Path(os.devnull).parent, {Path(os.devnull).name: b"x"})

    def test_a_missing_folder_is_not_made(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot write"):
            write_text(tmp_path / "missing" / "x.md", "x")


class TestFolderAside:
    def test_it_is_private_and_goes(self, tmp_path: Path) -> None:
        with folder_aside(tmp_path) as folder:
            assert (folder.parent, stat.S_IMODE(folder.stat().st_mode)) == (tmp_path, 0o700)
            (folder / "inside").write_text("x")
        assert list(tmp_path.iterdir()) == []

    def test_that_of_a_killed_run_goes_with_the_next(self, tmp_path: Path) -> None:
        code = (
            "import os, sys\nfrom pathlib import Path\nfrom gapcheck.file_writing import folder_aside\n"
            "with folder_aside(Path(sys.argv[1])) as folder:\n"
            "    (folder / 'inside').write_text('half')\n"
            "    os.kill(os.getpid(), 9)\n"
        )
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
        (left,) = tmp_path.iterdir()
        assert left.is_dir()
        # What only points to a folder is taken away, and the folder is not.
        (tmp_path / "kept").mkdir()
        (tmp_path / "kept" / "file").touch()
        (tmp_path / left.name.replace(left.name[-8:], "00000000")).symlink_to(tmp_path / "kept")
        with folder_aside(tmp_path):
            pass
        assert [p.name for p in tmp_path.rglob("*")] == ["kept", "file"]

    def test_where_none_can_be_made(self, tmp_path: Path) -> None:
        with pytest.raises(OSError), folder_aside(tmp_path / "missing"):  # noqa: PT011
            pass
