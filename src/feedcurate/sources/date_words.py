"""The words that dates are written with: months, time zones, halves of a day.

In: words of a date. Out: numbers, None for what is no such word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# How the months begin, January first, accents left out: the languages that programs are known to put into feeds.
_LANGUAGES = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mrz apr mai jun jul aug sep okt nov dez",
    "jan fev mar avr mai juin juil aou sep oct nov dec",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "jan feb maa apr maj jun jul aug szep okt nov dec",
    "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
)
_MONTHS: Mapping[str, int] = {
    beginning: number for line in _LANGUAGES for number, beginning in enumerate(line.split(), 1)
}

_HOURS: Mapping[str, float] = {
    "z": 0,
    "ut": 0,
    "gmt": 0,
    "utc": 0,
    "wet": 0,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "met": 1,
    "mez": 1,
    "cest": 2,
    "mest": 2,
    "mesz": 2,
    "eet": 2,
    "sast": 2,
    "eest": 3,
    "msk": 3,
    "hkt": 8,
    "sgt": 8,
    "awst": 8,
    "jst": 9,
    "kst": 9,
    "acst": 9.5,
    "aest": 10,
    "acdt": 10.5,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "brst": -2,
    "ndt": -2.5,
    "adt": -3,
    "brt": -3,
    "art": -3,
    "nst": -3.5,
    "ast": -4,
    "at": -4,
    "edt": -4,
    "est": -5,
    "et": -5,
    "cdt": -5,
    "cst": -6,
    "ct": -6,
    "mdt": -6,
    "mst": -7,
    "mt": -7,
    "pdt": -7,
    "pst": -8,
    "pt": -8,
    "akdt": -8,
    "akst": -9,
    "hst": -10,
}
_AFTERNOON = {
    **dict.fromkeys(("am", "a.m", "오전", "πμ"), False),
    **dict.fromkeys(("pm", "p.m", "오후", "μμ"), True),
}


def plain_word(word: str) -> str:
    """A word in lower case, without accents and without the dot of an abbreviation."""
    if word.isascii():
        return word.lower().strip(".")
    apart = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign))).strip(".")


def month_of(word: str) -> int | None:
    """The number of a month, also where its name is cut short; `juin` and `juil` differ in the fourth letter."""
    return next((number for n in (4, 3) if (number := _MONTHS.get(word[:n])) is not None), None)


def offset_of(word: str) -> int | None:
    """The minutes from UTC that the name of a time zone means."""
    hours = _HOURS.get(word)
    return None if hours is None else round(hours * 60)


def is_afternoon(word: str) -> bool | None:
    """Whether it is `pm`; None for what says nothing of that."""
    return _AFTERNOON.get(word)
