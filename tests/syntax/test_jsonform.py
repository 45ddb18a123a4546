"""The JSON form: there and back again, its schema, and what is said of data that is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from feedcurate.syntax.jsonform import VERSION, from_json, to_json
from feedcurate.syntax.nodes import File
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.schema import document, schema
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source
from tests.strategies import programs
from tests.syntax.reading import read

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "program.schema.json"
VALIDATOR = Draft202012Validator(schema())

Json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["Let", "Name", "x"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from(["node", "name", "value", "id"]), below, max_size=4)
    ),
)


@given(programs())
def test_a_program_comes_back_from_its_json_form(program: File) -> None:
    """Text → JSON → text is the canonical text, comments included."""
    text = format_file(program)
    data = json.loads(json.dumps(to_json(read(text))))
    back = from_json(data)
    assert isinstance(back, File)
    assert back == program
    assert format_file(back) == text


@given(programs())
def test_every_json_form_is_valid_against_the_schema(program: File) -> None:
    """The published schema describes what `to_json` writes."""
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(to_json(program))))) == []


def test_the_published_schema_is_up_to_date() -> None:
    """`python -m feedcurate.syntax.schema > docs/reference/program.schema.json` writes it."""
    assert PUBLISHED.read_text(encoding="utf-8") == document()


def test_the_schema_is_one() -> None:
    """By the rules of JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema())


def test_the_form_of_a_small_file() -> None:
    """As a person sees it."""
    assert to_json(read("-- why\nlet a = b > 3\n")) == {
        "feedcurate": VERSION,
        "statements": [
            {
                "node": "Let",
                "comments": {"before": ["why"]},
                "name": {"node": "Name", "id": "a"},
                "value": {
                    "node": "Compare",
                    "op": ">",
                    "left": {"node": "Name", "id": "b"},
                    "right": {"node": "NumberLit", "value": 3.0},
                },
            }
        ],
    }


def _let(value: Any, **more: Any) -> dict[str, Any]:
    let = {"node": "Let", "name": {"node": "Name", "id": "a"}, "value": value, **more}
    return {"feedcurate": VERSION, "statements": [let]}


NAME = {"node": "Name", "id": "b"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "E060"),
        ({"feedcurate": "9"}, "E061"),
        ({"feedcurate": VERSION}, "E060"),
        ({"feedcurate": VERSION, "statements": [], "more": 1}, "E060"),
        ({"feedcurate": VERSION, "statements": [{"node": "Broken", "keyword": "x"}]}, "E060"),
        ({"feedcurate": VERSION, "statements": [3]}, "E060"),
        ({"feedcurate": VERSION, "statements": [], "end_comments": ["a\nlet b = c"]}, "E060"),
        (_let({"node": "Name"}), "E060"),
        (_let({"node": "Name", "id": 3}), "E060"),
        (_let({"node": "Name", "id": "b", "span": 1}), "E060"),
        (_let({"node": "Use", "path": {"node": "TextLit", "value": "x"}}), "E060"),
        (_let({"node": ["Name"], "id": "b"}), "E060"),
        (_let({"node": "NumberLit", "value": True}), "E060"),
        (_let({"node": "NumberLit", "value": 10**400}), "E060"),
        (_let({"node": "NumberLit", "value": float("nan")}), "E060"),
        (_let({"node": "ClockLit", "value": "25:00"}), "E060"),
        (_let({"node": "DateLit", "value": 3}), "E060"),
        (_let({"node": "Logic", "op": "xor", "operands": [NAME, NAME]}), "E060"),
        (_let({"node": "Logic", "op": "and", "operands": []}), "E060"),
        (_let({"node": "Logic", "op": "and", "operands": [NAME]}), "E060"),
        (_let({"node": "RegexLit", "pattern": "a\\"}), "E011"),
        (_let({"node": "Name", "id": "b c"}), "E040"),
        (_let({"node": "Name", "id": "b, then hide"}), "E040"),
        (_let({"node": "Name", "id": "b or c"}), "E060"),
        (_let({"node": "Name", "id": "b\nlet c = d"}), "E060"),
        (_let({"node": "Name", "id": "\ud800"}), "E003"),
        (_let({"node": "By", "stream": NAME, "whom": NAME}), "E040"),
        (_let(NAME, comments={"before": "x"}), "E060"),
        (_let(NAME, comments={"behind": "a\rb"}), "E060"),
        (_let(NAME, comments=[]), "E060"),
        (_let(NAME, comments={"before": [3]}), "E060"),
        (_let(NAME, comments={"behind": 3}), "E060"),
        ({"feedcurate": VERSION, "statements": [], "end_comments": "x"}, "E060"),
        ({"feedcurate": VERSION, "statements": [{"node": "Feed", "quotas": 3}]}, "E060"),
        (
            _let(
                {
                    "node": "RangeLit",
                    "low": {"node": "NumberLit", "value": 2},
                    "high": {"node": "NumberLit", "value": 1},
                }
            ),
            "E051",
        ),
    ],
)
def test_data_that_is_no_program_is_told(data: object, code: str) -> None:
    """Whatever is wrong with it, in shape or in what it would be as text."""
    back = from_json(data)
    assert isinstance(back, list)
    assert [diagnostic.code for diagnostic in back] == [code]


@given(Json)
def test_no_json_raises(data: object) -> None:
    """Arbitrary data gives a file or diagnostics."""
    for attempt in (data, _let(data), {"feedcurate": VERSION, "statements": data}, {"feedcurate": data}):
        assert isinstance(from_json(attempt), File | list)


def test_nesting_is_bounded() -> None:
    """A thousand `not`s are one diagnostic."""
    data: dict[str, Any] = {"node": "Name", "id": "b"}
    for _ in range(1_000):
        data = {"node": "Not", "operand": data}
    back = from_json(_let(data))
    assert isinstance(back, list)
    assert [diagnostic.code for diagnostic in back] == ["E007"]


def test_the_number_of_statements_is_bounded() -> None:
    """Before any of them is read."""
    data = {"feedcurate": VERSION, "statements": [3] * 5}
    back = from_json(data, limits=Limits(statements=4))
    assert isinstance(back, list)
    assert [diagnostic.code for diagnostic in back] == ["E005"]


def test_a_broken_file_has_no_form() -> None:
    """There is no tree for what could not be read."""
    with pytest.raises(ValueError, match="broken"):
        to_json(parse(Source("x", "let a =")).file)
