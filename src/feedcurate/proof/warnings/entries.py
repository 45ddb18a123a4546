"""W307: an entry of a topic that another entry of it covers: a longer phrase, a word that a wildcard fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedcurate.check.messages import proved as say
from feedcurate.matching.patterns import Pattern, hashtag, phrase
from feedcurate.proof.phrases import implied_by
from feedcurate.proof.warnings.written import Warned, Written
from feedcurate.syntax import nodes
from feedcurate.text.diagnostic import Fix
from feedcurate.text.span import Span


def covered_entries(written: Written) -> Iterator[Warned]:
    """The entries of topics, and of what these except, that find nothing on their own."""
    for statement in written.statements:
        if isinstance(statement, nodes.List) and statement.kind is nodes.ListKind.TOPIC:
            yield from _covered(statement.entries)
            yield from _covered(statement.exceptions)


def _covered(entries: Sequence[nodes.Entry]) -> Iterator[Warned]:
    patterns = [(number, pattern) for number, entry in enumerate(entries) if (pattern := _pattern(entry)) is not None]
    wider = implied_by([pattern for _, pattern in patterns])
    keys = [pattern.key for _, pattern in patterns]
    gone: set[int] = set()
    for place, (number, _) in reversed(list(enumerate(patterns))):
        same = {other for other in range(place) if keys[other] == keys[place]}
        found = sorted((wider[place] | same) - gone)
        if found:
            gone.add(place)
            entry, other = entries[number], entries[patterns[found[0]][0]]
            told = say.covered_entry(
                entry.value.span.text, entry.value.span, other.value.span.text, other.value.span, _out(entries, number)
            )
            yield Warned(told)


def _pattern(entry: nodes.Entry) -> Pattern | None:
    """What an entry looks for; None where that is no phrase."""
    match entry.value:
        case nodes.TextLit(text):
            found = phrase(text)
            return found if isinstance(found, Pattern) else None
        case nodes.HashtagLit(tag):
            return hashtag(tag)
        case _:
            return None


def _out(entries: Sequence[nodes.Entry], number: int) -> Fix | None:
    """The fix that takes an entry out with the comma beside it; None where a comment stands between."""
    span = entries[number].value.span
    if number:
        before = entries[number - 1].value.span
        cut = Span(span.source, before.end, span.end)
    elif len(entries) > 1:
        cut = Span(span.source, span.start, entries[1].value.span.start)
    else:
        return None
    beside = cut.text.replace(span.text, "", 1)
    return None if beside.strip() != "," else Fix(cut, "")
