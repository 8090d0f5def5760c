"""Folders of tests/bad that hold one malformed file each: where the problem is told, its code, and words of the
message.
"""

from __future__ import annotations

ACT, CHAPTER = "nz_statutes/broken.yaml", "obligations/treaty/broken.yaml"
STATEMENTS = "obligations/statements.yaml"
QUESTIONS = "obligations/questions/broken.yaml"
POSITIONS, BILL = "obligations/positions/new_zealand.yaml", "nz_statutes/reforms/broken.yaml"

# Folder of tests/bad, the place that the only problem points at, its code, and words that the message must hold.
MALFORMED: list[tuple[str, str, str, tuple[str, ...]]] = [
    # keys
    (
        "unknown-key",
        f"{ACT}:15",
        "unknown-key",
        (
            "sections[0].rules[0].gvies",
            "unknown key 'gvies'",
            "expected one of id, kind, text, in_force",
            "did you mean 'gives'?",
        ),
    ),
    (
        "key-of-python",
        f"{ACT}:13",
        "unknown-key",
        ("in_force.start", "unknown key 'start'", "expected one of from, to, by, enacted"),
    ),
    (
        "comma-in-text",
        f"{ACT}:13",
        "unknown-key",
        ("unknown key 'copy or keep'", "expected quotation marks around a text that holds a comma"),
    ),
    (
        "title-for-heading",
        f"{ACT}:5",
        "unknown-key",
        ("unknown key 'title'", "did you mean 'heading'?"),
    ),
    ("missing-key", f"{CHAPTER}:8", "missing-key", ("articles[0].duties[0]", "the key 'force' is missing")),
    (
        "drop-without-facet",
        f"{BILL}:4",
        "missing-key",
        ("changes[0].amend.drop[0]", "the key 'facet' or 'exception' is missing"),
    ),
    ("duplicate-key", f"{ACT}:15", "duplicate-key", ("sections[0].rules[0].text", "already given at line 8")),
    # values
    (
        "unknown-value",
        f"{CHAPTER}:12",
        "unknown-value",
        (
            "force",
            "unknown value 'shal'",
            "expected one of shall, consider, endeavour, may, limit, definition",
            "did you mean 'shall'?",
        ),
    ),
    (
        "wrong-type",
        f"{CHAPTER}:13",
        "wrong-type",
        ("duties[0].elements", "found a mapping with the keys facet, every", "expected a list"),
    ),
    ("nothing-for-a-list", f"{CHAPTER}:16", "wrong-type", ("inherits", "found nothing", "expected a list")),
    (
        "true-or-false",
        f"{POSITIONS}:7",
        "wrong-type",
        ("exercised[0].arguably", "found 'yes'", "expected true or false"),
    ),
    ("empty-file", f"{ACT}:1", "empty-file", ("the file is empty", "keys act, sections")),
    (
        "id-with-space",
        f"{ACT}:10",
        "wrong-type",
        ("kind", "'criminal offence'", "expected an id without spaces or quotation marks"),
    ),
    (
        "curly-quotes",
        f"{CHAPTER}:4",
        "wrong-type",
        ("articles[0].article", "expected an id without spaces or quotation marks"),
    ),
    (
        "missing-effect",
        f"{ACT}:13",
        "missing-key",
        ("the key 'effect' is missing", "expected a value for 'effect': one of none, arguable, narrows"),
    ),
    # dates, intervals and quantities
    (
        "not-a-date",
        f"{ACT}:11",
        "bad-date",
        ("in_force.from", "'2001-02-30' is not a date", "expected an ISO date such as 2025-10-01"),
    ),
    ("nothing-for-a-date", f"{ACT}:11", "bad-date", ("in_force.from", "found nothing", "expected an ISO date")),
    (
        "empty-interval",
        f"{ACT}:11",
        "bad-interval",
        ("in_force", "empty interval from 2001-01-01 to 2001-01-01", "'to' after 'from'"),
    ),
    (
        "backward-interval",
        f"{ACT}:11",
        "bad-interval",
        ("in_force", "backward interval from 2001-01-01 to 2000-01-01", "'to' after 'from'"),
    ),
    (
        "quantity-without-direction",
        f"{CHAPTER}:16",
        "no-direction",
        ("elements[1]", "a quantity without a direction", "expected 'at_least' or 'at_most'"),
    ),
    ("quantity-text", f"{CHAPTER}:16", "wrong-type", ("at_least.amount", "found '010'", "expected a whole number")),
    # YAML (tests/test_strict_yaml.py has more)
    ("merge-key", f"{ACT}:15", "merge-key", ("merge keys are not allowed",)),
    ("yaml-tag", f"{ACT}:15", "yaml-tag", ("note", "the tag '!!python/name:os.system' is not allowed")),
    ("not-utf8", f"{ACT}:15", "not-utf8", ("not UTF-8: byte 0xe9 at offset", "expected a file saved as UTF-8")),
    ("bidi-control", f"{ACT}:15", "unsafe-character", ("U+202E",)),
    ("zero-width", f"{ACT}:15", "unsafe-character", ("U+200B", "invisible")),
    ("soft-hyphen", f"{ACT}:15", "unsafe-character", ("U+00AD",)),
    ("escaped-zero-width", f"{ACT}:15", "unsafe-character", ("note", "U+200D")),
    ("too-long", f"{ACT}:15", "too-long", ("note", "a text of 30,001 characters", "expected at most 30,000", "32,767")),
    (
        "url-not-web",
        f"{CHAPTER}:10",
        "bad-url",
        ("source[0].url", "'javascript:alert(1)' is not a web address", "https://"),
    ),
    ("url-with-space", f"{CHAPTER}:10", "bad-url", ("'https://example.org/a b'", "no spaces")),
    ("tab", f"{ACT}:15", "yaml-syntax", ("a tab in the indentation", "expected spaces")),
    ("colon-in-text", f"{ACT}:15", "yaml-syntax", ("not valid YAML", "expected quotes around a text that holds ': '")),
    ("two-documents", f"{ACT}:4", "several-documents", ("expected one document in a file",)),
    ("too-deep", f"{ACT}:2", "too-deep", ("nested too deeply", "expected at most 40 levels")),
    # the folder
    (
        "stray-file",
        "obligations/budapest.yaml",
        "stray-file",
        ("out of place", "obligations/<instrument>/*.yaml", "nz_statutes/*.yaml"),
    ),
    # what only holds together
    (
        "withheld-with-duties",
        f"{CHAPTER}:4",
        "bad-value",
        ("articles[0]", "found both 'withheld' and 'duties'", "nothing can be said of words that were withheld"),
    ),
    (
        "two-changes-in-one",
        f"{BILL}:4",
        "bad-value",
        ("changes[0]", "keys repeal, lodge", "exactly one of repeal, amend, enact"),
    ),
    ("bracket-of-one", f"{CHAPTER}:14", "bad-value", ("brackets[1]", "expected at least two alternatives")),
    (
        "statement-about-nothing",
        f"{STATEMENTS}:3",
        "bad-value",
        ("statements[0]", "expected 'about' with articles, or else"),
    ),
    ("statement-about-both", f"{STATEMENTS}:3", "bad-value", ("keys id, speaker, about, subject", "or else 'subject'")),
    (
        "unknown-claim",
        f"{STATEMENTS}:6",
        "unknown-value",
        ("statements[0].claim", "'sufices'", "did you mean 'suffices'?"),
    ),
    ("question-without-point", f"{QUESTIONS}:3", "bad-value", ("questions[0]", "'points' is empty", "at least one")),
    (
        "view-without-argument",
        f"{QUESTIONS}:3",
        "bad-value",
        ("questions[0]", "the view is 'holds' without an argument under 'for'", "expected at least one"),
    ),
    (
        "view-without-strength",
        f"{QUESTIONS}:3",
        "bad-value",
        ("questions[0]", "the view is 'holds'", "expected a strength, strong or fair"),
    ),
    (
        "signature-closed-early",
        "obligations/treaty2/instrument.yaml:3",
        "bad-value",
        ("instrument", "'signature_until' is 2020-01-01, before it is opened on 2020-01-02", "expected that day"),
    ),
    (
        "open-with-strength",
        f"{QUESTIONS}:3",
        "bad-value",
        ("questions[0]", "the view is 'open'", "expected no strength"),
    ),
    (
        "argument-without-source",
        f"{QUESTIONS}:11",
        "bad-value",
        ("questions[0].for[0]", "'source' is empty", "the authority that the argument rests on"),
    ),
    (
        "reform-without-day",
        f"{BILL}:2",
        "bad-value",
        ("reform", "no day of commencement", "expected 'commencement' to say who appoints it"),
    ),
    (
        "follows-and-describes",
        f"{CHAPTER}:19",
        "bad-value",
        ("duties[0]", "found 'follows' and 'elements'", "a duty that follows others describes nothing itself"),
    ),
    ("yml-ending", "nz_statutes/broken.yml", "stray-file", ("does not end in .yaml",)),
    (
        "no-instrument-file",
        "obligations/other/instrument.yaml",
        "missing-file",
        ("the folder 'obligations/other' has articles but no instrument.yaml",),
    ),
]

SEVERAL = ["alias-bomb", "several-files"]
