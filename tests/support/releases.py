"""What the tests of a release share: a context that is ready for it."""

from __future__ import annotations

from typing import Any

from support.annexes import SECRET

RELEASE: dict[str, Any] = {
    "minister": "Minister of Justice",
    "date": "2019-07-01",
    "public_interest": True,
    "licence": "CC BY 4.0",
    "documents": [{"title": "Minute of decision", "reference": "CBC-19-MIN-0001", "date": "2019-06-20"}],
}
READY: dict[str, Any] = {
    "context": {
        "instrument": "model",
        "author": "Legal policy",
        "clearance": {"status": "cabinet-approved", "by": "Cabinet", "date": "2019-06-20"},
        "standing_orders": {"edition": "2017", "presentation": "397", "analysis": "398"},
    },
    "prose": {
        "reasons": ["Open.", {"parts": ["Talks with", {"text": SECRET, "withheld": "s 6(a)"}, "go on."]}],
        "costs": [{"text": SECRET, "withheld": "s 9(2)(f)(iv)"}],
    },
    "consultation": [{"from": "2018-02-01", "title": "First round", "who": {"text": SECRET, "withheld": "s 9(2)(a)"}}],
    "release": RELEASE,
}


def without(key: str) -> dict[str, Any]:
    """The context without a part."""
    return {name: value for name, value in READY.items() if name != key}
