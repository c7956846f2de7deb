"""Finds tests that depend on how fast a machine is: for `tests/test_no_timed_assertions.py`.

A time is what comes from a clock, by assignments, arithmetic, lists, or functions of the same file.
It may be compared with another time, which is a ratio, and with nothing else. The exception are
guards against hangs, which may give up after `FEWEST_SECONDS` or later.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

FEWEST_SECONDS = 60

_CLOCKS = re.compile(
    r"(monotonic|perf_counter|process_time|thread_time|time|clock_gettime)(_ns)?|default_timer"
    r"|timeit|getrusage|now|utcnow|seconds_of|yardstick"
)
# Names too common for clocks, unless they are asked of one of these modules or classes.
_COMMON = {"time": ("time",), "now": ("datetime", "date"), "utcnow": ("datetime",)}
# Calls that give a time where they are given one.
_PASS_ON = {"abs", "float", "int", "max", "mean", "median", "min", "round", "sorted", "sum"}
_DURATION = re.compile(r"(.*_)?(seconds|secs|millis\w*|msecs?|ms|elapsed|duration|took)")
_ORDERING = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# What waits so many seconds, or milliseconds, by its first argument. Others have a keyword.
_GUARDS = {
    "no_hang": 1, "alarm": 1, "dump_traceback_later": 1, "settimeout": 1, "setdefaulttimeout": 1,
    "timeout": 1, "join": 1, "set_default_timeout": 1000, "set_default_navigation_timeout": 1000,
}  # fmt: skip
_IN_SECONDS = {
    "run", "call", "check_call", "check_output", "communicate", "wait", "join", "urlopen", "result",
    "get", "put", "acquire", "create_connection", "Popen", "connect", "request", "serving",
}  # fmt: skip


def timed(code: str) -> list[tuple[int, str]]:
    """The lines of a test module that depend on a machine's speed, each with why.

    Args:
        code: the module.
    """
    tree = ast.parse(code)
    return sorted({(node.lineno, why) for node, why in _Module(tree).found()})


class _Module:
    """A module and what in it is a time."""

    def __init__(self, tree: ast.Module) -> None:
        self._nodes = list(ast.walk(tree))
        self._numbers = {
            target.id: number
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and (number := self._number(node.value)) is not None
        }
        self._in_browser = any(
            isinstance(node, ast.ImportFrom) and (node.module or "").startswith("playwright")
            for node in self._nodes
        )
        self._times: set[str] = set()
        known = -1
        while known < len(self._times):
            known = len(self._times)
            self._times.update(*map(self._named, self._nodes))

    def found(self) -> Iterator[tuple[ast.expr, str]]:
        """What depends on speed, and why."""
        for node in self._nodes:
            match node:
                case ast.Compare():
                    yield from self._compared(node)
                case ast.BinOp(op=ast.Add()):
                    pair = (node.left, node.right)
                    for one, other in (pair, pair[::-1]):
                        if self._is_time(one) and self._is_short(other, 1):
                            yield node, "ends soon by the clock"
                case ast.Call():
                    yield from self._called(node)
                case ast.arguments():
                    named = [*node.posonlyargs, *node.args]
                    values = dict(zip(named[::-1], node.defaults[::-1], strict=False))
                    values |= zip(node.kwonlyargs, node.kw_defaults, strict=True)
                    for argument, value in values.items():
                        if argument.arg in ("seconds", "timeout") and self._is_short(value, 1):
                            yield argument, "a guard gives up soon"  # type: ignore[misc]

    def _compared(self, node: ast.Compare) -> Iterator[tuple[ast.expr, str]]:
        operands = [node.left, *node.comparators]
        for op, one, other in zip(node.ops, operands, operands[1:], strict=False):
            is_time = [self._is_time(each) or self._is_duration(each) for each in (one, other)]
            if isinstance(op, _ORDERING) and is_time in ([True, False], [False, True]):
                yield node, "compares a time with what is none"

    def _called(self, node: ast.Call) -> Iterator[tuple[ast.expr, str]]:
        name = _last_name(node.func)
        if name in _GUARDS and node.args and self._is_short(node.args[0], _GUARDS[name]):
            yield node, "a guard gives up soon"
        for keyword in node.keywords:
            in_seconds = name in _IN_SECONDS or name in _GUARDS or not self._in_browser
            unit = 1 if in_seconds and _GUARDS.get(name, 1) == 1 else 1000
            is_guard = keyword.arg == "timeout" or (keyword.arg == "seconds" and name in _GUARDS)
            if is_guard and self._is_short(keyword.value, unit):
                yield node, "a guard gives up soon"
            is_off = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
            if keyword.arg == "deadline" and not is_off:
                yield node, "Hypothesis measures time unless its deadline is None"

    def _named(self, node: ast.AST) -> Iterator[str]:
        """Names that are given a time here."""
        match node:
            case ast.Assign(targets=targets, value=value) if self._is_time(value):
                yield from (name for target in targets for name in _names(target))
            case ast.AnnAssign(target=target, value=ast.expr() as value) if self._is_time(value):
                yield from _names(target)
            case ast.AugAssign(target=target, value=value) if self._is_time(value):
                yield from _names(target)
            case ast.NamedExpr(target=target, value=value) if self._is_time(value):
                yield from _names(target)
            case ast.For(target=target, iter=value) if self._is_time(value):
                yield from _names(target)
            case ast.comprehension(target=target, iter=value) if self._is_time(value):
                yield from _names(target)
            case ast.Call(func=ast.Attribute(value=target, attr="append" | "add"), args=[value]):
                yield from _names(target) if self._is_time(value) else ()
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                given = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                if any(value and self._is_time(value) for value in given):
                    yield name

    def _is_time(self, node: ast.expr) -> bool:
        match node:
            case ast.Call(func=func, args=args):
                name = _last_name(func)
                if name in _PASS_ON:
                    return any(map(self._is_time, args))
                asked = isinstance(func, ast.Attribute) and self._is_time(func.value)
                return _is_clock(func) or name in self._times or (asked and name == "total_seconds")
            case ast.Name(id=name):
                return name in self._times
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self._is_time(left) and not self._is_time(right)
            case ast.Lambda() | ast.Compare() | ast.Constant() | ast.JoinedStr():
                return False
            case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
                return self._is_time(element)
            case ast.Subscript(value=value) | ast.Attribute(value=value):
                return self._is_time(value)
            case _:
                inside = ast.iter_child_nodes(node)
                return any(isinstance(each, ast.expr) and self._is_time(each) for each in inside)

    @staticmethod
    def _is_duration(node: ast.expr) -> bool:
        name = _last_name(node)
        return bool(name and _DURATION.fullmatch(name))

    def _is_short(self, node: ast.expr | None, unit: int) -> bool:
        """Whether a number is less than a guard may have; 0 waits for nothing."""
        number = self._number(node) if node else None
        return number is not None and 0 < number < FEWEST_SECONDS * unit

    def _number(self, node: ast.expr) -> float | None:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return value
            case ast.Name(id=name):
                return getattr(self, "_numbers", {}).get(name)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                first, second = self._number(left), self._number(right)
                return None if first is None or second is None else first * second
        return None


def _is_clock(func: ast.expr) -> bool:
    name = _last_name(func)
    if name in _COMMON:
        return isinstance(func, ast.Attribute) and _last_name(func.value) in _COMMON[name]
    return bool(_CLOCKS.fullmatch(name))


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _names(target: ast.expr) -> Iterator[str]:
    return (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
