"""What the figures of an audit are and are not, and its last words. In: an audit. Out: HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from feedcurate.outputs.audit_html_pieces import isolated, section
from feedcurate.outputs.audit_words import time_words
from feedcurate.outputs.words import date_words
from feedcurate.review.audit_model import TRIGGERS, Audit


def terms(audit: Audit, zone: tzinfo) -> str:
    """Each figure in a sentence or two."""
    told = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in _terms(audit, zone))
    return section("What the figures are, and what they are not", f"<dl class=terms>{told}</dl>")


def _terms(audit: Audit, zone: tzinfo) -> Iterator[tuple[str, str]]:
    yield "What is missing", " ".join(_missing(audit, zone))
    yield (
        "Posts, seen",
        (
            "Posts are those that came in: what an account wrote, by itself or as somebody's repost, and what it "
            "reposted. A repost counts for both. Seen are those that have a recorded view, each once."
        ),
    )
    yield (
        "Time, passive and active",
        (
            "Time is the length of recorded views and other activities. A view is active where the post was answered "
            "or shared in the same session, as far as the reader's settings do not say otherwise; else it is passive. "
            "Neither says how the time was for the person."
        ),
    )
    if audit.rules is not None:
        yield "Purpose", "The names of the reader's own lists that an account is on."
        topics = f" Here: {', '.join(map(isolated, audit.topics))}." if audit.topics else " Here there are none."
        yield (
            "Matches",
            f"These are {TRIGGERS}.{topics} A match says that some words stand in a post, not what it does to anybody.",
        )
    yield (
        "Mood",
        (
            "The mean of the check-ins within an hour after an account was seen, less the mean of all check-ins; left "
            "open under three. Many things happen in an hour: a difference does not say what it came from."
        ),
    )
    yield (
        "Credential",
        (
            "The strongest claim that is known of an account: it says so itself, it owns the link it names, its "
            "platform vouches for it, or it was checked with a professional register. It does not say that what it "
            "posts is right."
        ),
    )
    yield (
        "Reach",
        (
            "The followers of an account; where they are not known, how many views the middle one of its posts has. "
            "What many people see is not more accurate for that."
        ),
    )


def _missing(audit: Audit, zone: tzinfo) -> Iterator[str]:
    yield "Only what was recorded is in here. What was read elsewhere, or before recording began, is not."
    if audit.posts_since is not None:
        yield f"Posts are there since {_date(audit.posts_since, zone)}."
    if audit.views_since is not None:
        yield f"Views are there since {_date(audit.views_since, zone)}."
    if audit.unplaced:
        yield f"{time_words(audit.unplaced)} of views are of posts that the history does not have."
    if audit.rules is None:
        yield "No rules were given, so there are no lists, no matches and no advice."


def _date(instant: datetime, zone: tzinfo) -> str:
    return date_words(instant, instant.astimezone(zone))


def closing() -> str:
    """The last words."""
    return (
        '<section class="close"><h2>What this page is for</h2>'
        "<p>It is a page to talk about: with somebody you trust, or with a professional, such as a doctor, a "
        "counsellor or a therapist. They can ask what figures cannot know.</p>"
        "<p>The numbers are about a feed, not about a person. Nothing here is a diagnosis, a treatment or a cure, and "
        "nobody can promise that a different feed makes anyone feel better. If what you read or do online worries you, "
        "or you think about harming yourself, do not wait for a page like this: talk to a person close to you, to your "
        "doctor, or to an emergency service where you are.</p>"
        "<p>feedcurate has done nothing to any account. It made this page on this computer from what was recorded "
        "there, and sent nothing to anybody. The page names people: whom you show it is yours to decide.</p></section>"
    )
