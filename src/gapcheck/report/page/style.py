"""The style sheet of the page: a file of its own, the colours of the statuses, and what stands on every printed
page.
"""

from __future__ import annotations

from gapcheck.report.statuses import RESULT, VERDICT, Look


def style_sheet(own: str, marking: str, head: str) -> str:
    """The rules of ``own``, then those that depend on the report: the marking and a running head in the margins of each
    page.
    """
    by_slug = {look.slug: look for look in (*VERDICT.values(), *RESULT.values())}
    looks = [f".s-{name} {{ {_colours(look)} }}" for name, look in by_slug.items()]
    return "\n".join([own.rstrip(), *looks, _margins(marking, head)]) + "\n"


def _colours(look: Look) -> str:
    return f"--fill: {look.fill}; --mark: {look.mark};"


def _margins(marking: str, head: str) -> str:
    """The margins of a printed page (CSS Paged Media): the marking at the top and at the foot."""
    return f"""@page {{
  @top-center {{ content: {css_string(marking)}; }}
  @bottom-center {{ content: {css_string(marking)}; }}
  @bottom-left {{ content: {css_string(head)}; }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); }}
}}"""


def css_string(text: str) -> str:
    """Any text as a string of a style sheet: whatever is not a plain letter, digit or space is escaped."""
    # The space after an escape belongs to it.
    plain = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x} " for c in text)
    return f'"{"".join(plain)}"'
