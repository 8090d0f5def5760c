"""Archives: read without unpacking, within bounds, and told where they cannot be read."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from gapcheck.errors import Problem
from gapcheck.legislation import archives
from gapcheck.legislation.archives import members

SMALL = Path(__file__).parent / "xml"
BILL = (SMALL / "bill.xml").read_bytes()


def read(path: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    found = [name for name, _ in members(path, path.name, lambda n: n.lower().endswith(".xml"), problems)]
    return found, problems


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_members_of_each_kind_are_read_and_nothing_is_unpacked(tmp_path: Path) -> None:
    files = {"a.xml": BILL, "../b.xml": BILL, "notes.txt": b"no", "__MACOSX/._a.xml": b"no"}
    for path in (
        zipped(tmp_path / "a.zip", files),
        tarred(tmp_path / "b.tgz", files, "w:gz"),
        tarred(tmp_path / "c.txz", files, "w:xz"),
        tarred(tmp_path / "d.TAR", files, "w"),
    ):
        assert read(path) == ([f"{path.name}/a.xml", f"{path.name}/../b.xml"], [])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "b.tgz", "c.txz", "d.TAR"]


def test_an_archive_inside_an_archive_is_told_and_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.xml": BILL}).read_bytes()
    found, problems = read(zipped(tmp_path / "outer.zip", {"inner.zip": inner, "b.xml": BILL}))
    assert found == ["outer.zip/b.xml"]
    assert [p.message for p in problems] == ["an archive inside an archive is not opened"]


def test_one_member_packed_too_tightly_or_too_large_does_not_stop_the_others(tmp_path: Path) -> None:
    bomb = b"\0" * (archives.RATIO_FROM + 1)
    large = b"\0" * (archives.MAX_BYTES + 1)
    found, problems = read(zipped(tmp_path / "x.zip", {"bomb.xml": bomb, "large.xml": large, "good.xml": BILL}))
    assert found == ["x.zip/good.xml"]
    assert [p.message for p in problems] == ["packed more than 300 times over", "more than 33,554,432 bytes"]


def test_a_tar_that_grows_beyond_its_size_is_stopped(tmp_path: Path) -> None:
    bomb = b"\0" * (archives.RATIO_FROM + 1)
    found, problems = read(tarred(tmp_path / "x.tar.xz", {"bomb.txt": bomb, "good.xml": BILL}, "w:xz"))
    assert found == []
    assert "packed more than 300 times over" in problems[0].message


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz"])
def test_too_many_members_and_too_many_bytes_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n}.xml": BILL for n in range(4)}
    path = zipped(tmp_path / name, files) if name.endswith("zip") else tarred(tmp_path / name, files, "w:gz")
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    assert [p.message for p in read(path)[1]] == ["more than 3 members"]
    monkeypatch.setattr(archives, "MAX_MEMBERS", 9)
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100)
    assert "more than 100 bytes when it is unpacked" in read(path)[1][0].message


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x03\x04" + b"x" * 60])
def test_a_damaged_zip_is_told(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(raw)
    assert [(p.file, p.code) for p in read(tmp_path / "x.zip")[1]] == [("x.zip", "bad-legislation")]


def test_a_member_whose_bytes_are_damaged_does_not_stop_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.xml": BILL, "b.xml": BILL})
    raw = bytearray(path.read_bytes())
    raw[45] ^= 0xFF
    path.write_bytes(bytes(raw))
    found, problems = read(path)
    assert found == ["x.zip/b.xml"]
    assert problems[0].message.startswith("the member cannot be read")
