"""E-mail addresses in a text, also spelled out against robots.

In: a clean text. Out: where they stand.

An address is looked for around each `@`, and around each `(at)` in brackets, no further than an address may reach. A
fediverse handle (`@name@host`) is none, nor is a file's name (`icon@2x.png`) or what git calls a remote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.matching.places import Range

_LONGEST_NAME = 64
_LONGEST_HOST = 253

_NAME_SIGN = re.compile(r"[\w%'+.~-]")
"""What names have in them. RFC 5322 allows more, which nobody has in a name, and which stands around it in a text."""
_LABEL = r"(?!-)[^\W_](?:[^\W_]|-){0,62}"
_HOST = re.compile(rf"(?:{_LABEL}\.){{1,8}}+")
_TOP = re.compile(r"(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,63})(?![\w@-])", re.IGNORECASE)
_FILES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "pdf", "js", "css"})

_AT = re.compile(r" ?[(\[{<] ?(?:at|ät|@|arroba|arobase|chiocciola|kukac) ?[)\]}>] ?", re.IGNORECASE)
_SPOKEN_AT = re.compile(
    r" AT | (?:at|arroba|arobase) (?=(?:gmail|googlemail|hotmail|icloud|proton(?:mail)?|yahoo|gmx)\b)"
)
_DOT = r"(?: ?[(\[{<] ?(?:dot|punkt|punto|point|ponto|\.) ?[)\]}>] ?| DOT |\.)"
_SPOKEN_DOT = r"(?: ?[(\[{<] ?(?:dot|punkt|punto|point|ponto|\.) ?[)\]}>] ?| (?i:dot|punkt|punto|point|ponto) |\.)"
_SPELLED_NAME = re.compile(r"[\w+-]{1,30}(?:(?:\.| ?[(\[]dot[)\]] ?| dot )[\w+-]{1,30}){0,3}\Z", re.IGNORECASE)
_SPELLED_HOST = re.compile(
    rf"[a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,40}}){{0,3}}{_DOT}[a-z]{{2,10}}(?!\w)", re.IGNORECASE
)
_SPOKEN_HOST = re.compile(
    rf"[a-z][a-z0-9-]{{1,39}}(?:{_SPOKEN_DOT}[a-z0-9-]{{2,40}}){{0,3}}{_SPOKEN_DOT}[a-z]{{2,10}}(?!\w)"
)


def mails(text: str) -> Iterator[Range]:
    """Where e-mail addresses stand, in the text's order, none inside another."""
    after = 0
    for start, end in sorted((*_written(text), *_spelled(text))):
        if start >= after:
            yield start, end
            after = end


def _written(text: str) -> Iterator[Range]:
    at = text.find("@")
    while at >= 0:
        start, end = _name_start(text, at), _host_end(text, at + 1)
        if start < at and end is not None and text[start:at].lower() != "git":
            yield start, end
        at = text.find("@", at + 1)


def _name_start(text: str, at: int) -> int:
    """Where the name before an `@` begins; the `@` itself where there is none, or where it is part of a handle."""
    start = at
    while start and at - start <= _LONGEST_NAME and _NAME_SIGN.match(text, start - 1):
        start -= 1
    if at - start > _LONGEST_NAME or (start and text[start - 1] == "@"):
        return at
    # A dot, a hyphen or a quotation mark before a name belongs to the sentence.
    name = text[start:at].lstrip(".'-~")
    return at if name.endswith(".") else at - len(name)


def _host_end(text: str, at: int) -> int | None:
    """Where the host that begins here ends; None where there is none."""
    labels = _HOST.match(text, at, at + _LONGEST_HOST)
    top = None if labels is None else _TOP.match(text, labels.end())
    if top is None and labels is not None:
        # `me@example.org.`: the last dot ends the sentence.
        last = text.rfind(".", at, labels.end() - 1)
        top = _TOP.match(text, last + 1) if last > at else None
    return None if top is None or top[0].lower() in _FILES else top.end()


def _spelled(text: str) -> Iterator[Range]:
    """Addresses with `(at)` for `@`, and those with `AT` and `DOT`, or `at gmail dot com`, between spaces."""
    for signs, hosts in ((_AT, _SPELLED_HOST), (_SPOKEN_AT, _SPOKEN_HOST)):
        for sign in signs.finditer(text):
            name = _SPELLED_NAME.search(text[max(0, sign.start() - _LONGEST_NAME) : sign.start()])
            host = hosts.match(text, sign.end(), sign.end() + _LONGEST_HOST)
            if name is not None and host is not None:
                yield sign.start() - len(name[0]), host.end()
