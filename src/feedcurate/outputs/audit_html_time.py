"""When the time was spent, as a section of an audit's page. In: an audit. Out: HTML."""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.outputs.audit_html_charts import days_chart, hours_chart, moods_chart
from feedcurate.outputs.audit_html_pieces import figure, folded, section, table
from feedcurate.outputs.audit_words import WEEKDAYS, mood_words, time_words, total_time
from feedcurate.review.audit_model import Audit, Spent

_KEY = (
    '<span class="key passive"></span> passive: only looked at · '
    '<span class="key active"></span> active: answered, shared or written'
)


def when(audit: Audit) -> str:
    """The time by hour, day and day of the week; the check-ins where there are any."""
    passive, active = time_words(audit.spent.passive), time_words(audit.spent.active)
    parts = [
        (
            f"<p>{time_words(total_time(audit))} in all: {passive} passive and {active} active. Passive use is not bad "
            "everywhere, nor active use good: both are told as they were.</p>"
        ),
        "<h3>By hour of the day</h3>",
        figure(hours_chart(audit.hours), _KEY),
        folded(_times("hour", ((f"{one.hour:02}:00", one) for one in audit.hours))),
        "<h3>By day</h3>",
        figure(days_chart(audit.days), _KEY),
        folded(_times("day", ((one.day.isoformat(), one) for one in audit.days))),
        "<h3>By day of the week</h3>",
        _times("day of the week", ((WEEKDAYS[one.weekday], one) for one in audit.weekdays)),
    ]
    if audit.moods.checkins:
        parts += _moods(audit)
    return section("When", *parts)


def _moods(audit: Audit) -> Iterable[str]:
    told = [(one.day.isoformat(), one.moods) for one in audit.days if one.moods.checkins]
    rows = [(day, f"{moods.checkins}", mood_words(moods.mean)) for day, moods in told]
    yield "<h3>Check-ins</h3>"
    caption = "How the person who checked in said they felt, from 1 to 5. A day without check-ins has no dot."
    yield figure(moods_chart(audit.days), caption)
    yield folded(table("", ("day", "check-ins", "mean mood"), rows, numbers={1, 2}))


def _times(name: str, rows: Iterable[tuple[str, Spent]]) -> str:
    told = [(label, time_words(one.passive), time_words(one.active)) for label, one in rows]
    return table("", (name, "passive", "active"), told, numbers={1, 2})
