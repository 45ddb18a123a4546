"""Decisions as JSON: a line for each post, or one document.

In: a curation, and explanations where they were asked for. Out: JSON text that a terminal can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic_core import to_json

from feedcurate.model.decision import Curation, Decision
from feedcurate.model.explanation import Explanation
from feedcurate.outputs.report import NO_EXPLANATIONS, Explanations
from feedcurate.outputs.safe import visible_json


def json_lines(curation: Curation, explanations: Explanations = NO_EXPLANATIONS) -> Iterator[str]:
    """A line for every post, without line ends: first the feed in its order, then the rest by source and id.

    Advice about accounts and the session, unmet quotas and shadow reports are not in it: they are no posts, and stand
    in the whole document.
    """
    for decision in curation.posts:
        yield _json(_record(decision, explanations.get((decision.source, decision.id))))


def json_document(curation: Curation, explanations: Explanations = NO_EXPLANATIONS) -> str:
    """The whole curation as one indented document, advice included."""
    posts = [_record(decision, explanations.get((decision.source, decision.id))) for decision in curation.posts]
    return _json({**dict(curation), "posts": posts}, indent=2)


def record(decision: Decision, explanation: Explanation | None) -> str:
    """One post as an indented document, with its explanation where there is one."""
    return _json(_record(decision, explanation), indent=2)


def _record(decision: Decision, explanation: Explanation | None) -> dict[str, object]:
    return dict(decision) if explanation is None else {**dict(decision), "explanation": explanation}


def _json(value: object, indent: int | None = None) -> str:
    return visible_json(to_json(value, indent=indent, timedelta_mode="iso8601").decode())
