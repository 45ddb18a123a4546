"""The page of JSON forms, and the schemas beside it.

In: the pydantic classes. Out: a page with a table for each class, and one JSON Schema a form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docs.generating.markdown import code, codes, table
from feedcurate.model.activity import Activity
from feedcurate.model.decision import Curation, Decision, Outcome
from feedcurate.model.item import Item

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INTRODUCTION = """\
# JSON

`feedcurate run --format jsonl` writes one decision a line: first what is in the feed, in its order, then the rest by
source and id. `--format json` writes one curation. In Python the same classes come back, and `model_dump_json()`
writes the same text. Durations are ISO 8601 (`PT6H`, `-PT3H`, `PT0S`).

Schemas: [decision](schemas/decision.json) · [curation](schemas/curation.json) · [item](schemas/item.json), the form
of posts that `run` reads as JSON Lines, whose tables are in [Fields](fields.md) · [activity](schemas/activity.json),
that of [activities](activities.md) · [program](program.schema.json), the
form of a rule file.

"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of JSON forms and the schemas."""
    schema = Curation.model_json_schema(mode="serialization")
    structures = {"Curation": schema, **schema["$defs"]}
    shown = {name: part for name, part in structures.items() if part.get("type") == "object"}
    yield "reference/json.md", INTRODUCTION + "\n".join(_structure(name, part) for name, part in shown.items())
    yield "reference/schemas/decision.json", _published(Decision.model_json_schema(mode="serialization"))
    yield "reference/schemas/curation.json", _published(schema)
    yield "reference/schemas/item.json", _published(Item.model_json_schema(mode="validation"))
    yield "reference/schemas/activity.json", _published(Activity.model_json_schema(mode="validation"))


def _structure(name: str, schema: dict[str, Any]) -> str:
    rows = ((code(key), _type(part), part.get("description", "")) for key, part in schema["properties"].items())
    return f"## {name}\n\n{schema.get('description', '').splitlines()[0]}\n\n{table(('key', 'value', 'meaning'), rows)}"


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    match schema:
        case {"$ref": reference}:
            name = reference.rsplit("/", 1)[-1]
            return codes(Outcome) if name == Outcome.__name__ else f"[{name}](#{name.lower()})"
        case {"anyOf": parts}:
            return " or ".join(_type(part) for part in parts)
        case {"type": "array", "items": items}:
            return f"list of {_type(items)}"
        case {"type": "string", "format": str(form)}:
            return form
        case {"type": "object"}:
            return "object of strings"
        case {"type": kind}:
            return str(kind)
        case _:
            return "any"


def _published(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
