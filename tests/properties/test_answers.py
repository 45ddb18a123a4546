"""What elements answer when they are asked the quick way is what the plain reading of them says."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.answers import Answers, searched
from feedcurate.engine.context import context_of
from feedcurate.engine.elements import act_element, post_element
from feedcurate.engine.interpret import judge_of
from feedcurate.engine.joined import Joined
from feedcurate.engine.periods import days_date, readers_time
from feedcurate.engine.questions import Question, questions_of
from feedcurate.engine.shelf import exact
from feedcurate.model.activity import Activity
from feedcurate.model.facts import Act, Facts
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream
from tests.engine.build import NOW
from tests.engine.test_total import BEFORE, CONDITIONS, FACTS, INSTANTS, items, maybe
from tests.properties.past import PEOPLE, activities

pytestmark = pytest.mark.property

OUTSIDE = re.compile(r"\b(me|now|reposter)\b")
"""What is not known of an element."""
POSTS = "\n".join(
    f"rule p{i} when days(posts by author where {one}, 7 days) >= 1 and sum(post.likes of posts where {one}, 1 day) > 1"
    " then hide"
    for i, one in enumerate(one for one in CONDITIONS if not OUTSIDE.search(one))
)
VIEWS = "\n".join(
    f"rule v{i} when count(views where {one}, 7 days) >= 1 then hide"
    for i, one in enumerate(("author is bot", "view.duration > 3 minutes", "not author in close", "view has duration"))
)
PROGRAM = fc.loads(BEFORE + POSTS).program
OF_VIEWS = fc.loads(BEFORE + VIEWS).program


@given(items(maybe(items(st.none()))), FACTS, INSTANTS, st.booleans())
def test_a_post_answers_what_it_is_read_to_answer(item: Item, facts: Facts, fetched: object, ahead: bool) -> None:
    """Every condition there is, its measure and its day; whether or not its texts were searched before."""
    item = item.model_copy(update={"fetched_at": fetched})
    element = post_element(item, item.published or NOW)
    assert element is not None
    context = context_of(PROGRAM, facts, NOW, Joined(None, ()))
    reader = readers_time(context.zone, PROGRAM.settings)
    answers = Answers(PROGRAM, context, reader)
    questions = _questions(Stream.POSTS)
    known = searched(PROGRAM, [item], answers.texts(questions).values()) if ahead else {}
    row = answers.row(element, answers.asks(questions, of_posts=True), known)
    plain = judge_of(PROGRAM, answers.basics_at(element.arrived)).of_element(element)
    for question, answer in zip(questions, row, strict=True):
        truth = True if question.where is None else plain.truth(question.where)
        value = None if question.measure is None or truth is not True else plain.value(question.measure)
        day = days_date(element.at, reader) if question.days and truth is True else None
        assert (answer.truth, answer.measure, answer.day) == (truth, None if value is None else exact(value), day)


def _questions(stream: Stream) -> tuple[Question, ...]:
    asked = questions_of(PROGRAM).groups
    return tuple(dict.fromkeys(one for group in asked if group.stream is stream for one in asked[group].questions))


@given(activities(NOW), maybe(st.sampled_from(PEOPLE)), FACTS)
def test_an_activity_answers_what_it_is_read_to_answer(
    activity: Activity, author: fc.Account | None, facts: Facts
) -> None:
    """Its author is that of the post it is about, which is not among its own fields."""
    element = act_element(Act(activity, author=author))
    context = context_of(OF_VIEWS, facts, NOW - timedelta(days=1), Joined(None, ()))
    answers = Answers(OF_VIEWS, context, readers_time(context.zone, OF_VIEWS.settings))
    [asked] = questions_of(OF_VIEWS).groups.values()
    row = answers.row(element, answers.asks(asked.questions, of_posts=False), {})
    plain = judge_of(OF_VIEWS, answers.basics_at(element.arrived)).of_element(element)
    truths = [None if question.where is None else plain.truth(question.where) for question in asked.questions]
    assert [answer.truth for answer in row] == truths
