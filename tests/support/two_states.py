"""A second State beside the one of the example of Ruritania."""

from __future__ import annotations

from pathlib import Path

RURITANIA = Path(__file__).parents[2] / "examples" / "ruritania"
ACT = """
act: {id: eggs-act-1900, title: Eggs Act 1900}
sections:
  - section: "2"
    heading: Licences
    rules:
      - id: "2"
        kind: licensing
        text: The Minister licenses the taking of eggs for science.
        in_force: {from: 1901-01-01, to: null}
        gives: [{facet: licence, concepts: [for-science]}]
        source: [{ref: Eggs Act 1900, pinpoint: s 2, checked: verified}]
"""
