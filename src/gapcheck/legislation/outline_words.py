"""How a scaffold writes its words: quoted values, ids, comments, and what a provision is called."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from textwrap import shorten

from gapcheck.legislation.tree import Legislation, Node

MOST_CHARACTERS = 500
MOST_OF_ID = 100
NO_HEADING = "[no heading]"

_UNITS = {"section": "s", "regulation": "r", "rule": "r", "clause": "cl", "order": "cl", "article": "art"}


def unit(text: Legislation) -> str:
    """What a provision is cited by: ``s``, ``r`` for a regulation or rule, ``cl`` for a clause."""
    if text.type in ("bill", "sop"):
        return "cl"
    return _UNITS.get(text.division or "", "r" if text.type == "regulation" else "s")


def short(text: str) -> str:
    """A text of no more characters than a comment should have."""
    return shorten(text, MOST_CHARACTERS, placeholder=" ...")


def quoted(text: str) -> str:
    """A text in quotation marks, as JSON and YAML both write it; a plain number or id stays plain."""
    return text if re.fullmatch(r"[A-Z]{2,}\d+", text) else json.dumps(short(text), ensure_ascii=False)


def slug(title: str) -> str:
    """``crimes-act-1961``."""
    # Ids are typed by hand: no macrons and no apostrophes.
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "-", plain)[:MOST_OF_ID].strip("-") or "act"


def heading_of(node: Node) -> str:
    """The heading of a provision, or a sign that there is none."""
    return node.heading or NO_HEADING


def commented(lines: Iterable[str], prefix: str) -> Iterator[str]:
    """Lines as comments."""
    return (f"{prefix}{line}" for line in lines)
