"""Bank numbers in a text: IBANs, numbers of cards, and what is called a number of an account.

In: a clean text. Out: where they stand. An IBAN has the length of its country and the right remainder, the number of
a card one of the lengths that its first digits allow and the right sum; other numbers count where they are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.matching.places import Range

_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9])")
_IBAN_SIGN = re.compile(r"[ -]?([A-Za-z0-9])(?<![^\x00-\x7f])")
_LENGTHS = {
    country: int(length)
    for length, countries in {
        "15": "NO",
        "16": "BE",
        "18": "DK FI FK FO GL NL SD",
        "19": "MK SI",
        "20": "AT BA EE KZ LT LU MN XK",
        "21": "CH HR LI LV",
        "22": "BG BH CR DE GB GE IE ME RS VA",
        "23": "AE GI IL IQ OM SO TL",
        "24": "AD CZ ES MD PK RO SA SE SK TN VG",
        "25": "LY PT ST",
        "26": "IS TR",
        "27": "BI DJ FR GR IT MC MR SM",
        "28": "AL AZ BY CY DO GT HU LB NI PL SV",
        "29": "BR EG PS QA UA",
        "30": "JO KW MU",
        "31": "MT SC",
        "32": "LC",
        "33": "RU",
    }.items()
    for country in countries.split()
}

_CARD = re.compile(
    r"(?<![\w.,/#+-])(?:\d{13,19}|\d{4}([ -])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{6}\1\d{4,5}))"
    r"(?!\w|[.,/-]\d|[ -]\d{4})"
)
_FOUR_BY_FOUR = len("1234 1234 1234 1234")
_BRANDS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"
    r"|3[47]\d{13}"
    r"|(?:30[0-5]|3[689]\d)\d{11}"
    r"|35\d{14}"
    r"|(?:6011|64[4-9]\d|65\d\d|62\d\d|81\d\d|5018|5020|5038|5893|6304|6759|676[1-3]|220[0-4])\d{12,15}"
)

_NAMED = re.compile(
    r"\b(?:konto(?:nummer|-?nr)|kto|blz|bankleitzahl|account (?:number|no|nr)|acct|sort code|routing(?: number| no)?"
    r"|n[uú]mero de (?:cuenta|conta)|cuenta bancaria|conta banc[aá]ria|clabe|cbu|rib)\b"
    r"[ .:#-]{0,4}(?:is |lautet |ist )?(\d(?:[ -]?\d){5,25})(?![ -]?\d)",
    re.IGNORECASE,
)


def bank_numbers(text: str) -> Iterator[Range]:
    """Where bank numbers stand, in the text's order, none inside another."""
    found = (*_ibans(text), *_cards(text), *(match.span(1) for match in _NAMED.finditer(text)))
    after = 0
    for start, end in sorted(found):
        if start >= after:
            yield start, end
            after = end


def _ibans(text: str) -> Iterator[Range]:
    for match in _IBAN.finditer(text):
        length = _LENGTHS.get(match[0][:2].upper())
        if length is None:
            continue
        number, at = match[0], match.end()
        while len(number) < length and (sign := _IBAN_SIGN.match(text, at)):
            number, at = number + sign[1], sign.end()
        ends = at == len(text) or not text[at].isalnum()
        if len(number) == length and ends and _remainder(number) == 1:
            yield match.start(), at


def _remainder(iban: str) -> int:
    """What ISO 7064 calls mod 97-10; it is 1 where no digit is wrong."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97


def _cards(text: str) -> Iterator[Range]:
    for match in _CARD.finditer(text):
        start, end = match.span()
        if _is_card(match[0]):
            yield start, end
        elif _is_card(match[0][:_FOUR_BY_FOUR]):
            # Behind the number stands its check digits, or when it ends.
            yield start, start + _FOUR_BY_FOUR


def _is_card(number: str) -> bool:
    digits = number.replace(" ", "").replace("-", "")
    return _BRANDS.fullmatch(digits) is not None and _is_luhn(digits)


def _is_luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
