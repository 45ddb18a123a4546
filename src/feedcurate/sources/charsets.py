"""Bytes of markup → its text, whatever encoding is declared, truly or not.

In: a document and what its server said of it. Out: text that an XML parser takes: without a byte order mark and
control characters, with U+FFFD for what is no character.

In this order: a byte order mark, NULs that give UTF-16 or UTF-32 away, the server's `charset` (RFC 7303), the XML
declaration, UTF-8; the first that fits all bytes is taken. Where none does, the first that fits most is taken, or else
Windows-1252. Two declarations are known to be wrong more often than right: ISO-8859-1 and other subsets are read as the
larger sets of Windows, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels), and a document in which
every sequence beyond ASCII is UTF-8 is UTF-8, also where one byte a letter is declared.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from feedcurate.model.base import without_surrogates
from feedcurate.sources.decode import encoding_of

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})\s*["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
# Vertical tabs and page breaks end lines; other controls are left behind in words by programs that break them.
_BREAKS = re.compile("[\x0b\x0c]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Some are numbers of no character, or of one that XML forbids: parsers lose the feed to them.
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_NO_CHARACTER = "&#xFFFD;"
_DECLARATION = re.compile(r"<\?xml[\s?][^>]*>")

# Python's codecs that are no encodings of documents; some take quadratic time.
_NO_ENCODINGS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_LARGER = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_LABELS = {"x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "windows-874": "cp874", "x-cp1251": "cp1251"}
_WINDOWS = {n: bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}
_OF_TWO_BYTES = ("utf-16", "utf-32")


def markup_text(data: bytes, content_type: str | None = None) -> str:
    """The text of a document; `content_type` is the header that it was served with."""
    encoding = encoding_of(data[:4])
    if encoding is not None:
        return _allowed(data.decode(encoding, "replace"))
    for name in _candidates(data, content_type):
        try:
            text = data.decode(name, "surrogatepass" if name == "utf-8" else "strict")
        except UnicodeDecodeError:
            continue
        # Halves of surrogate pairs, which some programs encode one by one, become whole or replacements.
        return _allowed(str(without_surrogates(text)))
    # A text that was cut by bytes has a few that do not fit, among many that do.
    for name in _candidates(data, content_type):
        mostly = data.decode(name, "replace")
        bad = mostly.count("\ufffd")
        if bad < sum(not letter.isascii() for letter in mostly) - bad:
            return _allowed(mostly)
    # Five bytes of Windows-1252 are no characters; browsers read them as control characters.
    return _allowed(data.decode("latin-1").translate(_WINDOWS))


def _candidates(data: bytes, content_type: str | None) -> Iterator[str]:
    """The encodings that it may be in, likeliest first."""
    served = _CHARSET.search(content_type or "")
    declared = _DECLARED.match(data[:1024])
    for label in (served and served[1], declared and declared[1].decode("ascii")):
        name = _codec(label) if label else None
        if name is None:
            continue
        if _is_single_byte(name) and not data.isascii():
            yield "utf-8"
        yield name
    yield "utf-8"


def _codec(label: str) -> str | None:
    """The name of Python's codec for a label, None where there is none for a text in bytes like ASCII."""
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name
        "a".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if name in _NO_ENCODINGS or name.startswith(_OF_TWO_BYTES) else _LARGER.get(name, name)


def _is_single_byte(name: str) -> bool:
    return name.startswith(("cp125", "iso8859", "koi8", "mac", "cp874", "cp8"))


def _allowed(text: str) -> str:
    """What XML 1.0 allows, from the first tag on, and without the declaration, which is no longer true."""
    if _FORBIDDEN.search(text):
        text = _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", _BREAKS.sub("\n", text)))
    text = _REFERENCE.sub(_in_unicode, text) if "&#" in text else text
    start = text.find("<")
    text = text[start:] if start > 0 else text
    return _DECLARATION.sub("", text, count=1) if text.startswith("<?xml") else text


def _in_unicode(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    digits = hexadecimal or decimal
    number = int(digits, 16 if hexadecimal else 10) if len(digits) <= 7 else -1
    if not 0 < number <= 0x10FFFF or _NO_CHARACTERS.match(chr(number)):
        return _NO_CHARACTER
    return "" if _CONTROLS.match(chr(number)) else "&#10;" if _BREAKS.match(chr(number)) else reference[0]
