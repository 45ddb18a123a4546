"""What rules cost: which posts each is asked about, behind what is wrong with them.

In: examined files, and what there is to say of them. Out: a text, or one JSON object.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from feedcurate.cli.diagnostics import Told, as_text, records_of
from feedcurate.outputs.safe import visible_json

if TYPE_CHECKING:
    from feedcurate.engine.planned import PlannedRule
    from feedcurate.ruleset import Examined


def with_costs(told: Told, examined: Iterable[Examined], form: str) -> str:
    """The diagnostics of files, and the plans of those that have no errors."""
    from feedcurate.outputs.plan import plan_records, plan_text

    rules = _planned(examined)
    if form != "json":
        return f"{as_text(told)}\n{plan_text(rules)}"
    told_so = {"diagnostics": records_of(told), "rules": plan_records(rules)}
    return visible_json(json.dumps(told_so, indent=2, ensure_ascii=False)) + "\n"


def _planned(examined: Iterable[Examined]) -> list[PlannedRule]:
    from feedcurate.engine.planned import planned

    return [rule for one in examined if one.ruleset is not None for rule in planned(one.ruleset.program)]
