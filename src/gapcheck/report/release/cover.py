"""The cover of a release: who releases what and when, the grounds in the words of the Act, and where they were used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.report.annex.document import AnnexParagraph, Piece, Table
from gapcheck.report.annex.writer import cell, line, make_table, strong
from gapcheck.report.paper.document import Paper, PaperBlock
from gapcheck.report.release.gate import weighed
from gapcheck.report.release.schedule import WithheldPlace
from gapcheck.report.report_rows import ReportRows
from gapcheck.wording.dates import long_date

LICENCES = {
    "CC BY 4.0": "© Crown copyright. Licensed for use under the Creative Commons Attribution 4.0 International licence "
    "(CC BY 4.0)."
}


def cover_of(report: ReportRows, documents: Sequence[tuple[str, str]], withheld: Sequence[WithheldPlace]) -> Paper:
    """The cover of a release copy. ``documents`` are its files: what each is, and its name. The key has the grounds of
    the places at which something was withheld.
    """
    release = report.context.release
    instrument = report.assessment.instrument
    return Paper(
        title=(release.title if release and release.title else "Proactive release"),
        subtitle=f"{instrument.title}: {report.assessment.law} as at {long_date(report.assessment.as_at)}",
        classification=report.classification,
        foot=f"{report.copy}.",
        language=report.assessment.state.language,
        as_at=report.assessment.as_at,
        blocks=tuple(_blocks(report, documents, withheld)),
    )


def _blocks(
    report: ReportRows, documents: Sequence[tuple[str, str]], withheld: Sequence[WithheldPlace]
) -> Iterator[PaperBlock]:
    release = report.context.release
    if report.draft:
        yield _text(strong("Draft. This copy has not been cleared, and is not for release."))
    yield _text("Date: ", long_date(release.date) if release else "to be given")
    minister = release.minister if release else "Minister who is to be named"
    done = f"The following documents have been proactively released by the {minister}:"
    yield _text(f"The following documents are to be released by the {minister}:" if report.draft else done)
    yield _documents(report, documents)
    yield from _withholding(report, withheld)
    if release and release.licence:
        yield _text(LICENCES[release.licence])


def _documents(report: ReportRows, documents: Sequence[tuple[str, str]]) -> Table:
    release = report.context.release
    day = f"Law as at {long_date(report.assessment.as_at)}"
    rows = [(cell(title), cell(name), cell(day)) for title, name in documents]
    for other in release.documents if release else ():
        on = long_date(other.date) if other.date else "–"
        rows.append((cell(other.title), cell(other.reference or "–"), cell(on)))
    return make_table("Documents", (("Title", 34), ("Reference", 42), ("Date", 24)), rows)


def _withholding(report: ReportRows, withheld: Sequence[WithheldPlace]) -> Iterator[PaperBlock]:
    used, act = {place.ground for place in withheld}, report.assessment.state.information_act
    key = [ground for ground in report.key if ground.id in used]
    if not key:
        yield _text("Nothing was withheld from these documents.")
        return
    yield _text(
        f"Parts of these documents would not be appropriate to release and, if they were asked for, would be withheld "
        f"under the {act}. The provision that would apply stands in the place of each."
    )
    release = report.context.release
    if any(weighed(ground.id) for ground in key):
        if release and release.public_interest:
            yield _text(
                "Where information is withheld under section 9(2), no public interest has been identified that would "
                "outweigh the reasons for withholding it (section 9(1))."
            )
        else:
            yield _text(
                "The public interest has still to be weighed against the grounds under section 9(2) (section 9(1))."
            )
    if any(not weighed(ground.id) for ground in key):
        yield _text("The grounds in sections 6 and 7 are not weighed against the public interest.")
    rows = [(cell(ground.id), cell(ground.reason)) for ground in key]
    yield make_table(f"Grounds for withholding, in the words of the {act}", (("Ground", 16), ("Words", 84)), rows)
    listed = [(cell(p.document), cell(p.place), cell(p.ground)) for p in dict.fromkeys(withheld)]
    columns = (("Document", 28), ("Place", 54), ("Ground", 18))
    yield make_table("Schedule of what was withheld", columns, listed)


def _text(*parts: str | Piece) -> AnnexParagraph:
    return AnnexParagraph(line(*parts))
