"""A verdict in the signs of other forms. What a form has no sign for (a reservation, a contested point) keeps a word of
its own, and is never forced into yes or no.
"""

from __future__ import annotations

from collections.abc import Mapping

COMPLIANCE: Mapping[str, str] = {
    "met": "+",
    "met_with_reservation": "+ (R)",
    "partial": "\u2212/+",
    "unmet": "\u2212",
    "unclear": "?",
    "not_assessed": "Not assessed",
    "no_duty": "n/a",
    "withheld": "Withheld",
}
"""As concordance tables of the European Union have it; (R) rests on a reservation, ? is contested."""

ANSWER: Mapping[str, str] = {
    "met": "Yes",
    "met_with_reservation": "Yes, with a reservation",
    "partial": "Yes, in part",
    "unmet": "No",
    "unclear": "Open: contested",
    "not_assessed": "Open: not assessed",
    "no_duty": "Not applicable: no duty",
    "withheld": "Withheld",
}
"""As self-assessment checklists ask it, with two answers that they lack."""

RATING: Mapping[str, str] = {
    "met": "C",
    "met_with_reservation": "C (R)",
    "partial": "LC or PC",
    "unmet": "NC",
    "unclear": "Not rated",
    "not_assessed": "Not rated",
    "no_duty": "NA",
    "withheld": "Not rated",
}
"""Compliant, largely or partially compliant (how much a shortcoming weighs is the assessor's to say), non-compliant."""

MARK: Mapping[str, str] = {
    "met": "X",
    "met_with_reservation": "X (R)",
    "partial": "X (in part)",
    "unmet": "\u2013",
    "unclear": "?",
    "not_assessed": "?",
    "no_duty": "NA",
    "withheld": "Withheld",
}
"""As matrices under resolution 1540 have it: X where a measure is in place, ? where that is open."""
