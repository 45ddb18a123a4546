"""Rules engines for all purposes, given the same rules in their own languages.

In: the rules as data. Out: a contender for each engine that is installed (the dependency group `bench`), and the names
of the others.

An engine is asked about one post after another, as a dictionary: the words of the text in one line with a space around
each, the likes, the author's handle, whether it is a repost. No engine has words of its own, so each contender cuts
every text by itself, within its time. The rules are written in the way that was the fastest of those that were tried
(README.md): cheap conditions first; a regular expression or searches for strings; one expression for all rules where
that is quicker than one for each; lists as sets where there are sets. Terms are letters and spaces: nothing in them
needs an escape beyond what JSON does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from attrs import frozen

from benchmarks.contenders import Contender, Judge, Labels, handle_of, likes_of, words_of
from benchmarks.workload import Rule
from feedcurate import Item

CHECKS = 0.1
"""The part of the pairs of a rule and a post on which an engine is checked."""


@frozen
class Engine:
    """An engine by the name of its distribution, and how to put it to work."""

    name: str
    made: Callable[[Sequence[Rule]], Judge]


def peers(rules: Sequence[Rule]) -> tuple[Contender, ...]:
    """All engines that are installed, ready to judge."""
    return tuple(Contender(_shown(engine), engine.made(rules), CHECKS) for engine in ENGINES if _is_here(engine))


def absent() -> tuple[str, ...]:
    """The engines that are not installed."""
    return tuple(engine.name for engine in ENGINES if not _is_here(engine))


def present() -> tuple[str, ...]:
    """The engines that are installed."""
    return tuple(engine.name for engine in ENGINES if _is_here(engine))


def _shown(engine: Engine) -> str:
    return f"`{engine.name}`"


def _is_here(engine: Engine) -> bool:
    try:
        version(engine.name)
    except PackageNotFoundError:
        return False
    return True


def _post(item: Item) -> dict[str, object]:
    """A post as an engine gets it."""
    return {
        "line": f" {' '.join(words_of(item))} ",
        "likes": likes_of(item),
        "author": handle_of(item),
        "repost": item.via is not None,
    }


def _each(rules: Sequence[Rule], made: Callable[[Rule], Callable[[Any], object]]) -> Judge:
    """One expression for each rule."""
    compiled = [(rule.label, made(rule)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            post = _post(item)
            found[item.id] = tuple(label for label, holds in compiled if holds(post))
        return found

    return judge


def _joined(rules: Sequence[Rule], answers: Callable[[dict[str, object]], Sequence[bool]]) -> Judge:
    """One expression for all rules, which gives a list of truths."""
    labels = [rule.label for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        return {
            item.id: tuple(label for label, holds in zip(labels, answers(_post(item)), strict=True) if holds)
            for item in items
        }

    return judge


def _rule_engine(rules: Sequence[Rule]) -> Judge:
    from rule_engine import Rule as Compiled

    def made(rule: Rule) -> Callable[[Any], object]:
        authors, terms = ", ".join(map(_quoted, rule.authors)), _quoted(f" (?:{'|'.join(rule.terms)}) ")
        matches: Callable[[Any], object] = Compiled(
            f"not repost and (likes > {rule.likes} or author in {{{authors}}}) and line =~~ {terms}"
        ).matches
        return matches

    return _each(rules, made)


def _cel_python(rules: Sequence[Rule]) -> Judge:
    """In its quicker way, which makes Python of an expression. It wants values of its own classes."""
    from celpy import CompiledRunner, Environment
    from celpy.celtypes import BoolType, IntType, StringType

    environment = Environment(runner_class=CompiledRunner)
    typed = {"line": StringType, "likes": IntType, "author": StringType, "repost": BoolType}
    compiled = [(rule.label, environment.program(environment.compile(_cel(rule)))) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            post = {name: typed[name](value) for name, value in _post(item).items()}
            found[item.id] = tuple(label for label, program in compiled if program.evaluate(post))
        return found

    return judge


def _cel_rust(rules: Sequence[Rule]) -> Judge:
    import cel

    return _joined(rules, cel.compile(f"[{', '.join(map(_cel, rules))}]").execute)


def _zen(rules: Sequence[Rule]) -> Judge:
    import zen

    def condition(rule: Rule) -> str:
        terms = " or ".join(f"contains(line, {_spaced(term)})" for term in rule.terms)
        return f"not repost and (likes > {rule.likes} or author in {_listed(rule.authors)}) and ({terms})"

    return _joined(rules, zen.compile_expression(f"[{', '.join(map(condition, rules))}]").evaluate)


def _json_logic(rules: Sequence[Rule]) -> Judge:
    """Lists of authors stand beside the post: written into the rules they are gone through one by one."""
    from json_logic import jsonLogic

    def condition(number: int, rule: Rule) -> dict[str, object]:
        listed = {"in": [{"var": "author"}, {"var": f"authors_{number}"}]}
        terms = [{"in": [f" {term} ", {"var": "line"}]} for term in rule.terms]
        liked = {">": [{"var": "likes"}, rule.likes]}
        return {"and": [{"!": {"var": "repost"}}, {"or": [liked, listed]}, {"or": terms}]}

    compiled = [(rule.label, condition(number, rule)) for number, rule in enumerate(rules)]
    known: dict[str, object] = {f"authors_{number}": frozenset(rule.authors) for number, rule in enumerate(rules)}

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            known.update(_post(item))
            found[item.id] = tuple(label for label, condition in compiled if jsonLogic(condition, known))
        return found

    return judge


ENGINES = (
    Engine("zen-engine", _zen),
    Engine("common-expression-language", _cel_rust),
    Engine("json-logic-qubit", _json_logic),
    Engine("rule-engine", _rule_engine),
    Engine("cel-python", _cel_python),
)
"""The quickest first."""

NAMES = tuple(map(_shown, ENGINES))
"""What they are called as contenders."""


def _cel(rule: Rule) -> str:
    """A rule in Google's Common Expression Language."""
    terms = " || ".join(f"line.contains({_spaced(term)})" for term in rule.terms)
    return f"!repost && (likes > {rule.likes} || author in {_listed(rule.authors)}) && ({terms})"


def _listed(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _spaced(term: str) -> str:
    return _quoted(f" {term} ")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
