"""Short ways to check rule files in tests."""

from __future__ import annotations

from pathlib import Path

from attrs import asdict

from feedcurate.program.expr import ExprId, children
from feedcurate.program.program import Program
from feedcurate.ruleset import Examined, examine, examine_text


def codes(text: str) -> list[str]:
    """The codes of what checking a text says, sorted by place."""
    return [diagnostic.code for diagnostic in examine_text(text).diagnostics]


def is_clean(text: str) -> bool:
    """Whether checking a text says nothing and gives rules."""
    examined = examine_text(text)
    return examined.ruleset is not None and not examined.diagnostics


def condition(text: str) -> list[str]:
    """The codes of what is said of a condition of a rule for posts."""
    return codes(f'set timezone: "UTC"\nset me: @me@x.example\nrule r\n    when {text}\n    then hide\n')


def value(text: str) -> list[str]:
    """The codes of what is said of a `let`."""
    return codes(f'set timezone: "UTC"\nset me: @me@x.example\nlet x = {text}\n')


def in_folder(folder: Path, files: dict[str, str]) -> Examined:
    """Write files to a folder and check the first of them."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return examine(folder / next(iter(files)))


def codes_in(folder: Path, files: dict[str, str]) -> list[str]:
    """The codes of what is said of the first of some files."""
    return [diagnostic.code for diagnostic in in_folder(folder, files).diagnostics]


def conditions(program: Program) -> dict[str, object]:
    """The conditions of a program's rules, written out: equal where they mean the same, whatever their ids."""
    return {rule.name: _written_out(program, rule.when) for rule in program.rules}


_PARTS = frozenset({"base", "left", "right", "operand", "operands", "low", "high", "target", "where"})
"""The fields of expressions that hold ids of others."""


def _written_out(program: Program, expr: ExprId) -> object:
    node = program.exprs[expr]
    parts = children(node)
    own = {name: value for name, value in asdict(node, recurse=False).items() if name not in _PARTS}
    return (type(node).__name__, own, [_written_out(program, part) for part in parts])
