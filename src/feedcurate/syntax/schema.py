"""The JSON Schema of the JSON form, made from the nodes.

In: nothing. Out: a schema (draft 2020-12) that every JSON form is valid against. `python -m feedcurate.syntax.schema`
prints the published one, `docs/reference/program.schema.json`.
"""

from __future__ import annotations

import json
import sys
from datetime import date, time
from typing import Any, assert_never

from feedcurate.syntax.jsonform import VERSION
from feedcurate.syntax.shapes import (
    STATEMENT,
    UNIONS,
    Field,
    OneNode,
    OneWord,
    Plain,
    Remarks,
    Several,
    Shape,
    classes,
    fields,
)

_PLAIN: dict[type, dict[str, str]] = {
    str: {"type": "string"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$"},
}
_LINES: dict[str, Any] = {"type": "array", "items": {"type": "string"}}


_COMMENTS = {
    "type": "object",
    "description": "Comments before a line and behind it.",
    "properties": {"before": _LINES, "behind": {"type": "string"}},
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """The schema of a whole file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A feedcurate rule file",
        "description": "What stands between `--` and the end of a line is a comment; a comment `\\n` is a blank line.",
        "type": "object",
        "properties": {
            "feedcurate": {"const": VERSION},
            "statements": {"type": "array", "items": _shape(STATEMENT)},
            "end_comments": _LINES,
        },
        "required": ["feedcurate", "statements"],
        "additionalProperties": False,
        "$defs": {name: _node(name, fields(cls), cls.__doc__ or "") for name, cls in classes().items()}
        | {name: _any_of(members) for members, name in UNIONS.items()}
        | {"Comments": _COMMENTS},
    }


def document() -> str:
    """The text of the published schema."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _node(name: str, known: tuple[Field, ...], description: str) -> dict[str, Any]:
    properties = {field.name: _field(field) for field in known}
    return {
        "type": "object",
        "description": description.partition("\n")[0],
        "properties": {"node": {"const": name}, **properties},
        "required": ["node", *(field.name for field in known if field.is_required)],
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    shape = _shape(field.shape)
    if field.is_optional:
        return {"anyOf": [shape, {"type": "null"}]}
    if field.is_required and isinstance(field.shape, Several):
        return {**shape, "minItems": 1}
    return shape


def _shape(shape: Shape) -> dict[str, Any]:
    match shape:
        case OneNode():
            name = UNIONS.get(shape.classes)
            return {"$ref": f"#/$defs/{name}"} if name else _any_of(shape.classes)
        case Several():
            return {"type": "array", "items": _shape(shape.item)}
        case Remarks():
            return {"$ref": "#/$defs/Comments"}
        case OneWord():
            return {"enum": [word.value for word in shape.enum]}
        case Plain():
            return dict(_PLAIN[shape.type])
        case _:
            assert_never(shape)


def _any_of(members: tuple[type, ...]) -> dict[str, Any]:
    references = [{"$ref": f"#/$defs/{member.__name__}"} for member in members]
    return references[0] if len(references) == 1 else {"anyOf": references}


if __name__ == "__main__":
    sys.stdout.write(document())
