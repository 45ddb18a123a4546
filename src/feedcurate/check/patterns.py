"""Words to patterns: phrases, hashtags and regular expressions of a rule file, entered in the program's tables.

In: texts as written and where they stand. Out: indexes into the tables, or None with the mistake reported.
"""

from __future__ import annotations

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import values as say
from feedcurate.check.messages import warnings as warn
from feedcurate.matching.edges import ascii_edge
from feedcurate.matching.patterns import PatternProblem, ProblemKind, hashtag, lost_signs, phrase
from feedcurate.matching.regexes import RegexProblem, RegexProblemKind, regular
from feedcurate.syntax import nodes
from feedcurate.text.span import Span

_REGEX_CODES = {
    RegexProblemKind.LOOKAROUND: "E143",
    RegexProblemKind.BACKREFERENCE: "E144",
    RegexProblemKind.INLINE_FLAGS: "E145",
    RegexProblemKind.SYNTAX: "E146",
    RegexProblemKind.TOO_BIG: "E147",
}


def add_phrase(e: Elaboration, text: str, span: Span) -> int | None:
    """The index of a phrase."""
    if len(text) > e.limits.pattern_length:
        e.report(say.pattern_too_long(len(text), e.limits.pattern_length, span))
        return None
    pattern = phrase(text)
    if isinstance(pattern, PatternProblem):
        match pattern.kind:
            case ProblemKind.EMPTY:
                e.report(say.empty_pattern(text, span))
            case ProblemKind.MISPLACED_STAR:
                e.report(say.misplaced_star(text, span))
            case ProblemKind.ADDRESS:
                e.report(say.address_in_phrase(text, span))
        return None
    lost = lost_signs(text)
    if lost:
        e.report(warn.lost_sign(text, span))
    return e.patterns.add(pattern)


def add_hashtag(e: Elaboration, tag: str) -> int | None:
    """The index of a hashtag."""
    return e.patterns.add(hashtag(tag))


def add_regex(e: Elaboration, node: nodes.RegexLit) -> int | None:
    """The index of a regular expression."""
    if len(node.pattern) > e.limits.pattern_length:
        e.report(say.pattern_too_long(len(node.pattern), e.limits.pattern_length, node.span))
        return None
    if e.regex_room < 0:
        return None
    regex = regular(node.pattern, node.ignore_case, e.limits.regex_memory)
    if isinstance(regex, RegexProblem):
        e.report(say.bad_regex(_REGEX_CODES[regex.kind], regex.detail, node.span, regex.instead))
        return None
    edge = ascii_edge(node.pattern)
    if edge is not None:
        e.report(warn.edge_of_ascii(edge.written, edge.instead, node.span))
    e.regex_room -= regex.size
    if e.regex_room < 0:
        e.report(say.regexes_too_big(node.span))
        return None
    return e.regexes.add(regex)
