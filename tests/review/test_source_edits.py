"""Raising levels in the files: every layout, nothing else changed, and what is refused."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from support.work_sheets import OFFENCES, POWERS, files_of, unread_catalogue

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UsageError
from gapcheck.review.source_edits import SourceEdit, edited_files

NOTE = "Read by a lawyer's office: the same."


@pytest.fixture
def root(small_path: Path, tmp_path: Path) -> Path:
    return unread_catalogue(small_path, tmp_path / "data")


def edit(catalogue: Catalogue, duty: str, place: int = 0, note: str = NOTE) -> SourceEdit:
    return SourceEdit(catalogue.duty(f"model:{duty}"), place, note)


def changes(root: Path, file: str, made: bytes) -> list[str]:
    """The lines that went and came, without their blanks at the front."""
    before, after = (root / file).read_text(encoding="utf-8"), made.decode()
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [f"{line[0]} {line[2:].strip()}" for line in found if line[0] in "+-"]


@pytest.mark.parametrize(
    ("duty", "place", "file", "expected"),
    [
        (
            "2",
            0,
            OFFENCES,
            [
                "- source: [{ref: MTS 1, pinpoint: art 2, checked: unverified}]",
                "+ source: [{ref: MTS 1, pinpoint: art 2, checked: verified, "
                "note: 'Read by a lawyer''s office: the same.'}]",
            ],
        ),
        (
            "3(1)",
            0,
            OFFENCES,
            [
                "- checked: unverified  # nobody had it",
                "+ checked: verified  # nobody had it",
                "+ note: 'Read by a lawyer''s office: the same.'",
            ],
        ),
        (
            "3(2)",
            0,
            OFFENCES,
            [
                "- source: [{checked: unverified, ref: MTS 1, pinpoint: art 3(2), "
                "note: 'It''s known from its model: another treaty.'}]",
                "+ source: [{checked: verified, ref: MTS 1, pinpoint: art 3(2), "
                "note: 'Read by a lawyer''s office: the same.'}]",
            ],
        ),
        (
            "5(1)",
            0,
            POWERS,
            [
                "- checked: secondary",
                "- note: >-",
                "- Read in",
                "- a reprint.",
                "+ checked: verified",
                "+ note: 'Read by a lawyer''s office: the same.'",
            ],
        ),
        (
            "6(1)",
            1,
            POWERS,
            [
                "- source: [{ref: MTS 1, pinpoint: art 6(1), checked: verified}, "
                "{ref: MTS 1, pinpoint: art 6(4), checked: unverified},]",
                "+ source: [{ref: MTS 1, pinpoint: art 6(1), checked: verified}, "
                "{ref: MTS 1, pinpoint: art 6(4), checked: verified, note: 'Read by a lawyer''s office: the same.'},]",
            ],
        ),
    ],
)
def test_only_the_level_and_the_note_change(root: Path, duty: str, place: int, file: str, expected: list[str]) -> None:
    catalogue = gapcheck.load(root).catalogue
    made = edited_files(catalogue, root, [edit(catalogue, duty, place)])
    assert list(made) == [file]
    assert sorted(changes(root, file, made[file])) == sorted(expected)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_of_a_windows_editor_stay(root: Path, ending: bytes, mark: bytes) -> None:
    raw = mark + (root / OFFENCES).read_bytes().replace(b"\n", ending)
    (root / OFFENCES).write_bytes(raw)
    catalogue = gapcheck.load(root).catalogue
    made = edited_files(catalogue, root, [edit(catalogue, d) for d in ("2", "3(1)", "3(2)", "4")])[OFFENCES]
    assert made.startswith(mark)
    assert made.count(b"\n") == raw.count(b"\n") + 1
    assert made.count(b"\r\n") == (made.count(b"\n") if ending == b"\r\n" else 0)


def test_letters_of_any_alphabet_before_it_do_not_move_the_place(root: Path) -> None:
    text = (root / OFFENCES).read_text(encoding="utf-8").replace("# Met since", "# Māori, 𝔊 Met since")
    (root / OFFENCES).write_text(text, encoding="utf-8")
    catalogue = gapcheck.load(root).catalogue
    made = edited_files(catalogue, root, [edit(catalogue, "2", note="Gelesen: ß 𝔊.")])[OFFENCES].decode()
    assert "checked: verified, note: 'Gelesen: ß 𝔊.'}" in made


def test_a_note_of_several_lines_is_kept(root: Path) -> None:
    catalogue = gapcheck.load(root).catalogue
    files = edited_files(catalogue, root, [edit(catalogue, "2", note="One: two\n'three' \"four\" # five")])
    (root / OFFENCES).write_bytes(files[OFFENCES])
    source = gapcheck.load(root).catalogue.duty("model:2").duty.source[0]
    assert str(source.note) == "One: two\n'three' \"four\" # five"


def test_nothing_is_written(root: Path) -> None:
    before = files_of(root)
    catalogue = gapcheck.load(root).catalogue
    edited_files(catalogue, root, [edit(catalogue, "2")])
    assert files_of(root) == before


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    catalogue = gapcheck.load(root).catalogue
    text = (root / OFFENCES).read_text(encoding="utf-8")
    (root / OFFENCES).write_text(text.replace("force: may", "force: shall"), encoding="utf-8")
    with pytest.raises(UsageError, match="changed since it was loaded"):
        edited_files(catalogue, root, [edit(catalogue, "2")])


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (root / OFFENCES).rename(tmp_path / "elsewhere.yaml")
    (root / OFFENCES).symlink_to(tmp_path / "elsewhere.yaml")
    catalogue = gapcheck.load(root).catalogue
    with pytest.raises(UsageError, match="symbolic link"):
        edited_files(catalogue, root, [edit(catalogue, "2")])
