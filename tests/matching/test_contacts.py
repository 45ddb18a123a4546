from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.matching.contacts import Contact, ContactKind, contact_details
from tests.matching import contact_texts as table
from tests.matching.texts import messy_texts, texts

KINDS = {
    ContactKind.EMAIL: table.EMAILS,
    ContactKind.TELEPHONE: table.TELEPHONES,
    ContactKind.BANK: table.BANK,
    ContactKind.ADDRESS: table.STREETS,
}
POSITIVES = [(kind, *row) for kind, rows in KINDS.items() for row in rows]
NEGATIVES = (*table.NO_EMAILS, *table.NO_TELEPHONES, *table.NO_BANK, *table.NO_STREETS)


@pytest.mark.parametrize(("kind", "text", "expected"), POSITIVES)
def test_what_reaches_a_person_is_found(kind: ContactKind, text: str, expected: str) -> None:
    """The kind and exactly the characters, and nothing else."""
    found = contact_details(text)
    assert [(one.kind, text[one.start : one.end]) for one in found] == [(kind, expected)]


@pytest.mark.parametrize(("kind", "text", "expected"), POSITIVES)
def test_it_is_found_inside_a_sentence_too(kind: ContactKind, text: str, expected: str) -> None:
    """Words around it, emoji and a line end before, take nothing away."""
    around = f"Hi 🦋 you!\n{text}\nSee you soon."
    assert (kind, expected) in [(one.kind, around[one.start : one.end]) for one in contact_details(around)]


@pytest.mark.parametrize("text", NEGATIVES)
def test_what_only_looks_like_it_is_not_found(text: str) -> None:
    """Nobody is asked about dates, prices, versions, handles, links and streets that everyone knows."""
    assert contact_details(text) == ()


@pytest.mark.parametrize("text", NEGATIVES)
def test_it_is_not_found_inside_a_sentence_either(text: str) -> None:
    """Words on lines of their own before and behind add nothing."""
    assert contact_details(f"and then:\n{text}\nof course") == ()


def test_several_come_in_their_order() -> None:
    """Each with its own kind and place."""
    text = "Jane, 12 Baker Street, jane@example.org, 030 1234567 / 0171 1234567"
    assert contact_details(text) == (
        Contact(ContactKind.ADDRESS, 6, 21),
        Contact(ContactKind.EMAIL, 23, 39),
        Contact(ContactKind.TELEPHONE, 41, 52),
        Contact(ContactKind.TELEPHONE, 55, 67),
    )


_plain = st.text(st.characters(categories=["Ll", "Lo", "Lu", "Mn"]), min_size=1, max_size=12)


@given(st.lists(_plain).map(" ".join))
def test_words_alone_reach_nobody(text: str) -> None:
    """Without a digit, an `@` or brackets there are no contact details, but for `AT … DOT` and `at gmail dot com`."""
    if "AT" not in text and " at " not in text:
        assert contact_details(text) == ()


@given(st.one_of(texts, messy_texts), st.data())
def test_an_address_between_spaces_is_always_found(text: str, data: st.DataObject) -> None:
    """Wherever in a text it is put, with exactly its characters."""
    at = data.draw(st.integers(0, len(text)))
    with_address = f"{text[:at]} jane.doe@example.org {text[at:]}"
    assert Contact(ContactKind.EMAIL, at + 1, at + 21) in contact_details(with_address)


_pieces = st.sampled_from(
    ["0", "1", "49", "2026", "+", "(", ")", " ", "-", ".", "/", "@", "a", "Street", "rue", "Straße", "DE89", ",", "\n"]
)


@given(st.one_of(st.lists(_pieces, max_size=30).map("".join), messy_texts))
def test_places_are_in_the_text_and_apart(text: str) -> None:
    """Whatever the text: in order, none empty, none overlapping."""
    at = 0
    for one in contact_details(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end


_HOSTILE = (
    *("0", "a@", "a@a.", "+", "+1", "(", "(at)", "a(at)", "1 ", "01 ", "1-", "1.", "1-2-", ") (", "a'", "1234 "),
    *("01 01 2026 ", "0171 1234567 ", "4111 1111 1111 1111 ", "DE89 ", "AA11 ", "konto 1 ", "tel ", "12 A street "),
    *("5 rue de ", "Calle A ", "Straße 5 ", "x at gmail dot ", "a AT ", "http://a", "/?", "٣"),
)


@pytest.mark.parametrize(
    ("piece", "size"), [*((one, 1_000_000) for one in ("1", "@", "a.")), *((one, 200_000) for one in _HOSTILE)]
)
def test_hostile_texts_take_linear_time(piece: str, size: int) -> None:
    """A million characters take seconds; a quadratic way would take hours."""
    started = time.process_time()
    contact_details(piece * (size // len(piece)))
    assert time.process_time() - started < 90
