"""The page of JSON forms, and the schemas beside it.

In: the pydantic classes. Out: a page with a table for each class, and one JSON Schema a form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from docs.generating.markdown import code, codes, table
from feedcurate.model.account import Account, Claim, Relation
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Curation, Decision, DraftAdvice
from feedcurate.model.item import Item
from feedcurate.model.record import QueuedAdvice

Structures = dict[str, dict[str, Any]]
"""Schemas by the names of their classes."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PRINTED: tuple[type[BaseModel], ...] = (Curation, DraftAdvice, QueuedAdvice)
"""What commands write; the parts of each are told with it."""
ELSEWHERE = {model.__name__ for model in (Account, Claim, Relation)}
"""Parts whose tables stand on the page of fields."""
INTRODUCTION = """\
# JSON

`feedcurate run --format jsonl` writes one decision a line: first what is in the feed, in its order, then the rest by
source and id. `--format json` writes one curation. In Python the same classes come back, and `model_dump_json()`
writes the same text. Durations are ISO 8601 (`PT6H`, `-PT3H`, `PT0S`).

`feedcurate try --draft --format json` writes a [DraftAdvice](#draftadvice), and `feedcurate advice --format json` a
list of [QueuedAdvice](#queuedadvice). Accounts have the fields of [Fields](fields.md#account).

Schemas: [decision](schemas/decision.json) · [curation](schemas/curation.json) · [item](schemas/item.json), the form
of posts that `run` reads as JSON Lines, whose tables are in [Fields](fields.md) · [activity](schemas/activity.json),
the form of [activities](activities.md) · [program](program.schema.json), the form of a rule file.

"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of JSON forms and the schemas."""
    schema = Curation.model_json_schema(mode="serialization")
    structures: Structures = {}
    for root in PRINTED:
        made = root.model_json_schema(mode="serialization")
        structures |= {root.__name__: made, **made["$defs"]}
    yield "reference/json.md", INTRODUCTION + "\n".join(_sections(structures))
    yield "reference/schemas/decision.json", _published(Decision.model_json_schema(mode="serialization"))
    yield "reference/schemas/curation.json", _published(schema)
    yield "reference/schemas/item.json", _published(Item.model_json_schema(mode="validation"))
    yield "reference/schemas/activity.json", _published(Activity.model_json_schema(mode="validation"))


def _sections(structures: Structures) -> Iterator[str]:
    """A table for each structure that has none elsewhere."""
    for name, schema in structures.items():
        if schema.get("type") == "object" and name not in ELSEWHERE:
            told = schema.get("description", "").splitlines()[0]
            parts = schema["properties"].items()
            rows = ((code(key), _type(part, structures), part.get("description", "")) for key, part in parts)
            yield f"## {name}\n\n{told}\n\n{table(('key', 'value', 'meaning'), rows)}"


def _type(schema: dict[str, Any], structures: Structures) -> str:
    """A schema in a few words."""
    match schema:
        case {"$ref": reference}:
            return _named(reference.rsplit("/", 1)[-1], structures)
        case {"anyOf": parts}:
            return " or ".join(_type(part, structures) for part in parts)
        case {"type": "array", "items": items}:
            return f"list of {_type(items, structures)}"
        case {"type": "string", "format": str(form)}:
            return form
        case {"type": "object"}:
            return "object of strings"
        case {"type": kind}:
            return str(kind)
        case _:
            return "any"


def _named(name: str, structures: Structures) -> str:
    """A structure or an enumeration that another one names."""
    if "enum" in structures[name]:
        return codes(structures[name]["enum"])
    page = "fields.md" if name in ELSEWHERE else ""
    return f"[{name}]({page}#{name.lower()})"


def _published(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
