"""`make mutate`: does a test fail whenever an operator of the verdict, the logic or the encoding is flipped?

In: the modules and tests that `[tool.mutmut]` in `pyproject.toml` names, the flips that `soak/mutation.md` explains,
and in how many processes to run (as many as there are processors). Out: a dated report in `soak/`; the exit code is 1
where a survivor is not explained.

mutmut makes the mutants and runs the tests. Of its mutations those are made that flip an operator, a truth, a number, a
branch or a case; a text or an argument that goes missing is no operator. The encoding's operators are calls (`z3.And`,
`both`, `z3.Implies`), of which mutmut does not know; they are added here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter

import libcst as cst
from mutmut.__main__ import collect_source_file_mutation_data, run
from mutmut.mutation import file_mutation, mutators
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

from benchmarks.flips import EXPLAINED, Flip, explained, flip_of

TAKEN = (
    "operator_swap_op", "operator_keywords", "operator_remove_unary_ops", "operator_augmented_assignment",
    "operator_name", "operator_number", "operator_if_exp", "operator_match",
)  # fmt: skip
"""The mutations of mutmut that flip something."""
_PAIRS = (("And", "Or"), ("both", "either"), ("conjunction", "disjunction"), ("any", "all"), ("min", "max"))
_FLIPPED = {old: new for pair in _PAIRS for old, new in (pair, pair[::-1])}
_KILLED = ("killed", "timeout")


def flipped_call(node: cst.Call) -> Iterator[cst.BaseExpression]:
    """`And` as `Or` and back, and so with the other pairs; `Implies` the other way round; `Not(x)` as `x`."""
    name = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    called = name.value if isinstance(name, cst.Name) else ""
    if called in _FLIPPED:
        yield node.with_deep_changes(name, value=_FLIPPED[called])
    elif called == "Implies":
        first, second = node.args
        yield node.with_changes(args=[first.with_changes(value=second.value), second.with_changes(value=first.value)])
    elif called == "Not":
        yield node.args[0].value


def _flip_only() -> None:
    """Have mutmut make the mutations of `TAKEN` and `flipped_call` alone."""
    taken = [(node, make) for node, make in mutators.mutation_operators if make.__name__ in TAKEN]
    file_mutation.mutation_operators = [*taken, (cst.Call, flipped_call)]


def _results() -> tuple[Counter[tuple[str, str]], list[Flip]]:
    """How many mutants of each module came to what, and those that were not killed."""
    statuses: Counter[tuple[str, str]] = Counter()
    survivors: list[Flip] = []
    for data, name, code in collect_source_file_mutation_data(mutant_names=())[0]:
        path, status = str(data.path), status_by_exit_code[code]
        statuses[path, status] += 1
        if status not in _KILLED:
            survivors.append(flip_of(path, get_diff_for_mutant(name)))
    return statuses, sorted(survivors, key=str)


def _report(statuses: Counter[tuple[str, str]], survivors: list[Flip], left: list[Flip], minutes: float) -> str:
    killed = sum(count for (_, status), count in statuses.items() if status in _KILLED)
    lines = [
        f"{statuses.total()} mutants: {killed} killed, {len(survivors)} survived; {minutes:.0f} minutes",
        f"{len(left)} of the survivors are not explained in {EXPLAINED.name}",
        "",
    ]
    for path in sorted({path for path, _ in statuses}):
        counts = sorted((status, count) for (where, status), count in statuses.items() if where == path)
        lines.append(f"{path}: " + ", ".join(f"{count} {status}" for status, count in counts))
    told = [flip for flip in survivors if flip not in left]
    for title, flips in (("Not explained", left), ("Explained", told)):
        lines += ["", f"{title}: {len(flips)}", *(f"\n{flip}" for flip in flips)]
    return "\n".join(lines) + "\n"


def main(processes: int | None) -> int:
    """Make the mutants, run the tests on each, and write the report; 1 where a survivor is not explained."""
    _flip_only()
    began = perf_counter()
    run.callback((), max_children=processes)
    statuses, survivors = _results()
    known = explained(EXPLAINED.read_text("utf-8"))
    left = [flip for flip in survivors if flip not in known]
    text = _report(statuses, survivors, left, (perf_counter() - began) / 60)
    EXPLAINED.with_name(f"mutation-{datetime.now(UTC):%Y-%m-%d}.txt").write_text(text, "utf-8")
    print(text.partition("\n\nExplained")[0])
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else None))
