"""Street addresses in a text: a number of a house and a street.

In: a clean text. Out: where they stand.

The text is taken apart into words. At each word that says "street" in one of the languages of `street_words`, a few
words before and behind it are looked at: in English the number comes first and the street last, in German the street
first and the number last, in French the number, then the kind of street and its name, in Spanish, Portuguese and
Slavic languages the kind, the name and the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from feedcurate.matching import street_words as words
from feedcurate.matching.places import Range

_WORD = re.compile(r"\b[cC]/|\w++(?:['-]\w++)*+[.º°]?")
_HOUSE = re.compile(r"\d{1,5}(?: ?[a-zA-Z])?(?:-\d{1,5}[a-zA-Z]?)?")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
_STOPS = ".,;:!?)\n"
_MOST_NAMES = 4


@frozen
class _Words:
    """The words of a text, and where they stand."""

    text: str
    places: Sequence[Range]

    def word(self, at: int) -> str:
        """A word without the dot behind it; empty where there is none."""
        return self.text[slice(*self.places[at])].rstrip(".º°") if 0 <= at < len(self.places) else ""

    def key(self, at: int) -> str:
        """A word without case; `ß` is `ss`."""
        return self.word(at).casefold()

    def joined(self, at: int, signs: tuple[str, ...] = (" ",)) -> bool:
        """Whether a word follows the one before with nothing but a space, or one of these signs, between."""
        return 0 < at < len(self.places) and self.text[self.places[at - 1][1] : self.places[at][0]] in signs

    def is_house(self, at: int) -> bool:
        """Whether a word is the number of a house, and not part of a price, a time or another number."""
        start, end = self.places[at] if 0 <= at < len(self.places) else (0, 0)
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if (
            _HOUSE.fullmatch(self.word(at)) is None
            or before[-1:] in tuple("#$€£¥@&=_/+%")
            or after[:1] in tuple("%€$£°")
        ):
            return False
        in_number = before[-1:] in tuple(".,:-") and before[:1].isdigit()
        return not in_number and not (after[:1] in tuple(".,:") and after[1:].isdigit())

    def stops(self, at: int) -> bool:
        """Whether a sentence or a part of it ends behind a word."""
        end = self.places[at][1]
        rest = self.text[end : end + 2]
        return self.text[end - 1] == "." or not rest.strip(" ") or rest.lstrip(" ")[:1] in _STOPS

    def is_name(self, at: int) -> bool:
        """Whether a word is written like a name."""
        word = self.word(at)
        return (word[:1].isupper() or _ORDINAL.fullmatch(word) is not None) and self.key(at) not in words.NO_NAMES

    def range(self, first: int, last: int) -> Range:
        """Where words stand, without a dot behind the last."""
        start, end = self.places[first][0], self.places[last][1]
        return start, end - (self.text[end - 1] == ".")


def streets(text: str) -> Iterator[Range]:
    """Where street addresses stand, in the text's order, none inside another."""
    if not any(map(str.isdigit, text)):
        return
    found = _Words(text, [match.span() for match in _WORD.finditer(text)])
    after = 0
    for at in range(len(found.places)):
        for place in _around(found, at):
            if place is not None and place[0] >= after:
                yield place
                after = place[1]
                break


def _around(found: _Words, at: int) -> Iterator[Range | None]:
    """The addresses that the street at a word may be in."""
    key = found.key(at)
    if key in words.ENGLISH:
        yield _number_name_street(found, at)
    if key in words.FRENCH:
        yield _number_street_name(found, at)
    if key in words.IBERIAN or key in words.SLAVIC:
        yield _street_name_number(found, at)
    if key.endswith(words.GERMAN_ENDINGS) and key not in words.NO_GERMAN_STREETS:
        yield _name_number(found, at)


def _number_name_street(found: _Words, at: int) -> Range | None:
    """`12 Baker Street`; without capitals only where a sentence could end: `3 dark street corners` is no place."""
    if found.key(at + 1) in words.NO_STREETS_BEHIND and found.joined(at + 1):
        return None
    number = at - 1
    while number > at - 1 - _MOST_NAMES and found.joined(number + 1) and not found.is_house(number):
        number -= 1
    names = range(number + 1, at)
    if not names or not found.joined(number + 1) or not found.is_house(number):
        return None
    is_famous = len(names) == 1 and found.key(at - 1) in words.FAMOUS
    if _YEARS.fullmatch(found.word(number)) and (is_famous or found.key(at) in words.SHORT_ENGLISH):
        return None
    if all(map(found.is_name, names)):
        fits = found.key(at) not in words.SHORT_ENGLISH or found.stops(at) or not found.joined(at + 1)
        return found.range(number, at) if fits else None
    plain = len(names) <= 2 and not any(found.key(name) in words.NO_NAMES for name in names)
    is_clear = found.key(at) in words.CLEAR_ENGLISH and found.stops(at) and found.word(number) != "1"
    return found.range(number, at) if plain and is_clear else None


def _number_street_name(found: _Words, at: int) -> Range | None:
    """`5 rue de la Paix`, `12 bis, avenue Foch`."""
    number = at - 1
    signs = (" ", ", ")
    if not found.joined(at, signs):
        return None
    if found.key(number) in words.FRENCH_BESIDE_NUMBERS:
        number -= 1
        if not found.joined(number + 1):
            return None
    name = _behind_small_words(found, at + 1)
    if name is None or not found.is_house(number):
        return None
    may_be_name = found.key(name) not in words.NO_NAMES and found.word(name).isalpha()
    is_clear = may_be_name and found.key(at) in words.CLEAR_FRENCH
    # A name may have its article or preposition glued to it: `d'Italie`, `l'Église`.
    is_name = found.is_name(name) or found.word(name).rpartition("'")[2][:1].isupper()
    return found.range(number, name) if is_clear or is_name else None


def _street_name_number(found: _Words, at: int) -> Range | None:
    """`Calle Mayor 3`, `Rua Augusta, nº 100`, `ул. Ленина, 5`."""
    name = _behind_small_words(found, at + 1)
    is_letter = len(found.key(at)) == 1 and found.text[found.places[at][1] - 1] != "."
    if name is None or is_letter:
        return None
    last = name
    while last + 1 < name + _MOST_NAMES and found.joined(last + 1) and _goes_on(found, last + 1):
        last += 1
    number = last + 1
    signs: tuple[str, ...] = (" ", ", ")
    if found.key(number) in words.NUMBER_SIGNS and found.joined(number, signs):
        number, signs = number + 1, (" ", "", ". ")
    if not found.joined(number, signs) or not found.is_house(number):
        return None
    if found.key(number + 1) in words.NO_NUMBERS_BEFORE and found.joined(number + 1):
        return None
    if found.is_name(name):
        return found.range(at, number)
    is_clear = found.key(at) in words.CLEAR_IBERIAN and found.key(name) not in words.NO_NAMES and found.stops(number)
    return found.range(at, number) if is_clear else None


def _name_number(found: _Words, at: int) -> Range | None:
    """`Hauptstraße 5`, `Berliner Str. 12a`; not `Landstraße 5 km lang`."""
    number = at + 1
    if not found.joined(number) or not found.is_house(number) or not found.word(at)[:1].isupper():
        return None
    if found.key(number + 1) in words.NO_NUMBERS_BEFORE and found.joined(number + 1):
        return None
    if found.key(at) not in words.GERMAN_ALONE:
        return found.range(at, number)
    name = at - 1
    if found.joined(at, (" ", "-")) and found.is_name(name) and found.word(name).isalpha():
        return found.range(name, number)
    return None


def _behind_small_words(found: _Words, at: int) -> int | None:
    """The name behind `de la` and its like; None where there is none."""
    for name in range(at, at + 3):
        if not found.joined(name):
            return None
        if found.key(name) not in words.SMALL:
            return name
    return None


def _goes_on(found: _Words, at: int) -> bool:
    """Whether a street's name goes on with a word, or with `de` and a word."""
    is_small = found.key(at) in words.SMALL and found.joined(at + 1)
    return (found.is_name(at) or is_small) and not found.is_house(at)
