"""The house itself: how many modules stand on top, that no rooms run in a circle, and how large things may get.

Run with ``-s`` to read the figures. ``lint-imports`` holds the order of the rooms (pyproject.toml); that no way leads
back to where it came from is counted here as well, imports inside functions included, and does without that order.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from support.parsed_modules import PACKAGE, parsed_modules

TESTS = Path(__file__).parent

MOST_ON_TOP = 8
MOST_LINES = 400
MOST_CHARACTERS = 120


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    """The room or, on top, the module: ``engine``, ``api``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The rooms that a module imports, inside functions too, but not what is imported for types only."""
    if isinstance(tree, ast.If) and isinstance(tree.test, ast.Name) and tree.test.id == "TYPE_CHECKING":
        return
    names: list[str] = []
    if isinstance(tree, ast.ImportFrom) and tree.module == "gapcheck":
        names = [f"gapcheck.{alias.name}" for alias in tree.names]
    elif isinstance(tree, ast.ImportFrom) and tree.module:
        names = [tree.module]
    elif isinstance(tree, ast.Import):
        names = [alias.name for alias in tree.names]
    for name in names:
        parts = name.split(".")
        # `from gapcheck import __version__` takes a name of the package itself, which imports no room.
        if parts[0] == "gapcheck" and len(parts) > 1 and not parts[1].startswith("__"):
            yield parts[1]
    for child in ast.iter_child_nodes(tree):
        yield from imported(child)


def arrows() -> dict[str, set[str]]:
    """Which room imports which others. ``__init__`` only names where things live, and imports them when asked."""
    links: dict[str, set[str]] = {}
    for path, tree in parsed_modules().items():
        links.setdefault(room_of(path), set()).update(set(imported(tree)) - {room_of(path)})
    return links


def in_a_circle(links: dict[str, set[str]]) -> list[str]:
    """The rooms from which a way leads back to themselves."""

    def reached(room: str) -> set[str]:
        seen: set[str] = set()
        todo = [room]
        while todo:
            for other in links.get(todo.pop(), set()) - seen:
                seen.add(other)
                todo.append(other)
        return seen

    return sorted(room for room in links if room in reached(room))


def test_few_modules_stand_on_top() -> None:
    on_top = sorted(path.name for path in PACKAGE.glob("*.py"))
    print(f"modules on top: {len(on_top)} ({', '.join(on_top)})")
    assert len(on_top) <= MOST_ON_TOP


def test_no_rooms_run_in_a_circle() -> None:
    circle = in_a_circle(arrows())
    print(f"rooms: {len(arrows())}; in a circle: {len(circle)}")
    assert circle == []


def test_a_circle_would_be_noticed() -> None:
    assert in_a_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b", "c"]
    function = ast.parse("def f():\n    from gapcheck.report.rows import x\n    from gapcheck import engine\n")
    assert sorted(imported(function)) == ["engine", "report"]
    assert list(imported(ast.parse("if TYPE_CHECKING:\n    from gapcheck.report import x\n"))) == []


def test_no_module_is_too_long() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in parsed_modules()}
    long = {name: count for name, count in lengths.items() if count > MOST_LINES}
    print(f"modules: {len(lengths)}; longest: {max(lengths.values())} lines; over {MOST_LINES} lines: {len(long)}")
    assert long == {}


def test_no_conditional_expression_is_chained() -> None:
    chained = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in parsed_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp) and any(isinstance(part, ast.IfExp) for part in (node.body, node.orelse))
    ]
    print(f"chained conditional expressions: {len(chained)}")
    assert chained == []


def test_a_class_name_exists_once() -> None:
    names = Counter(
        node.name for tree in parsed_modules().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )
    twice = {name for name, count in names.items() if count > 1}
    print(f"classes: {len(names)}; names given twice: {len(twice)}")
    assert sorted(twice) == []


def test_no_line_is_too_long() -> None:
    folders = (PACKAGE, TESTS, TESTS.parent / "bench", TESTS.parent / "docs")
    long = [
        f"{path.relative_to(folder)}:{number}"
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > MOST_CHARACTERS
    ]
    print(f"lines over {MOST_CHARACTERS} characters: {len(long)}")
    assert long == []


def test_what_the_pages_name_exists() -> None:
    """ARCHITECTURE.md and CONTRIBUTING.md name modules and folders: a rename has to reach them."""
    root = TESTS.parent
    for page in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (root / page).read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|yaml|md))?|[a-z_]+\.py)`", text))
        missing = [name for name in sorted(named) if not any((place / name).exists() for place in (root, PACKAGE))]
        # Modules are also named by themselves, beside the folder that they stand in.
        assert [name for name in missing if not list(PACKAGE.rglob(name))] == []


def test_no_test_module_imports_another() -> None:
    names = {path.stem for path in TESTS.rglob("test_*.py")}
    borrowed = [
        f"{path.relative_to(TESTS)}: {name}"
        for path in sorted(TESTS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        if name.rpartition(".")[2] in names or name.split(".")[0] in names
    ]
    assert borrowed == []
