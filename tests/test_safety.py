"""What SECURITY.md says of the program as a whole: nothing that is read is evaluated, no shell is started, and nothing
is sent or fetched.
"""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support.parsed_modules import PACKAGE, parsed_modules

import gapcheck

SMALL = Path(__file__).parent / "catalogues" / "small"

# Named in full, as a module would call them.
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
}
# Reading with these runs what the bytes say.
FORBIDDEN_MODULES = {"pickle", "_pickle", "marshal", "shelve", "dill", "joblib", "code", "pty", "runpy"}
# What talks to others. `urllib.parse` only takes addresses apart.
NETWORK_MODULES = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "xmlrpc",
    "socketserver",
    "webbrowser",
}
# Programs that are run, each for one purpose, with a list of words and never through a shell.
PROGRAMS = {
    "catalogue/revisions.py": "git, for a revision of a folder of data",
    "documents/pdf.py": "pdftotext, for a paper that is a PDF",
    "report/annex/template_rendering.py": "Python itself, in which a template is filled apart",
}
ALLOWED = {
    ("catalogue/checked_catalogues.py", "pickle"): (
        "what the user's own cache holds, sealed and private, by a reader that looks up classes of catalogues alone"
    ),
    ("batch/catalogue_source.py", "pickle"): (
        "a catalogue that comes to a worker with its task, from whoever put the task and by the same way"
    ),
}
"""A module that may import what is forbidden, with the reason."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path, parsed."""
    return {path.relative_to(PACKAGE).as_posix(): tree for path, tree in parsed_modules().items()}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the name that is called, as it is written: ``os.system``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, wherever that stands, and every name that is taken from one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, wanted: set[str]) -> bool:
    """Whether a dotted name is one of these, or stands in one of them."""
    parts = name.split(".")
    return any(".".join(parts[:end]) in wanted for end in range(1, len(parts) + 1))


def forbidden(tree: ast.AST, module: str = "") -> list[str]:
    """Everything in a module that evaluates what it is given, starts a shell, or talks to others."""
    found = [name for name, _ in calls(tree) if name in FORBIDDEN_CALLS]
    found += [
        f"{name}(shell)"
        for name, call in calls(tree)
        for key in call.keywords
        if key.arg == "shell" and not (isinstance(key.value, ast.Constant) and key.value.value is False)
    ]
    found += [name for name in imports(tree) if within(name, FORBIDDEN_CALLS)]
    found += [name for name in imports(tree) if within(name, FORBIDDEN_MODULES | NETWORK_MODULES)]
    return sorted({name for name in found if (module, name) not in ALLOWED})


def test_what_is_allowed_is_still_there() -> None:
    assert [(module, name) for module, name in ALLOWED if name not in set(imports(modules()[module]))] == []


def test_no_module_evaluates_starts_a_shell_or_talks_to_others() -> None:
    assert len(modules()) > 100
    found = {name: forbidden(tree, name) for name, tree in modules().items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_programs_are_run_only_where_that_is_told() -> None:
    runs = {name for name, tree in modules().items() if any(within(i, {"subprocess"}) for i in imports(tree))}
    assert runs == set(PROGRAMS)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("eval('1')", ["eval"]),
        ("import os\nos.system('ls')", ["os.system"]),
        ("from os import system", ["os.system"]),
        ("import subprocess\nsubprocess.run('ls', shell=True)", ["subprocess.run(shell)"]),
        ("subprocess.run('ls', shell=asked)", ["subprocess.run(shell)"]),
        ("def late():\n    import pickle", ["pickle"]),
        ("from urllib import request", ["urllib.request"]),
        ("import http.client", ["http.client"]),
        ("yaml.load(text)", ["yaml.load"]),
        ("import re\nre.compile('a')\nfrom urllib.parse import quote\nsubprocess.run(['ls'], shell=False)", []),
    ],
)
def test_each_would_be_noticed(code: str, found: list[str]) -> None:
    assert forbidden(ast.parse(code)) == found


# A process of its own, so that what other tests imported is not taken for what gapcheck did.
OFFLINE = """
import sys
tried = []
def watch(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.Request")):
        tried.append(event)
        raise OSError("there is no network")
    if event in ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "marshal.load", "pickle.find_class"):
        tried.append(event)
sys.addaudithook(watch)
{code}
print("tried:", tried)
"""
REPORT = """
import gapcheck
assessed = gapcheck.load({small!r}).assess("model", "2019-06-01")
assessed.report(classification="UNCLASSIFIED").write({out!r}, formats=["xlsx", "html", "md"])
"""


def watched(code: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own that has no network and counts what it tries."""
    told = OFFLINE.format(code=code)
    return subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)


def test_a_report_is_made_without_a_network_or_another_program(tmp_path: Path) -> None:
    done = watched(REPORT.format(small=str(SMALL), out=str(tmp_path)))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "tried: []"
    assert {path.suffix for path in tmp_path.iterdir()} >= {".xlsx", ".html", ".md"}


def test_a_connection_and_a_program_would_be_noticed() -> None:
    code = "import socket, subprocess\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept OSError: pass\n"
    done = watched(code + "subprocess.run([sys.executable, '-c', ''])")
    # How a program is started depends on Python: with one event, or with two.
    assert done.stdout.splitlines()[-1].startswith("tried: ['socket.getaddrinfo', 'subprocess.Popen'")


@pytest.mark.usefixtures("loaded_anew")
def test_an_assessment_is_made_with_sockets_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", blocked)
    monkeypatch.setattr(socket, "create_connection", blocked)
    assert gapcheck.assess("budapest", "2026-11-21").articles
