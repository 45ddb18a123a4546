"""Lists read `from` a file: one entry a line, `--` comments, read as data and not by the parser.

In: the bytes that the resolver finds. Out: entries, each bad line a diagnostic with its own file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from attrs import frozen

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.literals import account_entry, site_entry
from feedcurate.check.messages import values as say
from feedcurate.check.patterns import add_hashtag, add_phrase, add_regex
from feedcurate.check.scope import Symbol
from feedcurate.program.program import Words
from feedcurate.syntax import nodes
from feedcurate.text.span import Source, Span

_COMMENT = re.compile(r"(?<!\S)--")
_REGEX = re.compile(r"/((?:[^/\\]|\\.)+)/(i?)")
_WHOLE = re.compile(rf'"[^"]*"|{_REGEX.pattern}')
"""An entry with marks around it, in which a comment cannot start."""
_MOST_REPORTED = 20
T = TypeVar("T")


@frozen
class ListFiles:
    """The sources of all lists that are read from files, by qualified name."""

    sources: Mapping[str, Source]

    def accounts(self, e: Elaboration, symbol: Symbol) -> Iterator[str]:
        """The accounts of a list's file."""
        return self._read(e, symbol, lambda text, span: account_entry(e, _text(text, span)))

    def sites(self, e: Elaboration, symbol: Symbol) -> Iterator[str]:
        """The sites of a list's file, in canonical form."""
        return self._read(e, symbol, lambda text, span: site_entry(e, nodes.SiteLit(_unquoted(text), span=span)))

    def words(self, e: Elaboration, symbol: Symbol) -> Words:
        """The phrases, hashtags and regular expressions of a topic's file."""
        found = list(self._read(e, symbol, lambda text, span: _words(e, text, span)))
        patterns = frozenset(index for is_regex, index in found if not is_regex)
        return Words(patterns, frozenset(index for is_regex, index in found if is_regex))

    def _read(self, e: Elaboration, symbol: Symbol, entry: Callable[[str, Span], T | None]) -> Iterator[T]:
        source = self.sources.get(symbol.qualified)
        if source is None:
            return
        before = len(e.diagnostics)
        for count, (text, span) in enumerate(_lines(source)):
            if count >= e.limits.file_entries:
                e.report(say.too_many_entries(f"`{source.name}`", e.limits.file_entries, span))
                return
            if len(e.diagnostics) - before >= _MOST_REPORTED:
                return
            if _is_several(text):
                e.report(say.several_entries(text, span))
                continue
            value = entry(text, span)
            if value is not None:
                yield value


def _lines(source: Source) -> Iterator[tuple[str, Span]]:
    """The lines that hold something, without their comments, and where that stands."""
    start = 0
    for line in source.text.splitlines(keepends=True):
        bare = line.strip()
        if "--" in bare:
            whole = _WHOLE.match(bare)
            comment = _COMMENT.search(bare, whole.end() if whole else 0)
            bare = bare[: comment.start()].rstrip() if comment else bare
        if bare:
            at = start + line.index(bare)
            yield bare, Span(source, at, at + len(bare))
        start += len(line)


def _is_several(text: str) -> bool:
    """Whether a line is written as the entries of a rule file are, with commas or several marks."""
    if text.endswith(","):
        return True
    whole = _WHOLE.match(text) if text[0] in '"/' else None
    rest = text[whole.end() :].lstrip() if whole else ""
    return rest[:1] in (",", '"') if rest else text[0] in "@#" and "," in text


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _text(text: str, span: Span) -> nodes.TextLit | nodes.AccountLit:
    bare = _unquoted(text)
    return nodes.AccountLit(bare, span=span) if bare.startswith(("@", "did:")) else nodes.TextLit(bare, span=span)


def _words(e: Elaboration, text: str, span: Span) -> tuple[bool, int] | None:
    """An entry of a topic's file: a #hashtag, a /regular expression/, a quoted or a plain phrase."""
    regex = _REGEX.fullmatch(text) if text[0] == "/" else None
    if regex:
        pattern = regex[1].replace("\\/", "/")
        index = add_regex(e, nodes.RegexLit(pattern, ignore_case=bool(regex[2]), span=span))
    elif text.startswith("#") and not re.search(r"\s", text):
        index = add_hashtag(e, text[1:])
    else:
        index = add_phrase(e, _unquoted(text), span)
    return None if index is None else (regex is not None, index)
