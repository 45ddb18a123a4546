"""Decisions as JSON: the same values in either form, and nothing for a terminal to stumble over."""

from __future__ import annotations

import json

from feedcurate.model.decision import Curation, Decision, Outcome
from feedcurate.model.explanation import Explanation
from feedcurate.outputs.records import json_document, json_lines, record
from tests.outputs.advised import ADVISED
from tests.outputs.controls import CONTROLS
from tests.outputs.samples import CURATION

EXPLANATION = Explanation(id="1", source="mastodon", outcome=Outcome.SHOWN, kept_as_own=False)


def test_a_line_is_what_pydantic_makes_of_a_decision() -> None:
    """A line of JSON Lines is the decision's own JSON, in the order of the curation, and reads back as it."""
    lines = list(json_lines(CURATION))
    assert [json.loads(line) for line in lines] == [decision.model_dump(mode="json") for decision in CURATION.posts]
    assert tuple(Decision.model_validate_json(line) for line in lines) == CURATION.posts


def test_durations_are_iso_8601() -> None:
    """Six hours up are PT6H, twelve hours down -PT12H, no shift PT0S."""
    shifts = [json.loads(line)["shift"] for line in json_lines(CURATION)]
    assert shifts == ["PT6H", "-PT12H", "PT0S", "PT0S"]


def test_the_document_is_the_whole_curation() -> None:
    """One object with posts, advice, unmet quotas, shadow reports and problems, that reads back as the curation."""
    document = json_document(CURATION)
    assert Curation.model_validate_json(document) == CURATION
    assert list(json.loads(document)) == ["posts", "accounts", "session", "unmet", "shadow", "problems"]


def test_advice_is_in_the_document_and_in_no_line() -> None:
    """A line is a post; what is advised about accounts and the session stands in the whole."""
    document = json.loads(json_document(ADVISED))
    assert Curation.model_validate(document) == ADVISED
    assert [one["advice"] for one in document["accounts"]] == ["unfollow", "snooze", "keep"]
    assert document["accounts"][1]["duration"] == "P14D"
    assert document["session"]["until"] == "2026-05-08T13:00:00Z"
    assert list(json_lines(ADVISED)) == []


def test_an_explanation_stands_beside_its_decision() -> None:
    """A post that was explained has one key more; the others are as ever."""
    explanations = {("mastodon", "1"): EXPLANATION}
    first, second, *_ = map(json.loads, json_lines(CURATION, explanations))
    assert first.pop("explanation") == EXPLANATION.model_dump(mode="json")
    assert first == CURATION.posts[0].model_dump(mode="json")
    assert "explanation" not in second
    assert (
        json.loads(record(CURATION.posts[0], EXPLANATION))
        == json.loads(json_document(CURATION, explanations))["posts"][0]
    )


def test_no_control_character_stands_in_json() -> None:
    """They are escaped, C1 and signs of direction too, and read back as they were."""
    decision = Decision(id="".join(CONTROLS), source="s", outcome=Outcome.SHOWN)
    (line,) = json_lines(Curation(posts=(decision,)))
    assert not set(line) & set(CONTROLS)
    assert json.loads(line)["id"] == decision.id
