"""The topics of an annex that officials have to write: what is needed, and from whom.

The agencies are those that the guidance on treaty making and the Cabinet Manual give the matter to (Cabinet Office
Cabinet Manual 2023 at [7.126] and [7.127]).
"""

from __future__ import annotations

from dataclasses import dataclass

JUSTICE = "the Ministry of Justice"
MFAT = "the Ministry of Foreign Affairs and Trade"
AGENCIES = "the Ministry of Justice with the New Zealand Police and the Treasury"


@dataclass(frozen=True)
class Topic:
    """A topic of the context (a field of ``context.Prose``), the section it stands in, what is needed, and who is
    asked.
    """

    id: str
    section: int
    heading: str
    needs: str
    asked_of: str


TOPICS: tuple[Topic, ...] = (
    Topic("tokelau", 2, "Tokelau", "a statement on whether the action extends to Tokelau, after consulting it", MFAT),
    Topic("reasons", 3, "", "an account of the reasons for New Zealand to become a party", f"{JUSTICE} and {MFAT}"),
    Topic("advantages", 4, "Advantages", "an account of the advantages of becoming a party", f"{JUSTICE} and {MFAT}"),
    Topic(
        "disadvantages",
        4,
        "Disadvantages",
        "an account of the disadvantages of becoming a party, and of staying out",
        f"{JUSTICE} and {MFAT}",
    ),
    Topic("dispute_settlement", 5, "Settlement of disputes", "an account of how disputes are settled", MFAT),
    Topic(
        "implementation",
        6,
        "What the Government intends",
        "a statement of the measures that the Government intends",
        JUSTICE,
    ),
    Topic("economic", 7, "Economic effects", "an assessment of the economic effects", f"{JUSTICE} and the Treasury"),
    Topic(
        "social",
        7,
        "Social effects",
        "an assessment of the social effects",
        f"{JUSTICE} and the Ministry of Social Development",
    ),
    Topic(
        "cultural",
        7,
        "Cultural effects",
        "an assessment of the cultural effects",
        f"{JUSTICE} and Manatū Taonga Ministry for Culture and Heritage",
    ),
    Topic(
        "environmental",
        7,
        "Environmental effects",
        "an assessment of the environmental effects",
        "the Ministry for the Environment",
    ),
    Topic(
        "te_tiriti",
        7,
        "Te Tiriti o Waitangi and Māori interests",
        "an analysis of Te Tiriti o Waitangi and of the interests of Māori, with an account of how Māori were engaged",
        f"{JUSTICE} with Te Puni Kōkiri",
    ),
    Topic(
        "human_rights",
        7,
        "Human rights",
        "an analysis of consistency with the New Zealand Bill of Rights Act 1990 and the Human Rights Act 1993",
        f"{JUSTICE}, with Crown Law",
    ),
    Topic("costs", 8, "", "an estimate of the costs of compliance for agencies and business", AGENCIES),
    Topic(
        "consultation", 9, "", "an account of the consultation that was done and is proposed", f"{JUSTICE} and {MFAT}"
    ),
    Topic(
        "protocols", 10, "", "an account of protocols and amendments that may follow, and their likely effects", MFAT
    ),
    Topic("withdrawal", 11, "", "an account of how New Zealand could withdraw", MFAT),
    Topic(
        "regulatory_impact",
        12,
        "",
        "the regulatory impact analysis, with the statement of the agency on disclosure and quality",
        f"{JUSTICE} and the Ministry for Regulation",
    ),
)
TOPIC = {topic.id: topic for topic in TOPICS}
