"""A report as one page for a browser: everything is in the HTML, and a small script only searches, filters and sorts
it.

The page needs no network and stores nothing. Its content security policy lets it run its own script and use its own
style sheet, both named by their hashes, and nothing else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gapcheck import __version__
from gapcheck.catalogue.resources import data_folder
from gapcheck.report.page.content import content_of
from gapcheck.report.page.content_security import policy
from gapcheck.report.page.style import style_sheet
from gapcheck.report.report_rows import ReportRows

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE, SCRIPT, STYLE = "page.html.j2", "page.js", "page.css"


def page_bytes(report: ReportRows) -> bytes:
    """The page as UTF-8: ``<stem>_page.html``. The same report gives the same bytes."""
    from markupsafe import Markup

    content = content_of(report)
    script = _own(SCRIPT)
    style = style_sheet(_own(STYLE), report.classification, content.running_head)
    page = (
        _environment()
        .get_template(TEMPLATE)
        # These two are our own files; whatever else the template prints is escaped.
        .render(
            page=content, version=__version__, policy=policy(script, style), script=Markup(script), style=Markup(style)
        )
    )
    return (page.rstrip() + "\n").encode()


def _own(name: str) -> str:
    return (data_folder("reports") / "templates" / "page" / name).read_text(encoding="utf-8")


@cache  # a template is compiled once for all reports
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(data_folder("reports") / "templates" / "page"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # A macro that gives the same for the same values, which then need not be printed anew each time.
    environment.globals["told_once"] = cache
    return environment
