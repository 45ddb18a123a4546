"""Ways to reach a person that stand in a text: what someone may not have meant to publish.

In: a text as its writer has it. Out: e-mail addresses, telephone numbers, street addresses and bank numbers, with
their places (code points, half-open). Web addresses are no contact details, nor are names of accounts (`@a@b.social`).
Whatever the text, this takes time in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from unicodedata import decimal

import regex
from attrs import frozen

from feedcurate.matching.addresses import ADDRESS, may_have_address
from feedcurate.matching.alignment import align_clean, align_composed
from feedcurate.matching.characters import DASHES, of
from feedcurate.matching.contacts_bank import bank_numbers
from feedcurate.matching.contacts_mail import mails
from feedcurate.matching.contacts_street import streets
from feedcurate.matching.contacts_telephone import telephones
from feedcurate.matching.places import Range

_ADDRESS = regex.compile(f"(?V1){ADDRESS}")
_DASH = of(DASHES)
_FOREIGN_DIGIT = of(r"\p{Nd}--[0-9]")


class ContactKind(StrEnum):
    """What a contact detail is."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    BANK = "bank"


@frozen
class Contact:
    """A contact detail, and where it stands in the text: code points, half-open."""

    kind: ContactKind
    start: int
    end: int


def contact_details(text: str) -> tuple[Contact, ...]:
    """All contact details of a text in its order; none overlaps another.

    Digits of all scripts count, fullwidth letters are letters, and what is not seen is not read.
    """
    composed, outer = align_composed(text)
    cleaned, inner = align_clean(composed)
    plain = _DASH.sub("-", _FOREIGN_DIGIT.sub(_digit, cleaned))
    addresses = [match.span() for match in _ADDRESS.finditer(plain)] if may_have_address(plain) else []
    # Links that were made for one reader often carry that reader's e-mail address behind their `?`.
    mailed = list(mails(_without(plain, ((start, _query(plain, start, end)) for start, end in addresses))))
    rest = _without(_without(plain, addresses), mailed)
    found = [(ContactKind.EMAIL, place) for place in mailed]
    for kind, find in (
        (ContactKind.BANK, bank_numbers),
        (ContactKind.TELEPHONE, telephones),
        (ContactKind.ADDRESS, streets),
    ):
        places = list(find(rest))
        found += ((kind, place) for place in places)
        rest = _without(rest, places)
    ordered = sorted(found, key=lambda one: one[1])
    return tuple(Contact(kind, *outer.back(*inner.back(start, end))) for kind, (start, end) in ordered)


def _digit(found: regex.Match[str]) -> str:
    """The ASCII digit of the same value; a digit that this Python does not know yet stays."""
    value = decimal(found[0], None)
    return found[0] if value is None else str(value)


def _query(text: str, start: int, end: int) -> int:
    """Where the query of a web address begins, else where it ends."""
    at = text.find("?", start, end)
    return end if at < 0 else at


def _without(text: str, places: Iterable[Range]) -> str:
    """The text with line ends in place of some ranges, which are in its order: nothing is read across them."""
    kept: list[str] = []
    at = 0
    for start, end in places:
        kept += (text[at:start], "\n" * (end - start))
        at = end
    return "".join((*kept, text[at:]))
