"""An audit as one page to print and to take along: no network, no script, nothing that tracks.

In: an audit, and the reader's zone. Out: HTML. Every text of posts, accounts and rules is made visible and escaped, and
stands by itself where its direction of writing could move what is around it.
"""

from __future__ import annotations

from datetime import tzinfo

from feedcurate.outputs.audit_html_accounts import accounts, advice
from feedcurate.outputs.audit_html_charts import reasons_chart
from feedcurate.outputs.audit_html_closing import closing, terms
from feedcurate.outputs.audit_html_pieces import figure, section, shown, table
from feedcurate.outputs.audit_html_style import STYLE
from feedcurate.outputs.audit_html_time import when
from feedcurate.outputs.audit_words import REASON_WORDS, mood_words, share_words, time_words, total_time
from feedcurate.outputs.words import UNKNOWN, date_words
from feedcurate.review.audit_model import Audit

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def audit_page(audit: Audit, zone: tzinfo) -> str:
    """The whole page."""
    start, end = audit.start.astimezone(zone), audit.end.astimezone(zone)
    period = f"{date_words(start, start)} to {date_words(end, end)}"
    body = [
        f"<header><h1>What is in this feed</h1><p class=soft>{period}, by the clock of {shown(audit.timezone)}</p>",
        (
            "<p>This page shows what came into one feed and where the time with it went. The figures are about the "
            "feed, not about a person: none of them is a score, and none is good or bad by itself.</p></header>"
        ),
        "<main>",
        _summary(audit),
        _why(audit),
        when(audit),
        accounts(audit),
        advice(audit),
        terms(audit, zone),
        closing(),
        "</main>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>What is in this feed, {period}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )


def _summary(audit: Audit) -> str:
    moods = f"{mood_words(audit.moods.mean)} <span class=soft>of 5</span>" if audit.moods.checkins else UNKNOWN
    figures = [
        ("posts came in", f"{audit.posts:,}"),
        ("of them seen", f"{audit.seen:,}"),
        ("accounts", f"{len(audit.accounts):,}"),
        ("time", time_words(total_time(audit))),
        ("sessions", f"{audit.sessions:,}"),
        (f"mean mood of {audit.moods.checkins:,} check-ins", moods),
    ]
    return f"<dl class=sum>{''.join(f'<div><dt>{name}</dt><dd>{value}</dd></div>' for name, value in figures)}</dl>"


def _why(audit: Audit) -> str:
    if not audit.reasons:
        return section("Why posts were in the feed", "<p>No posts came in.</p>")
    rows = [
        (str(number), REASON_WORDS[one.reason], f"{one.posts:,}", share_words(one.share), share_words(one.seen_share))
        for number, one in enumerate(audit.reasons, 1)
    ]
    head = ("", "reason", "posts", "of what came in", "of what was seen")
    return section(
        "Why posts were in the feed",
        figure(reasons_chart(audit.reasons), "Everything that came in; the numbers are those of the table."),
        table("", head, rows, numbers={2, 3, 4}, header=1),
        f"<p>The ten most frequent authors wrote <strong>{share_words(audit.top_came)}</strong> of what came in; the "
        f"ten most seen, <strong>{share_words(audit.top_seen)}</strong> of what was seen.</p>",
    )
