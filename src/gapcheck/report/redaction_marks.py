"""The marks of a released paper: grounds, codes and words that stand in the place of text that was taken out.

What is shaped like a ground is taken for a mark if it stands alone on its line, in square brackets, or before a dash
or colon and its reason. In running text it is one too, unless the words around it show that it cites a provision or
numbers a paragraph:

* another Act is named before or after it, or it has no ``s`` and follows the word article, clause, paragraph or the
  like;
* it is spelt out (``section 6(a)``), or follows ``see`` or ``under`` and is of s 6 or 7, and nothing is said of
  withholding;
* it has no ``s`` and begins a line that goes on, or is of s 6 or 7 and does not end a line after a full stop.

Text can also be taken out without a ground: ``[Out of scope]``, ``[deleted]``, blacked-out blocks. These are marks too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

# A ground may be broken over two lines, but not over a blank one.
_GAP = r"[^\S\n]{0,4}\n?[^\S\n]{0,4}"


def _bracket(inside: str) -> str:
    return rf"{_GAP}\({_GAP}{inside}{_GAP}\)"


# Official Information Act 1982: s 6, 7, 9(2), and the refusals of s 18. Local Government Official Information and
# Meetings Act 1987: s 7(2).
GROUND = re.compile(
    rf"(?<!\w)(?<!\d\.)(?P<prefix>(?:ss?|sections?)\b\.?{_GAP}|ss?(?=\d))?"
    rf"(?P<ground>[67]{_bracket('[a-z]')}|[79]{_bracket('2')}{_bracket('[a-z]{1,2}')}|18{_bracket('[a-z]{1,2}')})"
    rf"(?P<last>{_bracket('[ivx]+')}|(?<=\))[ivx]+(?!\w))?(?!\w|\((?![A-Za-z]{{4}}))",
    re.IGNORECASE,
)
_JOIN = r"\s*(?:,|;|/|&|-|\u2013|and\b|or\b|to\b)\s*(?:and\s+|or\s+)?"
_PINPOINT = r"\d+[A-Z]*(?:\s*\([0-9a-z]+\))*"
_LISTED = rf"(?:ss?\b\.?\s*|sections?\s+)?(?:{_PINPOINT}{_JOIN})*(?:ss?\b\.?\s*)?"

# What makes a number the pinpoint of something else, also through a list: "articles 4(2), 6(3) and 9(2)(b)".
_OTHER = (
    "art|article|para|paragraph|cl|clause|reg|regulation|rule|sch|schedule|annex|appendix|item|point|part|principle|"
    "order|recommendation|question|option|step|note|figure|table"
)
_BEFORE_OTHER = re.compile(rf"\b(?:{_OTHER})s?\.?\s*{_LISTED}$", re.IGNORECASE)
_BEFORE_ACT = re.compile(rf"\b(?:Act|Bill|Code|Convention|Regulations)(?:\s+\d{{4}})?,?\s*\(?{_LISTED}$")
_AFTER = re.compile(
    rf"(?:{_JOIN}(?:ss?\b\.?\s*|sections?\s+)?{_PINPOINT})*,?\s*"
    r"(?:(?:of|in|to|under)\s+(?:the|that|this|our|its|an?)\s+(?P<named>[^.;:]{0,120})"
    r"|(?P<title>(?:[A-Z][\w'-]*,?\s+){1,8}Act\b))"
)
_LAW = re.compile(
    r"\b(?:Acts?|Bill|Code|Convention|Treaty|Protocol|Regulations|Covenant|Charter|Ordinance|Order|Rules)\b"
)
_OWN = re.compile(r"Official Information|\bOIA\b|\bLGOIMA\b|^Act\b(?!\s*\d)")
_WITHHELD = re.compile(r"\b(?:withh[eo]ld|withholding|redact\w*|removed|deleted|refused)\b[^.;:]*$", re.IGNORECASE)
_CITING = re.compile(r"\b(?:see|under|pursuant to|by virtue of|in terms of)\s*$", re.IGNORECASE)
# So many characters on either side tell what a ground stands in.
_WINDOW = 300
_SHORT = re.compile(r"\s*(?:,|and|or|&|/)\s*\([a-z]{1,3}\)", re.IGNORECASE)
_NUMBERING = re.compile(r"[-*+\u2022>|#_\[\]().,;:\d\s\u00b9\u00b2\u00b3\u2070-\u2079]*")
_NOTHING = re.compile(r"[*_|\]).,;:\s]*")
_FILLING = re.compile(
    r"\b(?:ss?|sections?|and|or|under|withheld|redacted|removed|deleted|information|text|of|the|OIA|LGOIMA)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"[*_]*\s*(?:[-:\u2013\u2014]\s*)(?P<reason>[A-Za-z][^.;:\n]{3,90})[.*_|\s]*$")
_NUMBERED = re.compile(r"[-*+\u2022>|#_\s\u00b9\u00b2\u00b3\u2070-\u2079]*(?:\[?\d{1,3}(?:\.\d{1,3})*[.)\]]?\s+)?")
_JOINED = re.compile(r"\s*(?:,|;|/|&|-|\u2013|and|or)\s*(?:and\s+|or\s+)?", re.IGNORECASE)

# Text that was taken out without a ground, by the name under which it is counted.
_WORDS: Mapping[str, str] = {
    "out of scope": (
        r"(?:out(?:side)?[\s-]+(?:of[\s-]+)?|not[\s-]+(?:with)?in[\s-]+)(?:the[\s-]+)?scope"
        r"(?:[\s-]+of[\s-]+(?:the[\s-]+)?request)?"
        r"(?:\s+(?:text|information|content|material))?(?:\s+(?:removed|deleted|redacted|withheld))?|OOS"
    ),
    "not relevant": r"(?:not|non)[\s-]+relevant(?:\s+to(?:\s+(?:the|this|your))?\s+request)?|irrelevant",
    "legal privilege": r"(?:legally|legal(?:\s+professional)?)[\s-]+privileged?(?:\s+(?:information|advice))?",
    "commercially sensitive": r"commercial(?:ly)?[\s-]+(?:sensitive|in[\s-]+confidence)",
    "not stated": (
        r"(?:(?:text|information|content|paragraphs?|pages?|section|table|name|details?)\s+"
        r"(?:has\s+been\s+|have\s+been\s+)?)?"
        r"(?:withheld|redacted|removed|deleted)(?:\s+(?:text|information))?(?:\s+in\s+(?:full|part))?|redaction|x{3,}"
    ),
}
_IN_BRACKETS = re.compile(r"[\[\u3010](?P<inside>[^\[\]\n]{3,120})[\]\u3011]")
_ALONE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _WORDS.items()}
_BLOCKS = r"[\u2588\u2587\u2589\u25a0\u25ac\u25cf\u2b1b]{2,}"
_BLACK = re.compile(rf"{_BLOCKS}(?:\s{{0,3}}{_BLOCKS})*")
# What looks like a ground and is none that can be read.
_UNREAD = re.compile(
    r"(?<![\w.(])(?:(?:ss?\.?\s?|sections?\s+)(?:6|7|9|18)(?:\s?\(2\))?(?:\s?\([a-z0-9]{1,5})?|9\s?\(2\))"
    r"(?=[^\S\n]*(?:[\]|*_]|$))",
    re.IGNORECASE | re.MULTILINE,
)
# A ground whose brackets are wrong wherever it stands (s 9(2)f(iv), 9(2)(f(iv)), and in square brackets any other
# spelling of one ([s6a], [9.2.a], [section 9(2) withheld]).
_MISSPELT = re.compile(
    r"(?<![\w.(])(?:(?:ss?\.?\s?|sections?\s+)?9\s?\(2\)?(?:[a-z]{1,2}\s?\(|[a-z]{1,2}\)|\([a-z]{1,2}\s?\()[a-z]*\)?"
    r"|(?<=\[)(?:(?:withheld|redacted|removed|deleted|refused)\W+(?:under\s+)?)?"
    r"(?:(?:ss?\.?\s?|sections?\s+)(?:(?:6|7|18)[\s.]?|9[\s.]?2[\s.]?)[a-z](?!\w)|9[\s.]2[\s.][a-z]{1,2}(?!\w)"
    r"|(?:ss?\.?\s?|sections?\s+)?9\s?\(2\)(?=\s*(?:(?:withheld|redacted|removed|deleted)\s*)?\])))",
    re.IGNORECASE,
)
_ALSO = re.compile(rf"\s*(?:,|;|/|&|and|or)\s*(?:and\s+)?(?P<words>{_WORDS['out of scope']})(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"\[(?P<code>\d{1,2}[A-Za-z]?)\]")


@dataclass(frozen=True)
class Mark:
    """What stands in the text in place of what was taken out: its ground (or how it is counted, if it gives none), the
    line (from 1) where it begins, and how it is written.
    """

    ground: str
    line: int
    text: str


@dataclass(frozen=True)
class Marks:
    """The marks of a paper; ``cut`` are those after which another was cut short, ``unread`` what looks like a mark."""

    marks: tuple[Mark, ...]
    cut: tuple[Mark, ...]
    unread: tuple[Mark, ...]


def find_marks(paper: str, taken: Collection[int], codes: Mapping[str, str]) -> Marks:
    """The marks of a paper outside the lines ``taken`` by its key. ``codes`` are those of the key: ``[33]``."""
    starts = [0, *(line_end.end() for line_end in re.finditer("\n", paper))]

    def line(offset: int) -> int:
        return bisect_right(starts, offset)

    found: list[tuple[int, int, Mark]] = []
    cut: list[Mark] = []
    for match in _grounds(paper):
        if line(match.start()) in taken:
            continue
        mark = Mark(normal(match), line(match.start()), " ".join(match.group().split()))
        found.append((match.start(), match.end(), mark))
        cut += [mark] if _SHORT.match(paper, match.end()) else []
        # "9(2)(a), 9(2)(h), out of scope": a list of reasons ends in one that is no ground.
        if also := _ALSO.match(paper, match.end()):
            scope = Mark("out of scope", line(also.start("words")), " ".join(also["words"].split()))
            found.append((also.start("words"), also.end("words"), scope))
    for others in (_in_brackets(paper), _on_lines(paper), _blacked_out(paper), _coded(paper, codes)):
        covered = sorted((a, b) for a, b, _ in found)
        for start, end, name in others:
            if line(start) not in taken and not _overlaps(covered, start, end):
                found.append((start, end, Mark(name, line(start), " ".join(paper[start:end].split()))))
    covered = sorted((a, b) for a, b, _ in found)
    unread = [
        Mark("", line(m.start()), m[0].strip())
        for m in (
            *(m for m in _UNREAD.finditer(paper) if _looks_marked(paper, m)),
            *_MISSPELT.finditer(paper),
            *_other_codes(paper, codes),
        )
        if line(m.start()) not in taken and not _overlaps(covered, m.start(), m.end())
    ]
    found.sort(key=lambda f: f[:2])
    return Marks(tuple(mark for _, _, mark in found), tuple(cut), tuple(unread))


def normal(match: re.Match[str]) -> str:
    """The ground as it is cited: ``s 9(2)(g)(i)``. Capitals stay, since they would be another provision."""
    last = "".join((match["last"] or "").split())
    if last and not last.startswith("("):  # 9(2)(g)i
        last = f"({last})"
    return "s " + "".join(match["ground"].split()) + last


def _overlaps(covered: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(covered, (end, -1))
    return at > 0 and covered[at - 1][1] > start


def _grounds(paper: str) -> Iterator[re.Match[str]]:
    """Every ground that is a mark, also by what it is joined with: ``6(a) / 9(2)(d)``."""
    matches = list(GROUND.finditer(paper))
    marked = [_is_mark(paper, match) for match in matches]
    for order in (range(1, len(matches)), range(len(matches) - 2, -1, -1)):
        for n in order:
            other = n - 1 if order.step > 0 else n + 1
            first, second = sorted((n, other))
            gap = paper[matches[first].end() : matches[second].start()]
            if marked[other] and not marked[n] and len(gap) < 12 and _JOINED.fullmatch(gap):
                marked[n] = True
    return (match for match, is_mark in zip(matches, marked, strict=True) if is_mark)


def _is_mark(paper: str, match: re.Match[str]) -> bool:
    """Whether what is shaped like a ground stands in the place of text that was taken out."""
    line_before = paper[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]
    line_after = paper[match.end() : match.end() + _WINDOW].partition("\n")[0]
    # Alone on its line, or in brackets, a ground stands for what was taken out, whatever is around it.
    begins, ends = _NUMBERING.fullmatch(_without_grounds(line_before)), _NOTHING.fullmatch(_without_grounds(line_after))
    if (begins and ends) or _bracketed(line_before, line_after):
        return True
    if _NUMBERED.fullmatch(line_before) and _stamped(match, line_after):
        return True
    before, after = _around(paper, match)
    withheld = bool(_WITHHELD.search(before))
    prefix, vague = match["prefix"], match["ground"][0] in "67" and "2" not in match["ground"]
    if (prefix is None and _BEFORE_OTHER.search(before)) or _cites_act(before, after, withheld=withheld):
        return False
    # 6 and 7 are also numbers of articles and paragraphs: without an s they count only after a full sentence.
    if prefix is None:
        if match["ground"].startswith("18"):
            return bool(ends and re.search(r"[.!?]\W*\s$", line_before))
        return bool(ends and re.search(r"[.!?]\W*\s$", line_before)) if vague else not begins
    # Officials cite the Act as section 6(a) and mark what they withhold as s 6(a).
    spelt = prefix.lower().startswith("sec")
    return withheld or not (spelt or ((vague or match["ground"].startswith("18")) and _CITING.search(before)))


def _without_grounds(text: str) -> str:
    """A part of a line without the grounds in it and what joins them."""
    left = GROUND.sub("", text)
    return _JOINED.sub(" ", left) if left != text else text


def _stamped(match: re.Match[str], line_after: str) -> bool:
    """Whether a line is a ground with its reason: ``9(2)(f)(iv) - confidential advice to government``."""
    reason = _REASON.match(line_after)
    words = reason["reason"].split() if reason else []
    return 0 < len(words) <= 12 and match["ground"][0] in "679"


def _around(paper: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a ground in its own paragraph, on one line."""
    before = re.split(r"\n\s*\n", paper[max(0, match.start() - _WINDOW) : match.start()])[-1]
    after = re.split(r"\n\s*(?:\n|[-*\u2022] )", paper[match.end() : match.end() + _WINDOW])[0]
    return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)


def _bracketed(before: str, after: str) -> bool:
    """Whether a ground stands in square brackets, first or alone, or with such words as ``withheld``."""
    opened, closed = before.rfind("["), after.find("]")
    if opened < 0 or closed < 0 or opened < before.rfind("]"):
        return False
    left = _FILLING.sub("", _without_grounds(before[opened + 1 :]))
    right = _FILLING.sub("", _without_grounds(after[:closed]))
    if re.search(r"\w", left):
        return False
    # "[s 6(a): the partner said no]", "[9(2)(h) legal professional privilege]", but not "[s 6(a) of the Crimes Act]".
    return not re.search(r"\w", right) or after.startswith(":") or (len(right) < 80 and not _LAW.search(after[:closed]))


def _cites_act(before: str, after: str, *, withheld: bool) -> bool:
    """Whether a ground is cited as a provision of an Act that is named; one of the Act itself may say what was
    withheld.
    """
    if named_before := _BEFORE_ACT.search(before):
        ours = _OWN.search(before[: named_before.end()]) is not None
        return not (ours and withheld)
    named = _AFTER.match(after)
    if named is None:
        return False
    law = named["title"] or named["named"]
    return not withheld if _OWN.search(law) else bool(_LAW.search(law))


def _in_brackets(paper: str) -> Iterator[tuple[int, int, str]]:
    """Where words in square brackets tell that text was taken out, with the name under which that is counted."""
    for bracket in _IN_BRACKETS.finditer(paper):
        inside = bracket["inside"].strip(" .:*_")
        # "[deleted – three paragraphs]": what was taken out, or why, may follow.
        head = re.split(r"\s*[-\u2013\u2014:;,]\s+|\s+under\b|\s+as\b|\s+for\b", inside, maxsplit=1)[0]
        name = next((n for n, pattern in _ALONE.items() if pattern.fullmatch(head)), None)
        if name:
            yield bracket.start(), bracket.end(), name


def _on_lines(paper: str) -> Iterator[tuple[int, int, str]]:
    """The same on a line of its own."""
    for line in re.finditer(r"[^\n]+", paper):
        words = line[0].strip(" \t|*_>#-\u2022().:[]")
        name = next((n for n, pattern in _ALONE.items() if pattern.fullmatch(words)), None) if len(words) < 60 else None
        if name:
            yield line.start(), line.end(), name


def _blacked_out(paper: str) -> Iterator[tuple[int, int, str]]:
    for black in _BLACK.finditer(paper):
        yield black.start(), black.end(), "blacked out"


def _coded(paper: str, codes: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The numbered codes of a key, where they stand in the text."""
    for match in _CODE.finditer(paper) if codes else ():
        if match["code"] in codes:
            yield match.start(), match.end(), codes[match["code"]]


def _other_codes(paper: str, codes: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """Numbers in square brackets that stand where a code would, and are not in the key of a paper that has codes."""
    for match in _CODE.finditer(paper) if codes else ():
        before = paper[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]
        # At the head of a line they number paragraphs, and glued to a word they number notes.
        if match["code"] not in codes and before.strip() and before.endswith(" "):
            yield match


def _looks_marked(paper: str, match: re.Match[str]) -> bool:
    """Whether ``s 9`` or ``s 9(2)`` stands where a mark would: alone on its line, or in square brackets."""
    before = paper[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]
    after = paper[match.end() : match.end() + _WINDOW].partition("\n")[0]
    alone = _NUMBERED.fullmatch(before) and _NOTHING.fullmatch(after)
    return bool(alone) or (before.rstrip().endswith("[") and after.lstrip().startswith("]"))
