"""The variables of a form, each with what it means and the fields of its items. docs/forms.md is written from here."""

from __future__ import annotations

from typing import Literal, NamedTuple


class FormVariable(NamedTuple):
    """A variable: a text, or a list whose items have ``fields``; ``of`` names the list whose items they are."""

    name: str
    kind: Literal["text", "list"]
    meaning: str
    of: str = ""


def _texts(*pairs: tuple[str, str]) -> tuple[FormVariable, ...]:
    return tuple(FormVariable(name, "text", meaning) for name, meaning in pairs)


FORM_VARIABLES: tuple[FormVariable, ...] = (
    *_texts(
        ("form", "The title of the form"),
        ("classification", "The marking, for the head and foot of each page"),
        ("copy", "Whether this is an internal copy or a release copy"),
        ("clearance", "How far the document is cleared, by whom and when"),
        ("subject", "The full title of the instrument"),
        ("short_title", "The short title of the instrument"),
        ("citation", "The citation of the instrument"),
        ("division", "What the instrument calls its parts: article, item"),
        ("state", "The State whose law it is"),
        ("language", "The language tag of the document"),
        ("information_act", "The Act under which words are withheld"),
        ("law_as_at", "The day of the law, in words"),
        ("law_known", "How far the law is known"),
        ("treaty_read", "How far the treaty was read"),
        ("binding", "Whether the instrument binds the State on the day"),
        ("consent", "The act by which the State consented"),
        ("participation", "Parties and signatories"),
        ("reading", "The reading that the verdicts follow"),
        ("reform", "The reform that was laid over the law, or None"),
        ("summary", "How many articles have each verdict, in a sentence"),
        ("certainty", "How many are settled, rest on a view, or are contested"),
        ("reservations_in_short", "The reservations and declarations that were lodged, in a few words"),
        ("view_basis", "What a working view is"),
        ("disclaimer", "That the verdicts are working analysis"),
        ("data_version", "The version of the data"),
        ("gapcheck_version", "The version of gapcheck"),
    ),
    FormVariable("articles", "list", "Every article", "article"),
    FormVariable("judged", "list", "The articles that hold a duty to judge", "article"),
    FormVariable("met", "list", "Those that are met, with or without a reservation", "article"),
    FormVariable("not_met", "list", "Those that are not met, met in part, or contested", "article"),
    FormVariable("better", "list", "Those that are met and in which the law goes beyond the instrument", "article"),
    FormVariable("duties", "list", "Every duty", "duty"),
    FormVariable("chapters", "list", "The chapters, each with its articles", "chapter"),
    FormVariable("provisions", "list", "The provisions that any verdict rests on", "provision"),
    FormVariable("reservations", "list", "Reservations and declarations that are allowed", "reservation"),
    FormVariable("lodged", "list", "Those that the State lodged", "reservation"),
    FormVariable("questions", "list", "The questions that the verdicts turn on", "question"),
    FormVariable("measures", "list", "The changes of law", "measure"),
    FormVariable("counts", "list", "How many articles have each verdict", "count"),
    FormVariable("grounds", "list", "The grounds for withholding that are used", "ground"),
)

_VERDICT = (
    ("status", "The verdict as a code"),
    ("verdict", "The verdict in words: Likely met"),
    ("certainty", "Settled, On our working view, or Contested"),
    ("answer", "Yes; Yes, with a reservation; Yes, in part; No; Open"),
    ("compliance", "+, + (R), \u2212/+, \u2212, or ?"),
    ("rating", "C, C (R), LC or PC, NC, NA, or Not rated"),
)
FORM_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "article": (
        ("article", "Its number"),
        ("label", "Art 16"),
        ("heading", "Its heading"),
        ("chapter", "The chapter that it stands in"),
        *_VERDICT,
        ("sentence", "The verdict in a sentence"),
        ("why", "Why, in at most three sentences"),
        ("asks", "What it asks, duty by duty, in our words"),
        ("treaty_text", "The article in full where a text of the treaty was given, and else what it asks"),
        ("treaty_text_from", "Empty for the treaty's own text, and else whose words these are"),
        ("law", "The provisions cited, one Act a line"),
        ("our_law", "The provisions with what each says, in our words"),
        ("provisions", "The provisions with their texts: a list"),
        ("turning", "The question that the verdict turns on, with our view"),
        ("questions", "The titles of the questions"),
        ("would_change", "What would change or confirm the verdict"),
        ("recommendation", "The same in one line, or else why the verdict is as it is"),
        ("left_out", "What the law leaves out, in one line"),
        ("short_basis", "The reservations that it rests on, or else the questions that it turns on, in one line"),
        ("beyond_doubt", "Of what is met: what would put it beyond doubt"),
        ("proposed", "The changes of law; nothing where none is needed"),
        ("proposal", "The same, or that none is proposed"),
        ("reservations", "The reservations and declarations that the verdict rests on"),
        ("goes_beyond", "In what the law goes beyond the instrument, at length"),
        ("goes_beyond_in", "The same in a few words"),
        ("duties", "Its duties: a list"),
    ),
    "duty": (
        ("duty", "Its number"),
        ("label", "Art 16(2)"),
        ("article", "The number of its article"),
        ("heading", "The heading of its article"),
        ("chapter", "The chapter that it stands in"),
        ("asks", "What it asks, in our words"),
        ("force", "Shall (binding), May, ..."),
        ("kind", "Criminal offence, Investigatory power, ..."),
        *_VERDICT,
        ("sentence", "The verdict in a sentence"),
        ("reason", "Why, in at most three sentences"),
        ("law", "The provisions cited, one Act a line"),
        ("left_out", "What the law leaves out"),
        ("turning", "The question that the verdict turns on, with our view"),
        ("would_change", "What would change or confirm the verdict"),
        ("proposed", "The changes of law; nothing where none is needed"),
        ("reservations", "The reservations and declarations that the verdict rests on"),
        ("goes_beyond", "In what the law goes beyond the instrument, at length"),
        ("goes_beyond_in", "The same in a few words, one a line"),
        ("provisions", "The provisions with their texts: a list"),
        ("law_mark", "X, X (R), X (in part), \u2013, ?, or NA: the law"),
        ("law_sources", "The provisions of Acts"),
        ("enforcement_mark", "X, \u2013, or NA: penalties, sanctions and practice on record"),
        ("enforcement_sources", "Penalties with their maximum, sanctions, and measures outside statute"),
    ),
    "chapter": (
        ("chapter", "Its title"),
        ("articles", "Its articles: a list"),
        ("met", "Its articles that are met: a list"),
        ("not_met", "Its articles that are not met, met in part, or contested: a list"),
        ("better", "Its articles that are met and in which the law goes beyond the instrument: a list"),
    ),
    "provision": (
        ("citation", "How it is cited"),
        ("heading", "The heading of its section"),
        ("text", "The section in full where the official text is at hand, and else what it says in our words"),
        ("basis", "Whose words the text is"),
    ),
    "reservation": (
        ("duty", "The duty on which it bears"),
        ("kind", "Reservation or Declaration"),
        ("under", "The article that allows it"),
        ("allows", "What it lets a State do"),
        ("made", "The day on which it was lodged"),
        ("lodged", "What was lodged"),
        ("uncertain", "Said where it is not certain that it reaches this"),
    ),
    "question": (
        ("title", "Its title"),
        ("asks", "What it asks"),
        ("view", "Our working view"),
        ("settled_by", "What would settle it"),
        ("who", "Who can confirm it"),
        ("articles", "The articles that it turns"),
    ),
    "measure": (
        ("act", "The Act"),
        ("vehicle", "Amendment, new provision, reservation, practice"),
        ("change", "What the change has to do"),
        ("serves", "The duties that need it"),
        ("certain", "Whether it is needed in any case, or on our working view"),
    ),
    "count": (("verdict", "The verdict"), ("articles", "How many articles have it")),
    "ground": (("ground", "The ground"), ("reason", "Its reason")),
}
"""The fields of the items of each kind."""
