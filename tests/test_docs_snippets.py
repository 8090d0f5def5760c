"""Whatever a page shows can be done: its files are written, its commands and its Python run, from top to bottom, as a
reader would who follows it in an empty folder.

A block of YAML whose first line names a file is that file. In a block ``console`` the lines after ``$`` are what the
command prints, each the beginning of a line, with ``...`` for what is left out. Pages that are made of something else
(every key, every option, every source) have no examples of their own.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.shown_commands import PAGES as RUN_WITH_HELP
from support.shown_commands import commands_of

from gapcheck.cli import main

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MADE = {"command-line.md", "data-changes.md", "files.md", "sources.md"}
# Its commands are held against what they print, in a class of its own.
ELSEWHERE = {"encode-a-treaty.md": "test_readme.py"}
PAGES = sorted(p for p in (ROOT / "docs").glob("*.md") if p.name not in MADE | ELSEWHERE.keys())
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
PROMPT = re.compile(r"(?:\$ |.*&& )?(?:\.venv/bin/)?(?=gapcheck )")


def texts(folder: Path) -> None:
    """What a reader brings to a page on official texts: the text of a treaty, of an Act, and a folder of Acts."""
    (folder / "ets185.md").write_text(
        "".join(f"Article {n}\n{'What the article asks. ' * 4}\n" for n in (1, 2)), encoding="utf-8"
    )
    (folder / "legislation").mkdir()
    current = TESTS / "legislation" / "xml" / "current.xml"
    shutil.copy(current, folder / "crimes.xml")
    shutil.copy(current, folder / "legislation")


def paper(folder: Path) -> None:
    (folder / "paper.md").write_text("See section 252 of the Crimes Act 1961.\n", encoding="utf-8")


def reviews(folder: Path) -> None:
    (folder / "reviews").mkdir()
    signed = "policy:\n  - {duties: [all], roles: [{role: Legal adviser}]}\n"
    (folder / "reviews" / "policy.yaml").write_text(signed, encoding="utf-8")


def examples(folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")


GIVEN: Mapping[str, Callable[[Path], None]] = {
    "another-state.md": examples,
    "forms.md": texts,
    "in-ci.md": paper,
    "legislation.md": texts,
    "reviews.md": reviews,
}


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block with the lines that follow it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.replace("\\\n", "").splitlines():
        if start := PROMPT.match(line):
            found.append((line[start.end() :].split("  #")[0], []))
        elif found:
            found[-1][1].append(line)
    yield from found


@pytest.fixture(scope="module")
def done() -> set[str]:
    """The commands that ran with the help texts, or for another page, and need nothing but the catalogue."""
    return {command for page in RUN_WITH_HELP for command in commands_of(page)}


def run(command: str, expected: list[str], done: set[str]) -> None:
    # Another page shows how many processes are started; their own tests start fewer.
    if "--workers" in command:
        return
    alone = not re.search(r"--(?:data|context|reviews)\b|gapcheck (?:new|review)\b", command)
    if alone and not expected and command in done:
        return
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, f"{command}\n{result.output}"
    done.add(command)
    printed = iter(result.output.splitlines())
    for line in expected:
        if line.strip() not in ("", "..."):
            assert any(told.startswith(line.rstrip()) for told in printed), f"{command} does not print {line!r}"


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda p: p.stem)
def test_a_page_can_be_followed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: set[str]) -> None:
    monkeypatch.chdir(tmp_path)
    GIVEN.get(page.name, lambda _: None)(tmp_path)
    namespace: dict[str, object] = {}
    for kind, block in blocks(page):
        if kind == "python":
            exec(compile(block, page.name, "exec"), namespace)
        elif kind == "yaml" and (name := re.match(r"# ([\w./-]+\.ya?ml)\n", block)):
            file = tmp_path / name[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block, encoding="utf-8")
        elif kind in ("", "console", "sh"):
            for command, expected in commands(block):
                run(command, expected if kind == "console" else [], done)


def test_a_command_that_prints_something_else_is_noticed(done: set[str]) -> None:
    with pytest.raises(AssertionError, match="does not print 'Two treaties'"):
        run("gapcheck list readings", ["...", "Two treaties"], done)


def test_the_pages_show_commands_and_python() -> None:
    shown = [(kind, block) for page in PAGES for kind, block in blocks(page)]
    assert sum(len(list(commands(block))) for _, block in shown) >= 60
    assert sum(kind == "python" for kind, _ in shown) >= 5
    assert sum(kind == "console" for kind, _ in shown) >= 4


def test_every_block_says_what_it_is() -> None:
    """A command in a block of another kind would never be run; ``py`` is Python that needs machines of one's own."""
    kinds = {kind for page in PAGES for kind, block in blocks(page)}
    assert kinds <= {"", "console", "json", "py", "python", "sh", "yaml"}
