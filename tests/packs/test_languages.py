"""The packs that speak of bodies, health and harm do so in five languages, and leave alone what only sounds alike."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedcurate import Item, evaluate, load
from feedcurate.check.packs import FOLDER

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def labels(pack: str, text: str) -> tuple[str, ...]:
    """What a pack says of a post with this text."""
    (decision,) = evaluate(load(FOLDER / f"{pack}.curate"), [Item(id="1", text=text)], now=NOW).posts
    return decision.labels


@pytest.mark.parametrize(
    ("pack", "text", "label"),
    [
        ("comparison", "8 Wochen bis zur Bikinifigur, keine Ausreden", "bodies"),
        ("comparison", "Bajé 12 kilos en dos meses", "bodies"),
        ("comparison", "J'ai perdu 10 kilos, avant/après", "bodies"),
        ("comparison", "Perdi 8 quilos, projeto verão", "bodies"),
        ("health_claims", "Diese Kur heilt Diabetes in drei Wochen", "cure"),
        ("health_claims", "Este té cura la ansiedad", "cure"),
        ("health_claims", "Cette plante guérit l'arthrose", "cure"),
        ("health_claims", "Esse chá cura a depressão", "cure"),
    ],
)
def test_a_pack_finds_what_it_names_in_other_languages(pack: str, text: str, label: str) -> None:
    """Also where a word ends in an accented letter, at which RE2 sees no word boundary."""
    assert label in labels(pack, text)


@pytest.mark.parametrize(
    ("pack", "text"),
    [
        ("comparison", "Gestern zehn Kilometer gelaufen"),
        ("comparison", "Receta de lentejas de mi abuela"),
        ("health_claims", "Nein, Zitronenwasser heilt keinen Krebs"),
        ("support", "Das ist eine Idee, die passt."),
        ("support", "La princesa Ana visita la ciudad"),
        ("support", "Elle va mourir de rire"),
        ("support", "Ele se mata de trabalhar"),
        ("support", "Ich hatte einen Rückfall und brauche Hilfe"),
        ("support", "No puedo más, quiero morir"),
        ("support", "I wish I could just die."),
    ],
)
def test_a_pack_leaves_false_friends_and_distress_alone(pack: str, text: str) -> None:
    """A word of one language is another in the next, and a person who is not well is never blocked."""
    assert labels(pack, text) == ()
