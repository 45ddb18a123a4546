"""What of recorded activities becomes what: our own, and those of ActivityWatch. In: nothing. Out: their tables."""

from __future__ import annotations

from feedcurate.model.activity import Activity
from feedcurate.sources.tables import Gap, Row, Table

ACTIVITIES = Table(
    name="activities",
    title="Activities",
    reads=(
        "JSON of this project's own activities (JSON Lines, an array, or one object), and tables (CSV) whose first "
        "line names the columns. Known by `at` and the other names of fields; [Activities](../activities.md) has the "
        "details and [the schema](../schemas/activity.json)."
    ),
    activities=tuple(Row(name, f"`{name}`") for name in Activity.model_fields),
)

ACTIVITYWATCH = Table(
    name="activitywatch",
    title="ActivityWatch",
    reads=(
        "Exports of all buckets or of one, events alone, and the ActivityWatch of this machine, asked at "
        "`http://localhost:5600`. Buckets of the types `web.tab.current`, `currentwindow` and `afkstatus` are used; "
        "[Activities](../activities.md#activitywatch) has the details."
    ),
    described=("https://docs.activitywatch.net/en/latest/buckets-and-events.html",),
    activities=(
        Row("id", "the bucket, `timestamp`, `url`", "the same at every import"),
        Row("kind", "", "`view`"),
        Row("at", "`timestamp`", "without an offset of the reader's time zone"),
        Row("duration", "`duration`", "less the time that somebody was away, or had another window in front"),
        Row("item", "`url`", "the post of the history at that address"),
        Row("account", "`url`", "else the account whose page, or a page below it, it is"),
        Row("source", "`url`", "of that post or account, else of the site"),
    ),
    gaps=(Gap("mood", "a watcher does not know how anybody feels"),),
)
