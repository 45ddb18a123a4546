"""The examples of all files, line by line.

In: the statements of all files, and the declared lists and rules. Out: `Example`s, those with a mistake left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, assert_never

from attrs import evolve
from pydantic import ValidationError

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.expected import check_expect
from feedcurate.check.given import give
from feedcurate.check.given_fields import Fields, account_fields, somebody_of
from feedcurate.check.literals import account_entry, duration_of
from feedcurate.check.messages import examples as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.replaced import Replaced, lists_of
from feedcurate.check.scope import Space, subject_scope
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.program.examples import (
    UNNAMED,
    About,
    AnyStep,
    At,
    Detail,
    Example,
    GivenDraft,
    GivenPosts,
    GivenViews,
)
from feedcurate.program.expr import Calendar, Window
from feedcurate.program.program import Moment
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Subject
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Span

MOST_POSTS = 1_000
"""So many posts an example may give."""
MOST_VIEWS = timedelta(days=100)
"""So much time on views an example may give."""
_MOST_REFUSED = 3
_AN_ACCOUNT = "name an account: `by @name@host`"
_WINDOWS = {"today": Calendar.TODAY, "week": Calendar.WEEK, "session": Calendar.SESSION}


def check_examples(
    e: Elaboration, statements: Iterable[tuple[nodes.Statement, Space]], parts: Mapping[str, Sequence[str]]
) -> Iterator[Example]:
    """Check every example. `parts`: what each list is made of that examples replace, or that such a list is in."""
    titles: dict[str, Span] = {}
    for node, space in statements:
        if not isinstance(node, nodes.Example):
            continue
        title = node.title.value
        if title in titles:
            e.report(say.same_title(title, node.title.span, titles[title]))
            continue
        titles[title] = node.title.span
        before = len(e.diagnostics)
        reader = _Reader(e, space)
        reader.replace(node.lines)
        steps = tuple(step for line in node.lines if (step := reader.step(line)) is not None)
        if not any(isinstance(line, nodes.Expect) for line in node.lines):
            e.report(say.expects_nothing(title, node.title.span))
        replaced = reader.replaced
        replaced.report_circles(e, parts)
        if len(e.diagnostics) == before:
            yield Example(
                title,
                steps,
                node.title.span,
                accounts=tuple(replaced.accounts.items()),
                sites=tuple(replaced.sites.items()),
                topics=tuple((e.named_topics[name], topic) for name, topic in replaced.topics.items()),
            )


class _Reader:
    """The lines of one example, in order."""

    def __init__(self, e: Elaboration, space: Space) -> None:
        self.e, self.space = e, space
        self.replaced = Replaced()
        self.given: set[About] = set()
        self.posts = 0
        self.views = timedelta(0)

    def replace(self, lines: Iterable[nodes.ExampleLine]) -> None:
        """Put its own lists in their places."""
        for line in lines:
            if isinstance(line, nodes.GivenList):
                self.replaced.take(self.e, line, self.space)

    def step(self, line: nodes.ExampleLine) -> AnyStep | None:
        match line:
            case nodes.At(moment):
                self.e.zone_uses.append(line.span)
                clock = None if moment.clock is None else moment.clock.value
                return At(moment=Moment(moment.date.value, clock), text=_text(line), span=line.span)
            case nodes.GivenList():
                return None  # Lists are replaced before anything else, wherever the line stands.
            case nodes.GivenPosts():
                return self._posts(line)
            case nodes.GivenViews():
                return self._views(line)
            case nodes.GivenDraft():
                return self._draft(line)
            case nodes.Expect():
                return check_expect(self.e, line, self.space, self.given, _text(line))
            case _:
                assert_never(line)

    def _posts(self, line: nodes.GivenPosts) -> GivenPosts | None:
        count, over = self._count(line), self._length(line.over)
        fields = Fields()
        if line.by is not None:
            self._by(line.by, fields)
        if line.saying is not None:
            fields.put(("text",), line.saying.value, line.saying.span)
        details = self._details(line.details, fields, Subject.POST)
        post = self._made(self.e.item, {"id": UNNAMED, "source": "example"}, fields, line.span)
        self.given.add(About.POST)
        if post is None:
            return None
        ages = fields.ages
        return GivenPosts(
            post=post, count=count, over=over, age=ages.get(()), author_age=ages.get(("author",)), seen=fields.seen,
            details=details, text=_text(line), span=line.span,
        )  # fmt: skip

    def _count(self, line: nodes.GivenPosts) -> int:
        """How many posts a line gives."""
        if line.count is None:
            if line.over is not None:
                self.e.report(say.one_over_time(line.over.span))
            self.posts += 1
            return 1
        count = line.count.value
        if count != int(count) or count < 1 or self.posts + count > MOST_POSTS:
            self.e.report(say.not_a_count(line.count.span, MOST_POSTS))
        else:
            self.posts += int(count)
        return int(count)

    def _by(self, by: nodes.AccountLit | nodes.TextLit | nodes.Name, fields: Fields) -> None:
        """Who a post is by: an account, the reader, or somebody on a list."""
        if isinstance(by, nodes.Name):
            if by.id == "me":
                fields.put(("mine",), True, by.span)
                return
            symbol = self.space.find(by.id)
            listed = None if symbol is None else self.replaced.accounts_in(self.e, symbol.qualified)
            if symbol is None or listed is None:
                known = lists_of(self.e, self.space, nodes.ListKind.ACCOUNTS)
                self.e.report(say_names.unknown_name(by.id, by.span, known, "" if known else _AN_ACCOUNT))
                return
            entry = somebody_of(listed)
            if entry is None:
                self.e.report(say.nobody_in(by.id, by.span))
        else:
            entry = account_entry(self.e, by)
        if entry is not None:
            fields.put(("author",), account_fields(entry), by.span)

    def _details(self, details: Iterable[nodes.Expr], fields: Fields, subject: Subject) -> tuple[Detail, ...]:
        scope = evolve(subject_scope(subject, self.e.item, self.space), label=f"given {subject.value}")
        found: list[Detail] = []
        for detail in details:
            condition = self.e.condition(detail, scope)
            if condition is not None:
                give(self.e, fields, detail, scope)
                found.append(Detail(text=format_expr(detail), condition=condition.id, span=detail.span))
        return tuple(found)

    def _made(self, cls: type[Any], base: dict[str, Any], fields: Fields, span: Span) -> Any:
        """A post or a draft with these fields; None where it cannot have one of them, which is reported."""
        try:
            return cls.model_validate(base | fields.nested())
        except ValidationError as error:
            what = "draft" if cls is Draft else "post"
            for problem in error.errors()[:_MOST_REFUSED]:
                path = tuple(part for part in problem["loc"] if isinstance(part, str))
                self.e.report(say.refused(what, ".".join(path), problem["msg"].lower(), fields.place(path) or span))
            return None

    def _views(self, line: nodes.GivenViews) -> GivenViews:
        whom = None if line.whom is None else account_entry(self.e, line.whom)
        account = None if whom is None else Account.model_validate(account_fields(whom))
        duration = self._length(line.duration) or timedelta(0)
        if self.views + duration > MOST_VIEWS:
            # It does not count, so that the lines after it are not told the same.
            self.e.report(say.too_much_time(line.duration.span, MOST_VIEWS.days))
        else:
            self.views += duration
        return GivenViews(
            duration=duration,
            account=account,
            window=self._window(line.window),
            text=_text(line),
            span=line.span,
        )

    def _window(self, node: nodes.Name | nodes.This | nodes.DurationLit | None) -> Window | None:
        match node:
            case None:
                return None
            case nodes.DurationLit():
                return self._length(node)
            case nodes.Name(word) if word == "today":
                return Calendar.TODAY
            case nodes.This(word) if word in ("week", "session"):
                return _WINDOWS[word]
            case _:
                word = node.id if isinstance(node, nodes.Name) else f"this {node.name}"
                self.e.report(say.unknown_window(word, node.span))
                return None

    def _length(self, node: nodes.DurationLit | None) -> timedelta | None:
        if node is None:
            return None
        length = duration_of(node)
        if length < timedelta(0):
            self.e.report(say.negative_time(node.span))
        return length

    def _draft(self, line: nodes.GivenDraft) -> GivenDraft | None:
        fields = Fields()
        if line.saying is not None:
            fields.put(("text",), line.saying.value, line.saying.span)
        details = self._details(line.details, fields, Subject.DRAFT)
        self.given.add(About.DRAFT)
        draft = self._made(Draft, {}, fields, line.span)
        return None if draft is None else GivenDraft(draft=draft, details=details, text=_text(line), span=line.span)


def _text(line: nodes.ExampleLine) -> str:
    """The line as it is written, on one line."""
    return " ".join(line.span.text.split())
