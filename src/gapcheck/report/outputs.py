"""The outputs of a report: which formats there are, which files each gives, and what writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.errors import UsageError, nearest
from gapcheck.file_writing import write_files
from gapcheck.report.report_rows import ReportRows

if TYPE_CHECKING:
    from gapcheck.report.annex.document import AnnexDocument
    from gapcheck.report.paper.document import Paper


@dataclass(frozen=True)
class Rendering:
    """The outputs of one report being made: the annex, from which several are written, is made once."""

    report: ReportRows
    template: str | Path | None = None

    @cached_property
    def annex(self) -> AnnexDocument:
        """The annex as plain values."""
        from gapcheck.report.annex.content import annex_of

        return annex_of(self.report)

    @cached_property
    def brief(self) -> Paper:
        """The brief as plain values."""
        from gapcheck.report.brief.content import brief_of

        return brief_of(self.report)


# Each imports its module when it is asked for: every format brings a library of its own.


def _workbook(rendering: Rendering) -> bytes:
    from gapcheck.report.workbook import workbook_bytes

    return workbook_bytes(rendering.report)


def _annex_in_word(rendering: Rendering) -> bytes:
    from gapcheck.report.annex.word import word_bytes

    return word_bytes(rendering.report, rendering.annex, rendering.template)


def _annex_in_html(rendering: Rendering) -> bytes:
    from gapcheck.report.annex.html import html_bytes

    return html_bytes(rendering.annex)


def _page(rendering: Rendering) -> bytes:
    from gapcheck.report.page import page_bytes

    return page_bytes(rendering.report)


def _annex_in_markdown(rendering: Rendering) -> bytes:
    from gapcheck.report.annex.markdown import markdown_bytes

    return markdown_bytes(rendering.annex)


def _annex_in_pdf(rendering: Rendering) -> bytes:
    from gapcheck.report.annex.pdf import pdf_bytes

    return pdf_bytes(rendering.annex)


def _brief_in_word(rendering: Rendering) -> bytes:
    from gapcheck.report.paper.word import paper_as_word

    return paper_as_word(rendering.brief)


def _brief_in_pdf(rendering: Rendering) -> bytes:
    from gapcheck.report.paper.pdf import paper_as_pdf

    return paper_as_pdf(rendering.brief)


Part = Literal["workbook", "annex", "page", "brief"]
"""What a file is written from; several may be written from one."""


@dataclass(frozen=True)
class Output:
    """A file of a report: the end of its name, what makes its bytes, what it is called on the cover of a release, and
    what it is written from. An ``extra`` one is left out where the library that it needs is not installed.
    """

    ending: str
    make: Callable[[Rendering], bytes]
    title: str
    part: Part
    extra: str = ""

    @property
    def possible(self) -> bool:
        """Whether the library that it needs, if any, is installed."""
        return not self.extra or find_spec(self.extra) is not None


OUTPUTS: Mapping[str, tuple[Output, ...]] = {
    "xlsx": (Output("matrix.xlsx", _workbook, "Gap matrix (workbook)", "workbook"),),
    "docx": (Output("annex.docx", _annex_in_word, "Analysis (Word)", "annex"),),
    "html": (
        Output("annex.html", _annex_in_html, "Analysis (web page)", "annex"),
        Output("page.html", _page, "Gap matrix (web page)", "page"),
    ),
    "md": (Output("annex.md", _annex_in_markdown, "Analysis (Markdown)", "annex"),),
    "pdf": (Output("annex.pdf", _annex_in_pdf, "Analysis (PDF)", "annex"),),
    "brief": (
        Output("brief.docx", _brief_in_word, "Brief for Ministers (Word)", "brief"),
        Output("brief.pdf", _brief_in_pdf, "Brief for Ministers (PDF)", "brief", extra="typst"),
    ),
}
Progress = Callable[[int, int, str], None]
USUAL = ("xlsx", "docx", "html", "md")

MEANT = {"word": "docx", "annex": "docx", "excel": "xlsx", "workbook": "xlsx", "matrix": "xlsx", "page": "html"}
MEANT |= {"web": "html", "markdown": "md", "ministers": "brief"}
"""What people call a format, as a hint; it is never taken without being asked."""


def render(report: ReportRows, formats: Sequence[str], template: str | Path | None = None) -> dict[str, bytes]:
    """The files of the formats by name, in their order. Raises ``UsageError`` for a template that cannot be filled."""
    return _files(Rendering(report, template), formats)


def _files(rendering: Rendering, formats: Sequence[str], progress: Progress | None = None) -> dict[str, bytes]:
    # One after the other. The workbook takes half of the time, but a process of its own would first have to be given
    # the report: pickling it both ways and importing gapcheck anew takes as long as that saves (0.9 s in 2026).
    outputs = _outputs(formats)
    stem = rendering.report.stem
    files: dict[str, bytes] = {}
    for done, output in enumerate(outputs):
        if progress:
            progress(done, len(outputs), output.title)
        files[f"{stem}_{output.ending}"] = output.make(rendering)
    if rendering.report.release:
        files[f"{stem}_cover.docx"] = _cover(rendering, outputs, files)
    return files


def _outputs(formats: Sequence[str]) -> list[Output]:
    return [output for form in formats for output in OUTPUTS[form] if output.possible]


def _cover(rendering: Rendering, outputs: Sequence[Output], files: Mapping[str, bytes]) -> bytes:
    """The cover of a release, with the places at which the files that were made withhold something."""
    from gapcheck.report.paper.word import paper_as_word
    from gapcheck.report.release.cover import cover_of
    from gapcheck.report.release.schedule import WithheldPlace, in_annex, in_mandates, in_page, in_paper, in_workbook

    report = rendering.report
    grounds = [ground.id for ground in report.key]
    places: list[WithheldPlace] = []
    for output in outputs if grounds else ():
        raw = files[f"{report.stem}_{output.ending}"]
        if output.part == "annex":
            places += in_annex("Analysis", rendering.annex, grounds)
        elif output.part == "brief":
            places += in_paper("Brief for Ministers", rendering.brief, grounds)
        elif output.part == "workbook":
            places += in_workbook(output.title, raw, grounds)
        else:
            places += in_page(output.title, raw, grounds)
    # A brief tells nothing of a mandate.
    if any(output.part != "brief" for output in outputs):
        places += in_mandates(report.assessment)
    documents = [(output.title, f"{report.stem}_{output.ending}") for output in outputs]
    return paper_as_word(cover_of(report, documents, places))


def write_outputs(
    report: ReportRows, folder: Path, formats: Sequence[str], template: str | Path | None, *, final: bool = False
) -> tuple[Path, ...]:
    """Write the outputs into a folder: all of them, or none if one fails."""
    return write_files(folder, checked_outputs(report, formats, template, final=final))


@collector_paused()
def checked_outputs(
    report: ReportRows,
    formats: Sequence[str],
    template: str | Path | None,
    *,
    final: bool = False,
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """The outputs by the names of their files. Raises ``UsageError`` for a copy that may not be written as asked.

    ``progress`` is called before each output with the number of outputs done, their total, and its title.
    """
    wanted = known_formats(formats)
    if template is not None and "docx" not in wanted:
        raise UsageError("a Word template without the format docx")
    rendering = Rendering(report, template)
    if final:
        from gapcheck.report.annex import refuse_notes

        refuse_notes(rendering.annex)
    if report.release and not report.draft:
        from gapcheck.report.release.gate import refuse_release

        of_annex = any(output.part == "annex" for output in _outputs(wanted))
        refuse_release(report, rendering.annex.notes if of_annex else ())
    return _files(rendering, wanted, progress)


def known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats once each, or the usual ones without any. Raises ``UsageError`` for one that does not exist."""
    for form in formats:
        if form not in OUTPUTS:
            near = MEANT.get(form.casefold()) or nearest(form, OUTPUTS)
            hint = f"; did you mean {near!r}?" if near else ""
            raise UsageError(f"unknown format {form!r}{hint} (known: {', '.join(OUTPUTS)})")
    return tuple(dict.fromkeys(formats)) or USUAL
