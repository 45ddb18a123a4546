"""What is said of a bare word that means nothing where it stands.

In: the word, its scope, and what could be declared for it there. Out: one report, with the best guess at
what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import claims as say_claims
from feedcurate.check.messages import names as say
from feedcurate.check.scope import OUTCOMES, Scope, words_of
from feedcurate.check.suggest import did_you_mean, nearest
from feedcurate.check.windows import HABITS
from feedcurate.model.account import Account
from feedcurate.model.derived import derived_of
from feedcurate.model.fields import fields_of
from feedcurate.model.kinds import DAYS
from feedcurate.model.words import has_words, is_words
from feedcurate.syntax import nodes

_SAME_ELSEWHERE = {("post", "account"): "author", ("account", "author"): "account"}
"""By the subject of a rule and a word that it does not know: the word that it knows for much the same."""


def report_unknown(e: Elaboration, node: nodes.Name, scope: Scope, declare: str = "") -> None:
    """Say that a word is not known; a word of a statement that could not be read is passed over.

    `declare` is how a name that may stand here is declared.
    """
    name = node.id
    if scope.space.is_broken(name):
        return
    if name in OUTCOMES:
        e.report(say_claims.outcome_outside(name, node.span))
        return
    if any(name in words_of(subject, e.item) for subject in nodes.Subject):
        same = _SAME_ELSEWHERE.get((scope.key, name))
        e.report(say.out_of_scope(name, scope.label, node.span, scope.names(), f"say `{same}`" if same else ""))
        return
    known = e.known(chain(scope.names(), scope.space.names()))
    hint = _hint(e, name, scope, known)
    if not hint and declare and not nearest(name, known):
        hint = f"declare it: `{declare}`"
    e.report(say.unknown_name(name, node.span, known, hint))


def _hint(e: Elaboration, name: str, scope: Scope, known: Iterable[str]) -> str:
    """What was meant by an unknown name that is no misspelt one."""
    if name in ("true", "false"):
        return "a condition stands alone: `post is sensitive`, or `not post is sensitive`"
    if name in HABITS:
        return f"say over which time: `{name}(today)`, `{name}(7 days)`"
    if name in DAYS:
        return f"a day is compared with a day: `post.published.day = {name}`"
    if scope.space.find_alias(name) is not None:
        return f"`{name}` is a file that is used; say which of its names: `{name}.…`"
    if "post" not in scope.words:
        return ""
    for words, form in (
        (is_words(e.item), "post is"),
        (is_words(Account), "author is"),
        (has_words(e.item), "post has"),
    ):
        if name in words and name not in fields_of(e.item):
            return f"say `{form} {name}`"
    fields = (*fields_of(e.item), *derived_of(e.item), *e.known(e.signals))
    if name in fields and name in is_words(e.item):
        return f"say `post is {name}`, or `post.{name}` where its value is meant"
    if name in fields:
        return f"say `post.{name}`"
    return "" if nearest(name, known) else did_you_mean(name, fields, before="post.")
