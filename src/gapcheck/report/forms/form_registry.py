"""Which forms there are: those that come with gapcheck, and those of an agency's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gapcheck.catalogue.resources import data_folder
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError, Problem, UnknownIdError, UsageError, cause
from gapcheck.report.forms.table_layout import TableLayout, read_layout

FOLDER = "forms"


@dataclass(frozen=True)
class Form:
    """One form: its name (that of its file), its title, what it is for, and its file.

    A ``docx`` is a template; an ``xlsx`` is a table, laid out in YAML. ``own`` says that it comes with gapcheck.
    """

    name: str
    title: str
    about: str
    kind: Literal["docx", "xlsx"]
    path: Path
    own: bool
    layout: TableLayout | None = None


def shipped_forms() -> Mapping[str, Form]:
    """The forms that come with gapcheck, by name."""
    folder = data_folder("reports") / FOLDER
    return {form.name: form for form in _forms_in(folder, own=True)}


def known_forms(folder: str | Path | None = None) -> Mapping[str, Form]:
    """The forms that come with gapcheck and those of a folder, which go before them.

    Raises ``UsageError`` for a folder that is none, or that holds no form; ``DataError`` for tables with problems.
    """
    forms = dict(shipped_forms())
    if folder is not None:
        place = Path(folder)
        if not place.is_dir():
            raise UsageError(f"{str(folder)!r} is not a folder; expected a folder of forms (.docx and .yaml)")
        own = {form.name: form for form in _forms_in(place, own=False)}
        if not own:
            raise UsageError(f"{str(folder)!r} holds no form; expected files that end in .docx or .yaml")
        forms |= own
    return dict(sorted(forms.items()))


def chosen_forms(names: Sequence[str], folder: str | Path | None = None) -> tuple[Form, ...]:
    """The forms of these names, once each. Raises ``UnknownIdError`` and as :func:`known_forms` does."""
    forms = known_forms(folder)
    for name in names:
        if name not in forms:
            raise UnknownIdError("form", name, forms)
    return tuple(forms[name] for name in dict.fromkeys(names))


def _forms_in(folder: Path, *, own: bool) -> Iterator[Form]:
    """A form for each Word file and each table of a folder; a YAML file beside a Word file only names it."""
    problems: list[Problem] = []
    words = {path.stem: path for path in sorted(folder.glob("*.docx")) if not path.name.startswith(("~", "."))}
    tables = {path.stem: path for path in sorted(folder.glob("*.yaml")) if not path.name.startswith(".")}
    for name in sorted(words.keys() | tables.keys()):
        layout = None
        if name in tables:
            try:
                file = str(tables[name]) if not own else tables[name].name
                layout = read_layout(parse(tables[name].read_bytes(), file), file, word=name in words)
            except DataError as error:
                problems += error.problems
                continue
            except OSError as error:
                raise UsageError(f"cannot read {str(tables[name])!r}: {cause(error)}") from error
        title, about = (layout.title, layout.about) if layout else (name, "")
        if name in words:
            yield Form(name, title, about, "docx", words[name], own)
        else:
            yield Form(name, title, about, "xlsx", tables[name], own, layout)
    if problems:
        raise DataError(problems, "the forms")
