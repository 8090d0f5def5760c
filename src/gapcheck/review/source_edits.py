"""Raising the level of sources in the YAML files of a catalogue: the marks are changed where they stand, and comments,
layout and everything else stay as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError, UsageError
from gapcheck.model.base import Marked
from gapcheck.model.treaty import Article, ArticlesFile, Duty, FullDuty

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = "\ufeff"


@dataclass(frozen=True)
class SourceEdit:
    """The source of a duty at a place, counted from 0, becomes ``verified`` with this note."""

    full: FullDuty
    place: int
    note: str


@dataclass(frozen=True)
class _Replacement:
    start: int
    end: int
    text: str


def edited_files(catalogue: Catalogue, root: Path, edits: Iterable[SourceEdit]) -> Mapping[str, bytes]:
    """The files of the catalogue that change, by their names below the root, as they are to be.

    Raises ``UsageError`` for a file that is not as it was loaded, that lies outside the root, or whose layout does not
    let a source be changed alone.
    """
    by_file: dict[str, list[SourceEdit]] = {}
    for edit in edits:
        by_file.setdefault(catalogue.origins[edit.full.key].file, []).append(edit)
    return {file: _edited(catalogue, root, file, found) for file, found in sorted(by_file.items())}


def _edited(catalogue: Catalogue, root: Path, file: str, edits: list[SourceEdit]) -> bytes:
    path = root / file
    # A link may lead to a file that is shared with another catalogue, or installed.
    if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{file}: a symbolic link; give a folder that holds the file itself")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    before = _read(raw, file)
    if before not in catalogue.contents.articles:
        raise UsageError(f"{file}: the file has changed since it was loaded; try again")
    text = raw.decode("utf-8")
    # The reader of YAML does not count the byte order mark of a Windows editor.
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    tree = yaml.compose(text, Loader=_LOADER)
    replacements = [r for edit in edits for r in _replacements(text, _source_node(tree, file, edit), file, edit)]
    # From the end, so that the places of the others stay what they are.
    for change in sorted(replacements, key=lambda r: r.start, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    made = (bom + text).encode("utf-8")
    # The file is read again and compared as a whole: an edit in place is only as good as the layout it met.
    if _read(made, file) != _expected(before, edits):
        raise UsageError(f"{file}: the sources cannot be raised without changing something else")
    return made


def _read(raw: bytes, file: str) -> ArticlesFile:
    try:
        reading = read_partially(ArticlesFile, parse(raw, file))
    except DataError as error:
        raise UsageError(f"{file}: the sources cannot be raised: {error}") from error
    if reading.problems or reading.model is None:
        raise UsageError(f"{file}: the file cannot be read as a whole")
    return reading.model


def _expected(before: ArticlesFile, edits: Iterable[SourceEdit]) -> ArticlesFile:
    """The model of the file with nothing but the edits."""
    wanted: dict[str, dict[int, str]] = {}
    for edit in edits:
        wanted.setdefault(edit.full.duty.id, {})[edit.place] = edit.note

    def duty(old: Duty) -> Duty:
        notes = wanted.get(old.id, {})
        sources = tuple(
            source.model_copy(update={"checked": "verified", "note": Marked(text=notes[i])}) if i in notes else source
            for i, source in enumerate(old.source)
        )
        return old.model_copy(update={"source": sources})

    def article(old: Article) -> Article:
        return old.model_copy(update={"duties": tuple(duty(d) for d in old.duties)})

    return before.model_copy(update={"articles": tuple(article(a) for a in before.articles)})


# Places in the text ----------------------------------------------------------------------------------------------


def _values(node: Any) -> Mapping[str, tuple[Any, Any]]:
    """The key and the value of each entry of a mapping node; nothing for another node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: (key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _items(node: Any, name: str) -> list[Any]:
    """The items of the list under a key; nothing if there is none."""
    _, found = _values(node).get(name, (None, None))
    return list(found.value) if isinstance(found, yaml.SequenceNode) else []


def _source_node(tree: Any, file: str, edit: SourceEdit) -> Any:
    for article in _items(tree, "articles"):
        for duty in _items(article, "duties"):
            _, name = _values(duty).get("id", (None, None))
            sources = _items(duty, "source")
            mine = isinstance(name, yaml.ScalarNode) and name.value.strip() == edit.full.duty.id
            if mine and edit.place < len(sources):
                return sources[edit.place]
    raise UsageError(f"{file}: the source of {edit.full.key} is not found in the file")


def _replacements(text: str, node: Any, file: str, edit: SourceEdit) -> list[_Replacement]:
    values = _values(node)
    if "checked" not in values:
        raise UsageError(f"{file}: the source of {edit.full.key} has no level")
    key, level = values["checked"]
    changes = [_Replacement(*_span(text, level), "verified")]
    if "note" in values:
        _, note = values["note"]
        changes.append(_Replacement(*_span(text, note), _quoted(edit.note)))
        return changes
    if node.flow_style:
        # After the last value, in front of a trailing comma or comment.
        _, last = list(values.values())[-1]
        _, end = _span(text, last)
        added = f", note: {_quoted(edit.note)}"
        if last is level:  # one place, one change
            return [_Replacement(changes[0].start, end, f"verified{added}")]
        return [*changes, _Replacement(end, end, added)]
    # A line of its own, with the keys of the source above each other.
    line_end = text.find("\n", level.end_mark.index)
    place = len(text) if line_end < 0 else line_end + 1
    ending = "\r\n" if "\r\n" in text else "\n"
    line = f"{' ' * key.start_mark.column}note: {_quoted(edit.note)}"
    return [*changes, _Replacement(place, place, f"{ending}{line}" if line_end < 0 else f"{line}{ending}")]


def _span(text: str, node: Any) -> tuple[int, int]:
    """Where a value begins and ends, without the blanks and line ends that a plain or folded text may take with it."""
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def _quoted(value: str) -> str:
    """A text in single quotation marks, as the files have them; in double ones if it has several lines."""
    # What JSON writes is YAML too, and keeps every line end.
    return json.dumps(value, ensure_ascii=False) if "\n" in value else "'" + value.replace("'", "''") + "'"
