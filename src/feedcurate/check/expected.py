"""One `expect` line: of what, which word, and why.

In: the node, and what is given before it. Out: an `Expect`, or None with every mistake reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.given_fields import account_fields
from feedcurate.check.literals import account_entry
from feedcurate.check.messages import examples as say
from feedcurate.check.paths import find_symbol
from feedcurate.check.scope import Space, Symbol, subject_scope
from feedcurate.model.account import Account
from feedcurate.model.outcomes import AdviceWord, Outcome
from feedcurate.program.examples import About, Expect
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Subject
from feedcurate.syntax.printer import format_expr

WORDS: Mapping[About, tuple[str, ...]] = {
    About.POST: (*(outcome.value for outcome in Outcome), "boosted", "demoted", "labelled"),
    About.ACCOUNT: ("suggests",),
    About.SESSION: ("stops", "pauses", "waits", "nudges", "continues"),
    About.DRAFT: ("holds", "asks", "warns", "passes"),
}
"""What can be expected of each."""
ADVICE = (*(word.value for word in AdviceWord), "nothing")
"""What can stand behind `suggests`."""
_WITH_TEXT = {"collapsed", "pauses", "stops", "waits", "nudges", "continues", "asks", "warns"}
"""The words behind which a text may stand: one that is said."""
_NO_RULE = {
    "held": "a quota of `feed` holds a post back",
    "continues": "a session goes on where no rule says otherwise",
    "passes": "a draft passes where no rule says otherwise",
}
_THE = {About.POST: "the post", About.ACCOUNT: "an account", About.SESSION: "the session", About.DRAFT: "the draft"}


def check_expect(
    e: Elaboration, line: nodes.Expect, space: Space, given: Collection[About], text: str
) -> Expect | None:
    """One expectation. `given` is what there is to speak of."""
    about = _about(e, line)
    if about is None:
        return None
    before = len(e.diagnostics)
    word = line.verb.id
    if word not in WORDS[about]:
        e.report(say.unknown_expectation(word, _THE[about], line.verb.span, WORDS[about]))
    if about in (About.POST, About.DRAFT) and about not in given:
        e.report(say.nothing_given(about.value, line.span))
    value = _value(e, line, about)
    account = _account(e, line, about)
    by = _by(e, line, about, space, value)
    if len(e.diagnostics) > before:
        return None
    return Expect(
        about=about, word=word, value=value, account=account, negated=line.negated, by=by, text=text, span=line.span
    )


def _about(e: Elaboration, line: nodes.Expect) -> About | None:
    if line.subject is None:
        return About.POST
    try:
        about = About(line.subject.id)
    except ValueError:
        about = About.POST
    if about is About.POST:
        e.report(say.unknown_subject(line.subject.id, line.subject.span))
        return None
    return about


def _value(e: Elaboration, line: nodes.Expect, about: About) -> str | None:
    verb, word = line.verb, line.word
    value = None if word is None else word.id if isinstance(word, nodes.Name) else word.value
    if verb.id == "suggests" and about is About.ACCOUNT:
        if value is None:
            e.report(say.needs_value("suggests", verb.span, ADVICE))
        elif value not in ADVICE and word is not None:
            e.report(say.unknown_advice(value, word.span, ADVICE))
    elif word is not None and value is not None and verb.id != "labelled" and verb.id in WORDS[about]:
        takes_text = verb.id in _WITH_TEXT
        if not takes_text or isinstance(word, nodes.Name):
            e.report(say.no_value(verb.id, value, word.span, takes_text=takes_text))
    return value


def _account(e: Elaboration, line: nodes.Expect, about: About) -> Account | None:
    if about is not About.ACCOUNT:
        if line.whom is not None:
            e.report(say.nobody(about.value, line.whom.span))
        return None
    if line.whom is None:
        e.report(say.whom(line.span))
        return None
    entry = account_entry(e, line.whom)
    return None if entry is None else Account.model_validate(account_fields(entry))


def _by(e: Elaboration, line: nodes.Expect, about: About, space: Space, value: str | None) -> str | None:
    if line.by is None:
        return None
    word = "suggests nothing" if value == "nothing" else line.verb.id
    why = _NO_RULE.get(word) or ("no rule is asked for that" if value == "nothing" else None)
    if why is not None:
        e.report(say.no_reason(word, why, line.by.span))
        return None
    name = format_expr(line.by)
    symbol = find_symbol(line.by, subject_scope(Subject.POST, e.item, space))
    if symbol is None or _subject(symbol) != about.value:
        known = e.known(_rules(space, about.value))
        e.report(say.unknown_rule(name, about.value, line.by.span, known, None if symbol is None else symbol.span))
        return None
    return symbol.qualified


def _rules(space: Space, about: str) -> Iterator[str]:
    """The rules for something that can be named here."""
    yield from sorted(name for name in space.names() if _subject(space.find(name)) == about)


def _subject(symbol: Symbol | None) -> str | None:
    """What a rule is for; None for anything that is none."""
    if symbol is None or not isinstance(symbol.node, nodes.Rule):
        return None
    return "post" if symbol.node.subject is None else symbol.node.subject.id
