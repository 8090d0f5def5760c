"""Who acts: the agency that answers for an Act or a duty, as the context of a report names it or the data do."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow


def agencies_of_act(report: ReportRows, title: str, duties: Iterable[str]) -> tuple[str, ...]:
    """Whoever answers for the Act, in the context or else as the agency that administers it; else for the duties."""
    act = report.acts_by_title.get(title)
    if act is not None:
        named = tuple(str(o.agency) for o in report.context.owners if o.about == act.id)
        # Measures outside statute belong to many agencies.
        administers = (act.agency,) if act.agency and not act.outside_statute else ()
        if named or administers:
            return named or administers
    return tuple(dict.fromkeys(owner for duty in duties for owner in report.people[duty].owners))


def agencies_of_article(report: ReportRows, row: ArticleRow) -> tuple[str, ...]:
    """Whoever has to act on an article that is a gap; else whoever answers for its binding duties."""
    duties = [d for d in report.duties_of(row.article) if d.binding]
    gaps = [d for d in duties if d.is_gap] or duties
    measures = [m for d in gaps for m in report.measures_for(d.duty)]
    if row.is_gap and measures:
        return tuple(dict.fromkeys(a for m in measures for a in agencies_of_act(report, m.act, m.serves)))
    return tuple(dict.fromkeys(owner for d in gaps for owner in report.people[d.duty].owners))
