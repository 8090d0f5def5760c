"""Mutation testing: change a module in one small place, and see whether a test notices.

Run from the repository, with coverage.py installed (``pip install -e '.[test,dev]'``)::

    PYTHONPATH=src:tests python bench/mutate.py engine/coverage.py report/release_copy.py [--tests tests/properties]
        [--sample N] [--seed S] [--point N] [--own] [--quick]

The tests of a module are those of its room that run the line (coverage.py tells which); its own file comes first. They
are imported and run once; for each mutant a copy of that process is made (``fork``), in which the functions get the
changed code, and its tests run until one fails. A mutant that lives is tried again in a process that imports
everything anew, since a cached value of the sound module can hide it. ``equivalent_mutants.yaml`` lists those that
change nothing that anybody could see, and why; the exit code is 1 if another one lives. POSIX only.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import resource
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import pytest
import yaml
from mutations import MutationPoint, mutated, points

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "gapcheck"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.yaml")
MEMORY = 6 << 30
LEAST_SECONDS, TIMES_SLOWER = 3.0, 5.0
"""A mutant is killed when a test takes so long, and so many times longer than without it: it runs in a circle."""
KILLED, LIVES = 0, 3
"""Exit codes of a process that runs a mutant; any other, and a signal, is a mutant that broke it: killed as well."""


@dataclass(frozen=True)
class Mutant:
    """What was changed, and what became of it: ``killed``, ``equivalent``, ``lives`` or ``untested``."""

    module: str
    number: int
    line: int
    function: str
    before: str
    after: str
    result: str = ""
    why: str = ""

    @property
    def told(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.before}  ->  {self.after}"


Functions = dict[tuple[str, int], list[FunctionType]]
"""The functions of a module, by qualified name and first line."""

# ---------------------------------------------------------------- one mutant in one process


def in_child(work: Callable[[], int], seconds: float, log: str = os.devnull) -> int:
    """The exit code of ``work`` in a copy of this process, or minus the signal that ended it; the seconds are those of
    the processor. What it prints goes to ``log``.
    """
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            silence = os.open(log, os.O_WRONLY | os.O_CREAT)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.setitimer(signal.ITIMER_PROF, seconds)
            code = work()
        except BaseException:
            code = 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def functions_of(path: Path) -> Functions:
    """Every function that was made from the code of a file, by qualified name and first line."""
    found: Functions = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(path):
            found.setdefault((one.__code__.co_qualname, one.__code__.co_firstlineno), []).append(one)
    return found


def codes_of(code: CodeType) -> Iterator[CodeType]:
    """The code of every function and lambda of a module that is not inside another one."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            is_class = not constant.co_flags & 0x2  # a class body has no fast locals
            yield from codes_of(constant) if is_class else (constant,)


def put_in(functions: Functions, code: CodeType) -> None:
    """Give every function its code of a changed module."""
    for one in codes_of(code):
        for function in functions.get((one.co_qualname, one.co_firstlineno), ()):
            function.__code__ = one


def caches_of(path: Path) -> list[functools._lru_cache_wrapper[object]]:
    """The cached functions of a file: what they remember is what the sound module said."""
    wrappers = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in wrappers if getattr(one.__wrapped__, "__module__", "") == module_name(path)]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


# ---------------------------------------------------------------- all mutants of a module


class Session:
    """A pytest plugin that runs the collected tests once, and then again for each mutant, in copies of the process."""

    def __init__(self, numbers: dict[Path, list[int]], answer: Path) -> None:
        self.numbers, self.answer = numbers, answer
        self.failed = False
        self.seconds: dict[str, float] = {}
        self.caches: list[functools._lru_cache_wrapper[object]] = []

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        meter = coverage.Coverage(data_file=None, include=[str(path) for path in self.numbers], config_file=False)
        meter.set_option("run:disable_warnings", ["module-not-measured", "no-data-collected", "couldnt-parse"])
        meter.start()
        for place, item in enumerate(items):
            meter.switch_context(item.nodeid)
            after = items[(place + 1) % len(items)]  # what the session set up stays: the copies begin with it
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        meter.stop()
        if self.failed:
            raise RuntimeError("the tests do not pass without a mutation")
        gc.unfreeze()  # a command of gapcheck may have put every function out of sight
        functions = {path: functions_of(path) for path in self.numbers}
        self.caches = [cache for path in self.numbers for cache in caches_of(path)]
        gc.collect()
        gc.freeze()
        with self.answer.open("w") as answer:
            for path, numbers in self.numbers.items():
                lines = meter.get_data().contexts_by_lineno(str(path))
                source = path.read_text(encoding="utf-8")
                for number in numbers:
                    tree, point = mutated(source, number)
                    tests = self.tests_of(path, point, items, lines)
                    result = self.tried(session, compile(tree, str(path), "exec"), point, tests, functions[path])
                    # What no test runs may have run on import: all of them are tried, with everything imported anew.
                    again = [] if result == "killed" else [item.nodeid for item in tests or items]
                    answer.write(json.dumps([str(path), number, result, again]) + "\n")
                    answer.flush()
        return True

    def tests_of(
        self, path: Path, point: MutationPoint, items: list[pytest.Item], lines: dict[int, list[str]]
    ) -> list[pytest.Item]:
        """The tests that run a line of the statement, those of the module's own file first; all of them for a line
        that runs on import. The tests of a file stay together: what the file sets up is set up once.
        """
        until = point.statement.end_lineno or point.line
        if isinstance(point.statement, ast.If | ast.For | ast.While | ast.With | ast.Try):
            until = max(point.line, point.statement.body[0].lineno - 1)
        ran = {test for line in range(point.line, until + 1) for test in lines.get(line, ())}
        chosen = [item for item in items if item.nodeid in ran or not point.fast]
        own = f"test_{path.stem}.py"
        spent: dict[Path, float] = defaultdict(float)
        for item in chosen:
            spent[item.path] += self.seconds[item.nodeid]
        return sorted(chosen, key=lambda i: (i.path.name != own, spent[i.path], i.path, self.seconds[i.nodeid]))

    def tried(
        self,
        session: pytest.Session,
        code: CodeType,
        point: MutationPoint,
        tests: list[pytest.Item],
        functions: Functions,
    ) -> str:
        if not tests:
            return "untested"
        if not point.fast:
            return "again"

        def work() -> int:
            put_in(functions, code)
            for cache in self.caches:
                cache.cache_clear()
            session._setupstate.teardown_exact(tests[0])
            for place, item in enumerate(tests):
                signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS + TIMES_SLOWER * self.seconds[item.nodeid])
                after = tests[place + 1] if place + 1 < len(tests) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    return KILLED
            return LIVES

        return "again" if in_child(work, LEAST_SECONDS) == LIVES else "killed"


class Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a changed tree."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name:
            return None
        inside = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=self, submodule_search_locations=inside
        )

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        del spec

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


def arguments_of(tests: list[str], folder: Path) -> list[str]:
    plain = ["-q", "-x", "-s", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return [*tests, *plain, f"--basetemp={folder / 'tmp'}"]


def anew(path: Path, number: int, tests: list[str], folder: Path) -> bool:
    """Whether a mutant lives where everything is imported with it."""
    tree, _ = mutated(path.read_text(encoding="utf-8"), number)

    def work() -> int:
        os.environ.pop("HYPOTHESIS_PROFILE")
        sys.meta_path.insert(0, Importer(module_name(path), path, tree))
        return LIVES if pytest.main(arguments_of(tests, folder)) == 0 else KILLED

    return in_child(work, 300.0) == LIVES


# ---------------------------------------------------------------- the modules of a room


def tests_for(paths: list[Path], more: list[str], *, own_only: bool) -> list[str]:
    """The tests of the rooms that the modules are in, and what ``--tests`` adds; of ``report``, which is large, or with
    ``own_only`` the files named after a module.
    """
    found: list[str] = []
    for path in paths:
        room = path.relative_to(PACKAGE).parent
        folder, own = ROOT / "tests" / room, ROOT / "tests" / room / f"test_{path.stem}.py"
        if not own_only and room.parts != ("report",) and folder.is_dir():
            found.append(str(folder))
        elif own.is_file():
            found.append(str(own))
    return list(dict.fromkeys([*found, *more]))


def run(paths: list[Path], tests: list[str], chosen: Callable[[int], list[int]], *, quick: bool) -> Iterator[Mutant]:
    """The mutants of each module that ``chosen`` picks from so many, with what became of them."""
    found = {path: points(ast.parse(path.read_text(encoding="utf-8") or "0")) for path in paths}
    numbers = {path: chosen(len(found[path])) for path in paths if found[path]}
    known = known_equivalents()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answer, log = folder / "answer", folder / "log"

        def session() -> int:
            return int(pytest.main(arguments_of(tests, folder), plugins=[Session(numbers, answer)]))

        in_child(session, 50_000.0, str(log))
        if not answer.is_file():
            raise SystemExit(f"{log.read_text()[-3000:]}\nthe tests do not pass without a mutation: {' '.join(tests)}")
        for line in answer.read_text().splitlines():
            where, number, result, again = json.loads(line)
            path = Path(where)
            module, point = path.relative_to(PACKAGE).as_posix(), found[path][number]
            why = known.get((module, point.function, point.before, point.after), "")
            if result != "killed" and why:
                result = "equivalent"
            elif result == "untested" or (result == "again" and not (quick and point.fast)):
                result = result if anew(path, number, again, folder) else "killed"
            result = "lives" if result == "again" else result
            yield Mutant(module, number, point.line, point.function, point.before, point.after, result, why)


def known_equivalents() -> dict[tuple[str, str, str, str], str]:
    """The mutants that nobody could tell from the module, by module, function and change, and why."""
    found = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8"))
    return {(e["module"], e["function"], e["before"], e["after"]): e["why"] for e in found}


def warm() -> None:
    """Import what is heavy and no part of gapcheck, once for all processes."""
    import hypothesis.internal.conjecture.engine as engine
    import jinja2  # noqa: F401
    import lxml.etree  # noqa: F401
    import pydantic  # noqa: F401

    engine.MAX_SHRINKS = 0  # a failure is all that is asked


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="+", help="modules or folders of one room, as seen from src/gapcheck")
    parser.add_argument("--tests", action="append", default=[], help="more tests, a file or folder; may be repeated")
    parser.add_argument("--own", action="store_true", help="only the tests named after the modules: first, and fast")
    parser.add_argument("--keyword", help="as -k of pytest: leaves out what is slow")
    parser.add_argument("--sample", type=int, help="so many mutants of each module, drawn by --seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--point", type=int, action="append", help="only the mutant of this number; may be repeated")
    parser.add_argument("--quick", action="store_true", help="do not try again, in a new process, what lives")
    asked = parser.parse_args()

    def chosen(count: int) -> list[int]:
        if asked.point:
            return sorted(asked.point)
        if asked.sample is None or asked.sample >= count:
            return list(range(count))
        return sorted(random.Random(asked.seed).sample(range(count), asked.sample))

    os.chdir(ROOT)
    sys.dont_write_bytecode = True
    os.environ["HYPOTHESIS_PROFILE"] = "few"
    warm()
    paths = [
        path
        for name in asked.modules
        for path in (sorted((PACKAGE / name).rglob("*.py")) if (PACKAGE / name).is_dir() else [PACKAGE / name])
    ]
    count: dict[str, Counter[str]] = {}
    needed: set[tuple[str, str, str, str]] = set()
    tests = [*tests_for(paths, asked.tests, own_only=asked.own), *(["-k", asked.keyword] if asked.keyword else [])]
    for mutant in run(paths, tests, chosen, quick=asked.quick):
        count.setdefault(mutant.module, Counter())[mutant.result] += 1
        if mutant.result == "equivalent":
            needed.add((mutant.module, mutant.function, mutant.before, mutant.after))
        if mutant.result in ("lives", "untested"):
            print(f"{mutant.result:8} #{mutant.number} {mutant.told}", flush=True)
    print("| module | mutants | killed | equivalent | alive |\n| --- | --- | --- | --- | --- |")
    for module, results in sorted(count.items()):
        alive = results["lives"] + results["untested"]
        print(f"| {module} | {results.total()} | {results['killed']} | {results['equivalent']} | {alive} |")
    idle = [] if asked.sample or asked.point else [key for key in known_equivalents() if key[0] in count]
    for key in sorted(set(idle) - needed):
        print(f"not needed in {EQUIVALENT.name}: {key[0]} {key[1]}: {key[2]}  ->  {key[3]}")
    raise SystemExit(1 if any(results["lives"] + results["untested"] for results in count.values()) else 0)


if __name__ == "__main__":
    main()
