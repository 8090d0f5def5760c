"""An explanation as HTML: its duties and questions are links to what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from gapcheck.explain.passage import Passage, PassageLink

if TYPE_CHECKING:
    from gapcheck.explain.explanation import Explanation


def explanation_html(explanation: Explanation) -> str:
    """The whole explanation. Everything that comes from data is escaped."""
    head = f"<h3>{escape(explanation.title)}: {escape(explanation.words)}</h3>"
    # The one duty of an explanation needs no link to itself.
    duties = explanation.duties if len(explanation.duties) > 1 else ()
    links = _links("Duties", duties) + _links("Questions", explanation.questions)
    return f"<div>{head}{links}{''.join(map(_passage, explanation.passages))}</div>"


def _links(name: str, links: Sequence[PassageLink]) -> str:
    listed = "; ".join(f'<a href="#{escape(link.anchor)}">{escape(link.name)}</a>' for link in links)
    return f"<p>{name}: {listed}</p>" if links else ""


def _passage(passage: Passage) -> str:
    anchor = f' id="{escape(passage.anchor)}"' if passage.anchor else ""
    sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in passage.sentences)
    return f"<h4{anchor}>{escape(passage.heading)}</h4><ul>{sentences}</ul>"
