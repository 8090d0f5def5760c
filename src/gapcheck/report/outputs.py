"""The outputs of a report: which formats there are, which files each gives, and which module writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from gapcheck.errors import UsageError, nearest
from gapcheck.report.files import write_files
from gapcheck.report.forking import beside
from gapcheck.report.report import Report


@dataclass(frozen=True)
class Output:
    """A file of a report: the end of its name, and the function that gives its bytes."""

    ending: str
    module: str
    function: str


# The modules are imported when a format is asked for: each brings a library of its own.
OUTPUTS: Mapping[str, tuple[Output, ...]] = {
    "xlsx": (Output("matrix.xlsx", "gapcheck.report.workbook", "workbook_bytes"),),
    "docx": (Output("annex.docx", "gapcheck.report.annex.word", "word_bytes"),),
    "html": (
        Output("annex.html", "gapcheck.report.annex.web", "web_bytes"),
        Output("page.html", "gapcheck.report.page", "page_bytes"),
    ),
    "md": (Output("annex.md", "gapcheck.report.annex.markdown", "markdown_bytes"),),
    "pdf": (Output("annex.pdf", "gapcheck.report.annex.pdf", "pdf_bytes"),),
}
USUAL = ("xlsx", "docx", "html", "md")


def render(report: Report, formats: Sequence[str], template: str | Path | None = None) -> dict[str, bytes]:
    """The files of the formats by name. Raises ``UsageError`` for an unknown format."""
    found: dict[str, bytes] = {}
    for form in formats:
        for output in OUTPUTS[form]:
            write = getattr(import_module(output.module), output.function)
            given = {"template": template} if form == "docx" and template is not None else {}
            found[f"{report.stem}_{output.ending}"] = write(report, **given)
    return found


def write_outputs(
    report: Report, folder: Path, formats: Sequence[str], template: str | Path | None, *, final: bool = False
) -> tuple[Path, ...]:
    """Write the outputs into a folder: all of them, or none if one fails."""
    wanted = known_formats(formats)
    if template is not None and "docx" not in wanted:
        raise UsageError("a Word template without the format docx")
    if final:
        from gapcheck.report.annex import refuse_notes

        refuse_notes(report)
    return write_files(folder, _render_all(report, wanted, template))


def _render_all(report: Report, formats: Sequence[str], template: str | Path | None) -> dict[str, bytes]:
    """All files in the order of the formats; the workbook, which takes longest, is made beside the rest where that is
    possible.
    """
    rest = [form for form in formats if form != "xlsx"]
    if not rest or len(rest) == len(formats):
        return render(report, formats, template)
    report.warm()
    book, others = beside(lambda: render(report, ["xlsx"]), lambda: render(report, rest, template))
    return {**book, **others} if formats[0] == "xlsx" else {**others, **book}


def known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats once each, or the usual ones without any. Raises ``UsageError`` for one that does not exist."""
    for form in formats:
        if form not in OUTPUTS:
            near = nearest(form, OUTPUTS)
            hint = f"; did you mean {near!r}?" if near else ""
            raise UsageError(f"unknown format {form!r}{hint} (known: {', '.join(OUTPUTS)})")
    return tuple(dict.fromkeys(formats)) or USUAL
