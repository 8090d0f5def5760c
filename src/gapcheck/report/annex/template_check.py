"""Looking through a Word template for what will not work: unknown variables, tags that Word broke up, tags with stray
signs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapcheck.errors import UsageError, nearest
from gapcheck.report.annex.package_check import parse_xml, read_package, texts_of, unmarked
from gapcheck.report.annex.template_rendering import environment, fill_apart
from gapcheck.report.annex.template_tags import find_tags, without_tags
from gapcheck.report.annex.template_variables import VARIABLES
from gapcheck.report.annex.word_xml import BLOCK, BLOCK_END

_OPEN = re.compile(r"\{\{|\{%|\}\}|%\}")
# docxtpl's own tags: {%p ... %} takes its whole paragraph, {%tr ... %} its row, and so on.
_SHORT = re.compile(r"^(\{[%{])-?\s*(p|tr|tc|r)\s(.*?)-?([%}]\})$", re.DOTALL)
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKING = "The marking of an example"
_KNOWN = {v.name: v for v in VARIABLES}


@dataclass(frozen=True)
class TemplateProblem:
    """A problem of a template: the part, the number of the paragraph in it (0 for the whole file), and what is
    wrong.
    """

    part: str
    paragraph: int
    message: str

    def __str__(self) -> str:
        return (
            f"{self.part}, paragraph {self.paragraph}: {self.message}"
            if self.paragraph
            else f"{self.part}: {self.message}"
        )


def check_template(path: str | Path) -> tuple[TemplateProblem, ...]:
    """Every problem of a template, in the order of the file. Raises ``UsageError`` for a file that may not be opened at
    all.
    """
    raw = read_package(path)
    problems: list[TemplateProblem] = []
    for part, paragraphs in _texts(raw):
        for number, runs in enumerate(paragraphs, start=1):
            problems += (TemplateProblem(part, number, message) for message in _paragraph(runs, part))
    problems += _unknown(raw)
    if not problems:
        try:
            filled = fill_apart(raw, examples() | {"classification": _MARKING})
        except UsageError as error:
            problems.append(TemplateProblem(Path(path).name, 0, str(error)))
        else:
            # A report is not written on such a template, so that it is told here too.
            missing = unmarked(texts_of(filled), _MARKING)
            problems += (TemplateProblem(Path(path).name, 0, message) for message in missing)
    return tuple(problems)


def examples() -> dict[str, Any]:
    """A value for each variable, with one item in each list, to try a template out."""
    made: dict[str, Any] = {}
    for variable in VARIABLES:
        if variable.kind == "list":
            made[variable.name] = [dict.fromkeys(variable.fields, "example")]
        else:
            made[variable.name] = "example" if variable.kind == "text" else f"{BLOCK}{variable.name}{BLOCK_END}"
    return made


def _texts(raw: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """The parts that hold text, each with its paragraphs, each with the texts of its runs."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for part in sorted(n for n in package.namelist() if _PARTS.fullmatch(n)):
            root = parse_xml(package.read(part))
            yield (
                part,
                [
                    ["".join(t.text or "" for t in r.iter(f"{_W}t")) for r in p.iter(f"{_W}r")]
                    for p in root.iter(f"{_W}p")
                ],
            )


def _paragraph(runs: list[str], part: str) -> Iterator[str]:
    text = "".join(runs)
    if not _OPEN.search(text):
        return
    rest = without_tags(text)
    if _OPEN.search(rest):
        yield f"a tag that does not end, or does not begin ({_OPEN.sub('…', rest).strip()[:60]!r})"
    # Word begins a new run wherever formatting changes, also in the middle of a tag.
    ends = {sum(len(r) for r in runs[: n + 1]) for n in range(len(runs))}
    for begin, end in find_tags(text):
        tag = text[begin:end]
        yield from _tag(tag, text, part)
        if any(begin < run < end for run in ends):
            yield f"the tag {tag!r} is split up by formatting; select it in Word and clear its formatting"


def _tag(tag: str, paragraph: str, part: str) -> Iterator[str]:
    from jinja2 import TemplateSyntaxError, meta

    short = _SHORT.match(tag)
    if short and re.search(r"[%}]", short[3]):
        yield f"the tag {tag!r} holds '%' or '}}', which a tag for a paragraph, row, cell or run cannot"
        return
    # A statement cannot be read on its own, but the names in it can.
    plain = f"{short[1]} {short[3]}{short[4]}" if short else tag
    expression = plain if plain.startswith("{{") else _expression(plain)
    if expression is None:
        return
    try:
        names = meta.find_undeclared_variables(environment().parse(expression))
    except TemplateSyntaxError as error:
        yield f"the tag {tag!r} cannot be read: {error.message}"
        return
    blocks = sorted(names & {n for n, v in _KNOWN.items() if v.kind == "block"})
    if blocks and (paragraph.strip() != tag or "footer" in part or "header" in part):
        yield f"the block {blocks[0]!r} has to stand alone in a paragraph of the text"


def _expression(statement: str) -> str | None:
    """The expression in ``{% for x in expression %}`` or ``{% if expression %}``; nothing for any other statement."""
    plain = " ".join(statement.split())
    statement_match = re.match(r"\{%-? ?(?:for (?:.+?) in|if|elif) (.*?)-?%\}$", plain)
    return f"{{{{ {statement_match[1]} }}}}" if statement_match else None


def _unknown(raw: bytes) -> list[TemplateProblem]:
    """The unknown variables of a template, each where it comes first, with the nearest name that is known."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    try:
        names = DocxTemplate(io.BytesIO(raw)).get_undeclared_template_variables(environment())
    except TemplateError:
        return []  # what cannot be read is told tag by tag, or when the template is tried out
    problems = []
    for name in sorted(names - _KNOWN.keys()):
        part, number = _first(raw, name)
        near = nearest(name, _KNOWN)
        hint = f"; did you mean {near!r}?" if near else ""
        problems.append(TemplateProblem(part, number, f"unknown variable {name!r}{hint}"))
    return problems


def _tags(text: str) -> Iterator[str]:
    return (text[begin:end] for begin, end in find_tags(text))


def _first(raw: bytes, name: str) -> tuple[str, int]:
    for part, paragraphs in _texts(raw):
        for number, runs in enumerate(paragraphs, start=1):
            if any(re.search(rf"\b{re.escape(name)}\b", tag) for tag in _tags("".join(runs))):
                return part, number
    return "word/document.xml", 0
