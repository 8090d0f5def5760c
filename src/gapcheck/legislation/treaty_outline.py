"""A scaffold of the files of a treaty: its articles and paragraphs as its text has them, for a person to fill.

Numbers and headings alone are taken over: what a paragraph asks has to be said in words of one's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gapcheck.errors import UsageError
from gapcheck.legislation.tree import Legislation, Node, articles

LONGEST_HEADING = 160

_ARTICLE = re.compile(r"(?:article|art\.?)\s+(?P<number>\d+\s?(?:bis|ter|[A-Z])?)\b[\s.:–—-]*(?P<rest>.*)", re.I)
_CHAPTER = re.compile(r"(?P<word>chapter|part)\s+(?P<numeral>[IVXLC]+|\d+)\b[\s.:–—-]*(?P<rest>.*)", re.I)
_SMALLER = re.compile(r"(?:section|title|subtitle)\s+(?:[IVXLC]+|\d+)\b", re.I)
_PARAGRAPH = re.compile(r"\(?(?P<number>\d{1,2})\s*[.)]\s")
_LETTER = re.compile(r"\(?(?P<letter>[a-z]|[ivx]{2,5})\s*[.)]\s")


@dataclass(frozen=True)
class OutlinedArticle:
    """An article of a treaty: its number, heading and chapter, and the pinpoints of its paragraphs."""

    number: str
    heading: str
    chapter: str
    paragraphs: tuple[str, ...] = ()


def outline_of_treaty(text: Legislation) -> tuple[str, tuple[OutlinedArticle, ...]]:
    """The heading and the articles of the treaty that is scheduled to an Act; the first one, where there are several.

    Raises ``UsageError`` where none is.
    """
    if not text.treaties:
        raise UsageError(f"{text.file!r} has no treaty in a schedule; expected an Act that has one, or its plain text")
    treaty = text.treaties[0].node
    found = []
    for number, placed in enumerate(articles(treaty), start=1):
        label = re.sub(r"^(?:article|art\.?)\s*", "", placed.node.label, flags=re.I).strip(" .") or str(number)
        above = [node for node in placed.above if node.kind != "treaty" and (node.label or node.heading)]
        chapter = ": ".join(filter(None, (above[0].label, above[0].heading))) if above else ""
        found.append(OutlinedArticle(label, placed.node.heading, chapter, tuple(_paragraphs(placed.node, label))))
    return treaty.heading, tuple(found)


def _paragraphs(node: Node, place: str) -> Iterator[str]:
    for child in node.children:
        label = child.label.strip("(). ")
        if child.kind in ("subsection", "paragraph", "item") and re.fullmatch(r"\w+", label):
            own = f"{place}({label})"
            yield own
            yield from _paragraphs(child, own)
        else:
            yield from _paragraphs(child, place)


def outline_of_text(text: str) -> tuple[OutlinedArticle, ...]:
    """The articles of a treaty in plain text or Markdown: lines that begin with ``Article 1``, and what follows them.

    Raises ``UsageError`` where no line does.
    """
    lines = [line for line in (re.sub(r"[#*_\s]+", " ", raw).strip() for raw in text.splitlines()) if line]
    found: list[OutlinedArticle] = []
    chapter = paragraph = letter = ""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if begins := _CHAPTER.fullmatch(line):
            label = f"{begins['word'].capitalize()} {begins['numeral'].upper()}"
            chapter = f"{label}: {begins['rest'] or _heading(following)}".rstrip(": ")
        elif (begins := _ARTICLE.fullmatch(line)) and len(line) <= LONGEST_HEADING:
            number = re.sub(r"\s", "", begins["number"])
            found.append(OutlinedArticle(number, begins["rest"] or _heading(following), chapter))
            paragraph = letter = ""
        elif found and (begins := _PARAGRAPH.match(line)):
            paragraph = f"({begins['number']})"
            letter = ""
            found[-1] = _with(found[-1], paragraph)
        elif found and (begins := _LETTER.match(line)):
            # "(i)" after "(h)" is the next letter, and otherwise the first item below the last one.
            below = letter and set(begins["letter"]) <= set("ivx") and ord(letter) + 1 != ord(begins["letter"][0])
            letter = letter if below else begins["letter"]
            own = f"({letter})({begins['letter']})" if below else f"({letter})"
            found[-1] = _with(found[-1], f"{paragraph}{own}")
    if not found:
        raise UsageError("no line of the text begins an article; expected lines such as 'Article 1'")
    return _once(found)


def _with(article: OutlinedArticle, part: str) -> OutlinedArticle:
    own = f"{article.number}{part}"
    return article if own in article.paragraphs else replace(article, paragraphs=(*article.paragraphs, own))


def _heading(line: str) -> str:
    """The line after a number, where it is a heading and not the first words of the text."""
    other = _ARTICLE.fullmatch(line) or _CHAPTER.fullmatch(line) or _SMALLER.match(line) or _PARAGRAPH.match(line)
    return "" if other or len(line) > LONGEST_HEADING or line.endswith((".", ";", ":", ",")) else line.strip()


def _once(found: Sequence[OutlinedArticle]) -> tuple[OutlinedArticle, ...]:
    """Each article once: a table of contents names them all before, without paragraphs or text."""
    last: dict[str, OutlinedArticle] = {}
    for one in found:
        before = last.pop(one.number, None)
        last[one.number] = one if before is None or one.paragraphs or one.heading else before
    return tuple(last.values())


def treaty_files(id: str, title: str, found: Iterable[OutlinedArticle]) -> dict[str, str]:
    """The files of a treaty by name, which load as they are: a head with the list of articles, and the articles."""
    listed = tuple(found)
    return {"instrument.yaml": "\n".join(_head(id, title, listed)) + "\n", "articles.yaml": _articles(id, listed)}


def _head(id: str, title: str, found: Sequence[OutlinedArticle]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schemas/instrument.schema.json"
    yield "# To be filled: the short title, how it is cited, its days and its source."
    yield "instrument:"
    yield f"  id: {id}"
    yield f"  title: {_quoted(title or id)}"
    yield f"  short_title: {_quoted(title or id)}"
    yield "  citation: to be filled"
    yield "  text_status: adopted"
    yield "  contents:"
    yield from (f"    - {{article: {_quoted(a.number)}, heading: {_quoted(a.heading or _NONE)}}}" for a in found)


_NONE = "[no heading]"


def _articles(id: str, found: Sequence[OutlinedArticle]) -> str:
    lines = [
        "# yaml-language-server: $schema=../../schemas/articles.schema.json",
        "# Give each paragraph that asks for something a duty, in your own words. Its pinpoint is its id.",
        f"instrument: {id}",
        "articles:",
    ]
    for article in found:
        lines.append(f"  - article: {_quoted(article.number)}")
        lines.append(f"    heading: {_quoted(article.heading or _NONE)}")
        lines.append(f"    chapter: {_quoted(article.chapter or 'Articles')}")
        lines += [f"    # {pinpoint}" for pinpoint in article.paragraphs]
        lines.append("    duties: []")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
