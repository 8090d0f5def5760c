"""What a release copy must have before it is written: nobody else reads it again before the public does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.errors import UsageError
from gapcheck.report.annex.document import DraftingNote
from gapcheck.report.markings import RELEASED, UNCLASSIFIED, may_be_released
from gapcheck.report.report_rows import ReportRows

WEIGHED = "s 9"
"""The section whose grounds give way to a greater public interest; those of ss 6 and 7 do not."""


def refuse_release(report: ReportRows, notes: Sequence[DraftingNote]) -> None:
    """Raise ``UsageError`` with everything that a release copy still lacks; nothing for a draft of one."""
    if report.draft or not report.release:
        return
    if problems := list(_problems(report, notes)):
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise UsageError(f"this copy is not ready for release; --draft writes it as a draft:\n{listed}")


def _problems(report: ReportRows, notes: Sequence[DraftingNote]) -> Iterator[str]:
    release = report.context.release
    if not may_be_released(report.classification, release.marking if release else None):
        yield (
            f"its marking is {report.classification!r}: expected {UNCLASSIFIED}, {RELEASED}, or what the context names "
            "as release.marking"
        )
    if report.context.context.clearance.status == "draft":
        yield "it is not cleared: expected context.clearance with a status, 'by' and 'date'"
    if release is None:
        yield "nothing says who releases it, and when: expected 'release' with 'minister' and 'date' in the context"
    elif not release.public_interest and any(weighed(ground.id) for ground in report.key):
        yield "nothing says that the public interest was weighed (s 9(1)): expected release.public_interest: true"
    if notes:
        left = "1 drafting note is" if len(notes) == 1 else f"{len(notes)} drafting notes are"
        yield f"{left} left in the annex: --final lists them"


def weighed(ground: str) -> bool:
    """Whether the public interest is weighed against a ground (Official Information Act 1982, s 9(1))."""
    return ground.startswith(f"{WEIGHED}(")
