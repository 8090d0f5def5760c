"""Lists of results that are tuples with a frame and a table: relations, statements, findings of assessors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from gapcheck.report.relations import RelationRow
    from gapcheck.statements.assessor_comparison import AssessorComparison
    from gapcheck.statements.statement_comparison import StatementComparison


class Relations(tuple["RelationRow", ...]):
    """How each cell of a treaty stands to the best rule for it. Made by :meth:`gapcheck.Assessment.relations`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Relations: {_counted([row.relationship for row in self])}>"

    def frame(self) -> pd.DataFrame:
        """One row for each cell: ``id`` (``budapest:2``), ``instrument``, ``duty``, ``focal``, ``relationship``,
        ``reference``, ``rule``, ``focal_description``, ``reference_description``, ``comments`` (texts), ``as_at`` (a
        day).
        """
        from gapcheck.report.result_tables import relation_table

        return relation_table(self).frame()

    def _repr_html_(self) -> str:
        from gapcheck.report.result_tables import relation_table

        return relation_table(self).html()


class StatementComparisons(tuple["StatementComparison", ...]):
    """What officials had said, held against the verdicts. Made by :meth:`gapcheck.Gapcheck.statements`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Statements: {_counted([one.result for one in self])}>"

    def frame(self) -> pd.DataFrame:
        """One row for each statement and place: ``statement``, ``speaker``, ``date`` (a day), ``id`` (the place that it
        is about, ``budapest:16``), ``claim``, ``result``, ``then``, ``now``, ``changed_by``, ``sentence`` (texts).
        """
        from gapcheck.report.result_tables import statement_table

        return statement_table(self).frame()

    def _repr_html_(self) -> str:
        from gapcheck.report.result_tables import statement_table

        return statement_table(self).html()


class AssessorComparisons(tuple["AssessorComparison", ...]):
    """What bodies outside the State had found, held against the verdicts. Made by
    :meth:`gapcheck.Gapcheck.assessors`.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Assessors: {_counted([one.result for one in self])}>"

    def frame(self) -> pd.DataFrame:
        """One row for each finding and place: ``finding``, ``assessor``, ``standard``, ``date`` (a day), ``id`` (the
        place that it is about), ``rating``, ``result``, ``status``, ``certainty``, ``sentence`` (texts).
        """
        from gapcheck.report.result_tables import assessor_table

        return assessor_table(self).frame()

    def _repr_html_(self) -> str:
        from gapcheck.report.result_tables import assessor_table

        return assessor_table(self).html()


def _counted(results: Sequence[str]) -> str:
    counts = Counter(results)
    return ", ".join(f"{n} {result.replace('_', ' ')}" for result, n in sorted(counts.items())) or "none"
