"""What the page may do: its content security policy, and which addresses it may link to."""

from __future__ import annotations

import base64
import hashlib
import re

_SAFE = re.compile(r"https://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+")


def policy(script: str, style: str) -> str:
    """The policy of a page with one script and one style sheet, each named by the hash of its text (CSP Level 3)."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def web_address(url: str | None) -> str | None:
    """The address if a link may lead there: https only, with nothing in it that an address does not hold."""
    return url if url is not None and _SAFE.fullmatch(url) else None
