"""The small changes that a mutation run makes to a module: each is a fault that a test should notice.

``points(tree)`` gives the places in a fixed order; ``mutated(source, number)`` is the tree with one of them changed.
Annotations, docstrings, decorators, assertions and what is only there for a type checker are left alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
RENAMED = {"sorted": "list", "min": "max", "max": "min", "any": "all", "all": "any"}
EMPTY = {
    "tuple": "()", "list": "[]", "dict": "{}", "set": "set()", "frozenset": "frozenset()", "str": "''", "Iterator":
    "iter(())", "Collection": "()", "Sequence": "()", "Iterable": "()", "Mapping": "{}",
}  # fmt: skip
GUARDS = ("strict", "repr")
"""Arguments that change nothing in a sound program: that two lists are as long as each other, what a repr shows."""
JOINED = (ast.Add, ast.Sub, ast.BitAnd, ast.BitOr)

Put = Callable[[ast.AST], None]


@dataclass(frozen=True)
class MutationPoint:
    """A place and what is done there: the node is replaced by ``change(node)``, or changed in itself."""

    statement: ast.stmt
    function: str
    fast: bool
    node: ast.AST
    told: str
    other: ast.AST | None
    apply: Callable[[], None]

    @property
    def before(self) -> str:
        """What stands there; ask before ``apply``."""
        return _short(self.node)

    @property
    def after(self) -> str:
        """What stands there instead, or what was done to it."""
        return f"{self.told} {_short(self.other)}".strip() if self.other is not None else self.told

    @property
    def line(self) -> int:
        return self.statement.lineno


def points(tree: ast.Module) -> list[MutationPoint]:
    """Every mutation of a module, in the order of its text."""
    return list(_Walker(tree).of_body(tree.body, "", inside=False))


def mutated(source: str, number: int) -> tuple[ast.Module, MutationPoint]:
    """The tree of ``source`` with one mutation made, and that mutation."""
    tree = ast.parse(source)
    point = points(tree)[number]
    point.apply()
    return ast.fix_missing_locations(tree), point


class _Walker:
    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.statement: ast.stmt = tree.body[0]
        self.function = ""
        self.fast = False
        self.returns: ast.expr | None = None

    def of_body(self, body: list[ast.stmt], function: str, *, inside: bool) -> Iterator[MutationPoint]:
        for place, statement in enumerate(body):
            yield from self._of_statement(statement, body, place, function, inside)

    def _point(
        self, node: ast.AST, told: str, apply: Callable[[], None], other: ast.AST | None = None
    ) -> MutationPoint:
        return MutationPoint(self.statement, self.function, self.fast, node, told, other, apply)

    def _of_statement(
        self, statement: ast.stmt, body: list[ast.stmt], place: int, function: str, inside: bool
    ) -> Iterator[MutationPoint]:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{function}.{statement.name}" if function else statement.name
            self.statement, self.function, self.fast = statement, name, inside
            for default in (*statement.args.defaults, *statement.args.kw_defaults):
                if default is not None:
                    yield from self._of_expression(default, statement.args)
            was, self.returns = self.returns, statement.returns
            yield from self.of_body(statement.body, name, inside=True)
            self.returns = was
            return
        if isinstance(statement, ast.ClassDef):
            yield from self.of_body(
                statement.body, f"{function}.{statement.name}" if function else statement.name, inside=False
            )
            return
        self.statement, self.function, self.fast = statement, function, inside
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Assert | ast.Pass | ast.Global | ast.Nonlocal):
            return
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test):
            return
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            return
        if inside and _removable(statement):
            yield self._point(statement, "(removed)", _setter(body, place, ast.Pass()))
        if inside and isinstance(statement, ast.Return) and statement.value is not None:
            yield from self._of_return(statement)
        if isinstance(statement, ast.If | ast.While):
            for value in (False,) if isinstance(statement, ast.While) else (True, False):
                yield self._point(statement.test, f"if {value}", _attribute(statement, "test", ast.Constant(value)))
        for name, child in ast.iter_fields(statement):
            if name in ("body", "orelse", "finalbody", "handlers", "cases", "annotation"):
                continue
            for expression in child if isinstance(child, list) else [child]:
                if isinstance(expression, ast.AST):
                    yield from self._of_expression(expression, statement)
        for name in ("body", "orelse", "finalbody"):
            yield from self.of_body(getattr(statement, name, []), function, inside=inside)
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            yield from self.of_body(part.body, function, inside=inside)

    def _of_return(self, statement: ast.Return) -> Iterator[MutationPoint]:
        value = statement.value
        assert value is not None
        told = ast.unparse(self.returns) if self.returns is not None else ""
        kind = told.partition("[")[0]
        if told == "bool":
            others = ["True", "False"]
        elif kind in EMPTY and "| None" not in told:
            others = [EMPTY[kind]]
        else:
            others = ["None"]
        for other in others:
            new = ast.parse(other, mode="eval").body
            if ast.dump(value) != ast.dump(new):
                yield self._point(statement, f"return {other}", _attribute(statement, "value", new))

    def _of_expression(self, node: ast.AST, parent: ast.AST) -> Iterator[MutationPoint]:
        yield from self._of_node(node, parent)
        is_key = isinstance(parent, ast.Lambda) and isinstance(node, ast.Tuple)
        if is_key and isinstance(node, ast.Tuple) and len(node.elts) > 1:
            for place in range(len(node.elts)):
                kept = [e for n, e in enumerate(node.elts) if n != place]
                yield self._point(node, "key without", _attribute(node, "elts", kept), node.elts[place])
        for child in ast.iter_child_nodes(node):
            if not (isinstance(child, ast.keyword) and child.arg in GUARDS):
                yield from self._of_expression(child, node)

    def _of_node(self, node: ast.AST, parent: ast.AST) -> Iterator[MutationPoint]:
        if isinstance(node, ast.Compare):
            for place, operator in enumerate(node.ops):
                flipped = FLIPPED[type(operator)]
                yield self._point(node, flipped.__name__, _setter(node.ops, place, flipped()))
        elif isinstance(node, ast.BoolOp):
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield self._point(node, type(other).__name__.lower(), _attribute(node, "op", other))
            for place in range(len(node.values)):
                kept = [v for n, v in enumerate(node.values) if n != place]
                new = kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)
                yield self._point(node, "without", _replacer(parent, node, new), node.values[place])
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self._point(node, "not dropped", _replacer(parent, node, node.operand))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, JOINED):
            yield self._point(node, "", _replacer(parent, node, node.left), node.left)
            if not isinstance(node.op, ast.Sub):
                yield self._point(node, "", _replacer(parent, node, node.right), node.right)
        elif isinstance(node, ast.IfExp):
            yield self._point(node, "", _replacer(parent, node, node.body), node.body)
            yield self._point(node, "", _replacer(parent, node, node.orelse), node.orelse)
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            new_value = not node.value if isinstance(node.value, bool) else node.value + 1
            yield self._point(parent, f"{node.value} -> {new_value}", _attribute(node, "value", new_value))
        elif isinstance(node, ast.comprehension):
            for place, test in enumerate(node.ifs):
                yield self._point(test, "filter dropped", _setter(node.ifs, place, ast.Constant(True)))
        elif isinstance(node, ast.Slice):
            for side in ("lower", "upper"):
                if getattr(node, side) is not None:
                    yield self._point(parent, f"no {side}", _attribute(node, side, None))
        elif isinstance(node, ast.Call):
            yield from self._of_call(node)

    def _of_call(self, node: ast.Call) -> Iterator[MutationPoint]:
        for place, keyword in enumerate(node.keywords):
            if keyword.arg in ("key", "reverse"):
                kept = [k for n, k in enumerate(node.keywords) if n != place]
                yield self._point(node, f"without {keyword.arg}", _attribute(node, "keywords", kept))
        if isinstance(node.func, ast.Name) and node.func.id in RENAMED:
            new = RENAMED[node.func.id]

            def rename(node: ast.Call = node, new: str = new) -> None:
                node.func = ast.Name(new, ast.Load())
                if new == "list":
                    node.keywords = []

            yield self._point(node, f"{new}(...)", rename)


def _removable(statement: ast.stmt) -> bool:
    """Whether the function still makes sense to Python without the statement."""
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Attribute | ast.Subscript) for target in statement.targets)
    return isinstance(statement, ast.Expr | ast.AugAssign | ast.Continue | ast.Break | ast.Raise | ast.Delete)


def _short(node: ast.AST) -> str:
    """The first line of a piece of code."""
    line = ast.unparse(node).partition("\n")[0]
    return line if len(line) <= 90 else f"{line[:87]}..."


def _setter(items: list[ast.stmt] | list[ast.cmpop] | list[ast.expr], place: int, new: ast.AST) -> Callable[[], None]:
    return lambda: items.__setitem__(place, new)  # type: ignore[call-overload]


def _attribute(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def _replacer(parent: ast.AST, old: ast.AST, new: ast.AST) -> Callable[[], None]:
    def replace() -> None:
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, copy.copy(new))
            elif isinstance(value, list):
                setattr(parent, name, [copy.copy(new) if item is old else item for item in value])

    return replace
