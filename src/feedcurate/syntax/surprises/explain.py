"""The one most useful thing to say about a token that cannot stand where it stands.

In: a `Surprise`. Out: a diagnostic. The questions are asked in a fixed order, from what is certain (an unfinished text)
to what is general ("expected …").
"""

from __future__ import annotations

from feedcurate.syntax import messages
from feedcurate.syntax.expected import in_words
from feedcurate.syntax.surprises import guesses, places, signs
from feedcurate.syntax.surprises.surprise import Surprise
from feedcurate.text.diagnostic import Diagnostic

_QUESTIONS = (*signs.QUESTIONS, *guesses.QUESTIONS, *places.QUESTIONS)


def explain(surprise: Surprise) -> Diagnostic:
    """What to say about it."""
    for question in _QUESTIONS:
        if answer := question(surprise):
            return answer
    return messages.unexpected(surprise.shown, in_words(surprise.expected), surprise.span)
