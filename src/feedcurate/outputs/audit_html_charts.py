"""The charts of an audit's page, drawn by hand as SVG.

In: figures of an audit. Out: `svg` elements, each with a title and a description for who cannot see it; no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from html import escape

from attrs import frozen

from feedcurate.outputs.audit_words import REASON_WORDS, mood_words, share_words, time_words
from feedcurate.review.audit_model import DaySpent, HourSpent, ReasonShare, Spent

_WIDTH = 760
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 8, 12, 30
_HEIGHT = 220
_LOW = 150
_LABELS = 11
"""So many dates fit under a chart."""
_MINUTE = timedelta(minutes=1)
_STEPS = tuple(timedelta(minutes=one) for one in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720))
_NARROW = 18
"""A part of a bar has room for its number from so many units on."""


@frozen
class _Bar:
    label: str
    spent: Spent


def hours_chart(hours: Sequence[HourSpent]) -> str:
    """Passive and active time by the hour of the day."""
    most = max(hours, key=lambda one: one.passive + one.active)
    told = f"Most time was spent from {most.hour:02}:00 to {(most.hour + 1) % 24:02}:00: {_both(most)}."
    bars = [_Bar(f"{one.hour:02}", one) for one in hours]
    return _bars("hours", "Time by hour of the day", told if _sum(most) else "No time was recorded.", bars)


def days_chart(days: Sequence[DaySpent]) -> str:
    """Passive and active time by day."""
    most = max(days, key=_sum)
    told = f"Most time was spent on {most.day.isoformat()}: {_both(most)}." if _sum(most) else "No time was recorded."
    return _bars("days", "Time by day", told, [_Bar(one.day.isoformat()[5:], one) for one in days])


def moods_chart(days: Sequence[DaySpent]) -> str:
    """The mean mood of each day that has check-ins, joined by a line."""
    bottom = _LOW - _BOTTOM
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(days), 1)

    def height(mood: float) -> float:
        return bottom - (bottom - _TOP) * (mood - 1) / 4

    points = [
        (_LEFT + step * (place + 0.5), height(one.moods.mean), one)
        for place, one in enumerate(days)
        if one.moods.mean is not None
    ]
    parts = [_grid(height(mood), str(mood)) for mood in range(1, 6)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    parts.append(f'<polyline class="mood" points="{path}"/>')
    for x, y, one in points:
        told = f"{one.day.isoformat()}: {mood_words(one.moods.mean)} ({one.moods.checkins} check-ins)"
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{told}</title></circle>')
    parts += _labels([one.day.isoformat()[5:] for one in days], step, _LOW)
    means = [one.moods.mean for one in days if one.moods.mean is not None]
    told = f"Between {mood_words(min(means))} and {mood_words(max(means))} on {len(means)} days." if means else "None."
    return _svg("moods", "Mean mood of check-ins by day, from 1 to 5", told, _LOW, parts)


def reasons_chart(reasons: Sequence[ReasonShare]) -> str:
    """One bar of what came in, in parts by the reason; each part has the number of its row in the table."""
    room, height, x = _WIDTH - 2, 44, 1.0
    parts = []
    for number, one in enumerate(reasons, 1):
        size = room * (one.share or 0)
        kind = "odd" if number % 2 else "even"
        told = f"{number}: {REASON_WORDS[one.reason]}, {share_words(one.share)}"
        parts.append(
            f'<rect class="part {kind}" x="{x:.1f}" y="2" width="{size:.1f}" height="{height - 4}">'
            f"<title>{told}</title></rect>"
        )
        if size >= _NARROW:
            parts.append(f'<text class="on-{kind}" x="{x + size / 2:.1f}" y="26" text-anchor="middle">{number}</text>')
        x += size
    told = "; ".join(f"{REASON_WORDS[one.reason]} {share_words(one.share)}" for one in reasons)
    return _svg("reasons", "Why posts were in the feed", told, height, parts)


def _bars(name: str, title: str, told: str, bars: Sequence[_Bar]) -> str:
    """Passive time below, active on top of it."""
    bottom = _HEIGHT - _BOTTOM
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(bars), 1)
    size = step * 0.8 if step > 3 else step
    tick = _tick(max((_sum(bar.spent) for bar in bars), default=timedelta(0)))
    most = tick * max(1, -(-max(_sum(bar.spent) for bar in bars) // tick))
    scale = (bottom - _TOP) / (most / _MINUTE)
    parts = [_grid(bottom - scale * (line * tick / _MINUTE), _axis(line * tick)) for line in range(most // tick + 1)]
    for place, bar in enumerate(bars):
        x = _LEFT + step * place + (step - size) / 2
        y = float(bottom)
        for kind, span in (("passive", bar.spent.passive), ("active", bar.spent.active)):
            height = scale * (span / _MINUTE)
            if height <= 0:
                continue
            y -= height
            parts.append(
                f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{size:.1f}" height="{height:.1f}">'
                f"<title>{bar.label}: {time_words(span)} {kind}</title></rect>"
            )
    parts += _labels([bar.label for bar in bars], step, _HEIGHT)
    return _svg(name, title, told, _HEIGHT, parts)


def _labels(labels: Sequence[str], step: float, height: int) -> Iterator[str]:
    every = 1 if len(labels) <= 2 * _LABELS + 2 else -(-len(labels) // _LABELS)
    for place in range(0, len(labels), every):
        x = _LEFT + step * (place + 0.5)
        yield f'<text x="{x:.1f}" y="{height - 10}" text-anchor="middle">{labels[place]}</text>'


def _grid(y: float, label: str) -> str:
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def _tick(most: timedelta) -> timedelta:
    """How far lines are apart, so that there are five at most."""
    fitting = (step for step in _STEPS if most <= 5 * step)
    return next(fitting, timedelta(days=-(-most // (5 * timedelta(days=1)))))


def _axis(span: timedelta) -> str:
    minutes = span // _MINUTE
    if not minutes:
        return "0"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if hours and not rest else f"{hours} h {rest}" if hours else f"{minutes} min"


def _svg(name: str, title: str, told: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _sum(spent: Spent) -> timedelta:
    return spent.passive + spent.active


def _both(spent: Spent) -> str:
    return f"{time_words(spent.passive)} passive, {time_words(spent.active)} active"
