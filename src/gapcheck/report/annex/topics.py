"""The topics of an annex that officials have to write: what is needed, from whom, and what it should answer.

The agencies are those that the guidance on treaty making and the Cabinet Manual give the matter to (Cabinet Office
Cabinet Manual 2023 at [7.126] and [7.127]). The limbs are those of the usual list of matters that an analysis
addresses; no text of the Standing Order could be read, so each drafting note says that the limb is to be checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.report.annex.document_kind import DocumentKind, Key

JUSTICE = "the Ministry of Justice"
MFAT = "the Ministry of Foreign Affairs and Trade"
AGENCIES = "the Ministry of Justice with the New Zealand Police and the Treasury"


@dataclass(frozen=True)
class Topic:
    """A topic of the context (a field of ``context.Prose``): the section it stands in, what is needed, who is asked.

    ``limb`` is the matter of the Standing Order; ``prompts`` are questions that the text should answer.
    ``in_a_review`` is what is needed once the treaty binds New Zealand, where that is something else; ``before`` says
    that it is asked for only before that.
    """

    id: str
    section: Key
    heading: str
    needs: str
    asked_of: str
    limb: str = ""
    prompts: tuple[str, ...] = ()
    in_a_review: str = ""
    before: bool = False

    def needed(self, kind: DocumentKind) -> str:
        """What is needed in an annex of a kind."""
        return self.in_a_review if self.in_a_review and not kind.proposes else self.needs

    def prompts_in(self, kind: DocumentKind) -> tuple[str, ...]:
        """What the text should answer in an annex of a kind."""
        return () if self.in_a_review and not kind.proposes else self.prompts

    def asked_in(self, kind: DocumentKind) -> bool:
        """Whether an annex of a kind asks for it."""
        return kind.proposes or not self.before


TOPICS: tuple[Topic, ...] = (
    Topic(
        "recommendation",
        "summary",
        "Recommendation",
        "the recommendation to the House and to Ministers",
        f"{JUSTICE} and {MFAT}",
        prompts=("what is proposed", "what has to come first", "by when"),
    ),
    Topic(
        "timing",
        "summary",
        "Timing",
        "the dates of the treaty action and of the legislation that it needs",
        f"{JUSTICE} and {MFAT}",
        prompts=("signature", "the Bill", "the instrument of consent", "entry into force for New Zealand"),
        before=True,
    ),
    Topic(
        "reservations_policy",
        "nature",
        "Reservations and declarations",
        "the position on reservations and declarations, and why",
        MFAT,
        "limb (c)",
        ("which are proposed", "what each would leave out", "why the law is not changed instead"),
        in_a_review="why each reservation was lodged, and whether it can be withdrawn",
    ),
    Topic(
        "tokelau",
        "nature",
        "Tokelau",
        "a statement on whether the action extends to Tokelau, after consulting it",
        MFAT,
        prompts=("when Tokelau was consulted", "what it answered", "what the instrument of consent says"),
        in_a_review="a statement on whether the treaty extends to Tokelau, and on when Tokelau was consulted",
    ),
    Topic(
        "reasons",
        "reasons",
        "",
        "an account of the reasons for New Zealand to become a party",
        f"{JUSTICE} and {MFAT}",
        "limb (a)",
        in_a_review="an account of the reasons for which New Zealand became a party",
    ),
    Topic(
        "advantages",
        "advantages",
        "Advantages",
        "an account of the advantages of the treaty entering into force for New Zealand",
        f"{JUSTICE} and {MFAT}",
        "limb (b)",
    ),
    Topic(
        "disadvantages",
        "advantages",
        "Disadvantages",
        "an account of the disadvantages of the treaty entering into force for New Zealand",
        f"{JUSTICE} and {MFAT}",
        "limb (b)",
    ),
    Topic(
        "not_entering",
        "advantages",
        "If the treaty does not enter into force for New Zealand",
        "the effects of the treaty not entering into force for New Zealand",
        f"{JUSTICE} and {MFAT}",
        "limb (d)",
        ("what cooperation rests on today", "which requests would go on failing", "what partners would make of it"),
        before=True,
    ),
    Topic(
        "dispute_settlement",
        "obligations",
        "Settlement of disputes",
        "an account of how disputes are settled",
        MFAT,
        "limb (c)",
    ),
    Topic(
        "implementation",
        "implementation",
        "What has been done",
        "an account of what has been done to give effect to the treaty",
        JUSTICE,
        "limb (g)",
    ),
    Topic(
        "intentions",
        "implementation",
        "What the Government intends",
        "a statement of the measures that the Government intends, and when",
        JUSTICE,
        "limb (g)",
        ("which of the changes above are accepted", "the Bill, its place in the programme and its timing"),
    ),
    Topic(
        "economic",
        "effects",
        "Economic effects",
        "an assessment of the economic effects",
        f"{JUSTICE} and the Treasury",
        "limb (d)",
        ("losses to cybercrime and what cooperation recovers", "effects on providers of communications services"),
    ),
    Topic(
        "social",
        "effects",
        "Social effects",
        "an assessment of the social effects",
        f"{JUSTICE} and the Ministry of Social Development",
        "limb (d)",
        ("victims", "children and young people", "privacy"),
    ),
    Topic(
        "cultural",
        "effects",
        "Cultural effects",
        "an assessment of the cultural effects",
        f"{JUSTICE} and Manatū Taonga Ministry for Culture and Heritage",
        "limb (d)",
    ),
    Topic(
        "environmental",
        "effects",
        "Environmental effects",
        "an assessment of the environmental effects",
        "the Ministry for the Environment",
        "limb (d)",
    ),
    Topic(
        "te_tiriti",
        "effects",
        "Te Tiriti o Waitangi and Māori interests",
        "an analysis of Te Tiriti o Waitangi and of the interests of Māori, with an account of how Māori were engaged",
        f"{JUSTICE} with Te Puni Kōkiri",
        prompts=("who was engaged and when", "control over Māori data", "effects on Māori in the justice system"),
    ),
    Topic(
        "human_rights",
        "effects",
        "Human rights",
        "an analysis of consistency with the New Zealand Bill of Rights Act 1990 and the Human Rights Act 1993",
        f"{JUSTICE}, with Crown Law",
    ),
    Topic(
        "costs",
        "costs",
        "",
        "an estimate of the costs of compliance for agencies and business",
        AGENCIES,
        "limb (e)",
        ("volumes of directions, orders and requests a year", "full-time equivalents", "systems", "who pays"),
    ),
    Topic(
        "consultation",
        "consultation",
        "",
        "an account of the consultation that was done and is proposed",
        f"{JUSTICE} and {MFAT}",
        "limb (h)",
        ("how many answered", "what they said", "what came of it"),
    ),
    Topic(
        "protocols",
        "protocols",
        "",
        "an account of protocols and amendments that may follow, and their likely effects",
        MFAT,
        "limb (f)",
    ),
    Topic("withdrawal", "withdrawal", "", "an account of how New Zealand could withdraw", MFAT, "limb (i)"),
    Topic(
        "regulatory_impact",
        "regulatory_impact",
        "",
        "the regulatory impact analysis, with the statement of the agency on disclosure and quality",
        f"{JUSTICE} and the Ministry for Regulation",
    ),
)
TOPIC = {topic.id: topic for topic in TOPICS}
