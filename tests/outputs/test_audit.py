from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

import feedcurate as fc
from feedcurate.history.memory import MemoryHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.outputs.audit_html import audit_page
from feedcurate.outputs.audit_table import MOST, audit_table
from feedcurate.outputs.audit_words import count_words, share_words, shift_words, time_words
from feedcurate.outputs.plain import plain
from feedcurate.outputs.width import cells
from feedcurate.review.audit import audit
from feedcurate.review.audit_model import Audit
from tests.review.audited import END, RULES, START, history

BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = "<script>alert(1)</script>\x1b[31m\u202eevil\u2066\x00\"'&" + "x" * 300
VOID = {"meta", "br", "wbr"}


def _small(rules: str | None = RULES) -> Audit:
    return audit(history(), None if rules is None else fc.loads(rules), start=START, end=END, timezone=BERLIN)


def _hostile() -> Audit:
    """An audit in which every text that somebody else chose is as bad as it gets."""
    who = Account(handle=HOSTILE, name=HOSTILE, url=f"https://x.example/{HOSTILE}")
    post = Item(id=HOSTILE, source=HOSTILE, author=who, text=HOSTILE, published=END - timedelta(hours=1))
    view = Activity.model_validate({"kind": "view", "at": END, "item": HOSTILE, "source": HOSTILE, "duration": "PT9M"})
    rules = fc.loads(
        'topic t: "script"\nrule h when post mentions t then hide\n'
        "rule a for account when count(posts by account where post mentions t, 7 days) >= 1\n"
        'then suggest mute, because "{account.name}"'
    )
    return audit(MemoryHistory((post,), (view,)), rules, start=START, end=END)


class _Tags(HTMLParser):
    """Checks that elements are closed in order, and collects them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = _Tags()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.met


def test_the_table_tells_accounts_the_whole_and_the_hours() -> None:
    """With their figures, and what the matches are."""
    text = plain(audit_table(_small(), BERLIN, 100))
    assert text.startswith("2026-03-29 to 2026-03-30, by the clock of Europe/Berlin\n")
    [line] = [line for line in text.splitlines() if line.startswith("@gym@a.example")]
    assert line.split() == ["@gym@a.example", "17", "min", "3", "4", "2"]
    assert "loud · with 1 repost · matched diet · mood -0.5 · followed · credential: owns its link" in text
    assert "advice: unfollow" in text
    assert "6 posts came in, 5 were seen" in text
    assert re.search(r"^03 +11 min +#+$", text, re.MULTILINE)
    assert "an exception for some people does not take a match back. Here: diet." in " ".join(text.split())


def test_the_table_says_what_is_left_out_without_rules() -> None:
    """There is no column of matches, and a sentence about it."""
    text = plain(audit_table(_small(None), BERLIN, 100))
    assert "matches" not in text.split("the whole feed")[0]
    assert "Without a rule file there are no lists, trigger matches and advice" in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Whatever accounts are called; and nothing in it is a control character."""
    for found in (_small(), _hostile()):
        for line in plain(audit_table(found, UTC, width)).splitlines():
            assert cells(line) <= min(max(width, 40), 140)
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


def test_the_table_has_the_first_25_accounts_and_says_how_many_more() -> None:
    """JSON has all of them."""
    items = [
        Item(id=str(n), source="rss", author=Account(handle=f"a{n}@x.example"), published=END) for n in range(MOST + 2)
    ]
    text = plain(audit_table(audit(MemoryHistory(items), start=START, end=END), UTC, 80))
    assert len(re.findall(r"^@a", text, re.MULTILINE)) == MOST
    assert "… and 2 more accounts (--format json has all)" in text


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    """Elements are closed, there is no script and no address, and a policy forbids all but the style in it."""
    for found in (_small(), _small(None), _hostile(), audit(MemoryHistory(), start=START, end=END)):
        page = audit_page(found, BERLIN)
        tags = _tags(page)
        names = {name for name, _ in tags}
        assert names.isdisjoint({"script", "link", "img", "iframe", "a", "form", "object", "embed", "base"})
        assert "url(" not in page
        assert "@import" not in page
        assert not [
            key for _, attributes in tags for key in attributes if key in {"src", "href"} or key.startswith("on")
        ]
        [policy] = [one["content"] for name, one in tags if one.get("http-equiv") == "Content-Security-Policy"]
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_the_page_can_be_read_by_who_does_not_see_it() -> None:
    """It has a language and a title, headings of tables say what they head, and charts say what they show."""
    page = audit_page(_small(), BERLIN)
    tags = _tags(page)
    assert ("html", {"lang": "en"}) in tags
    assert "<title>What is in this feed, 2026-03-29 to 2026-03-30</title>" in page
    assert all(one.get("scope") in {"col", "row"} for name, one in tags if name == "th")
    charts = [one for name, one in tags if name == "svg"]
    assert len(charts) == 4
    for chart in charts:
        assert chart["role"] == "img"
        for label in (chart["aria-labelledby"] or "").split():
            assert f'id="{label}"' in page


def test_nothing_of_a_name_is_obeyed() -> None:
    """Its signs of HTML are written out, its control characters shown, and its direction kept to itself."""
    page = audit_page(_hostile(), UTC)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;␛[31m�evil�␀&quot;&#x27;&amp;" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert page.count("alert(1)") == len(re.findall(r"<bdi>[^<]*(?:<wbr>[^<]*)*alert\(1\)", page))


def test_the_page_promises_nothing() -> None:
    """It says what it is for, whom to turn to, and that nothing was done; no word of it judges."""
    page = audit_page(_small(), BERLIN)
    for said in (
        "The numbers are about a feed, not about a person.",
        "Nothing here is a diagnosis, a treatment or a cure",
        "feedcurate has done nothing to any account.",
        "Passive use is not bad everywhere",
    ):
        assert said in page
    assert not re.search(r"toxic|addict|unhealthy|harmful|too much|wasted|score of", page, re.IGNORECASE)


def test_words_for_figures() -> None:
    """Short, and honest where a figure rounds to nothing or is not known."""
    spans = (timedelta(0), timedelta(seconds=20), timedelta(minutes=7, seconds=31), timedelta(hours=26, minutes=5))
    assert [time_words(span) for span in spans] == ["0", "under 1 min", "8 min", "26 h 05 min"]
    assert [share_words(share) for share in (None, 0.0, 0.001, 0.372, 1.0)] == ["–", "0%", "under 1%", "37%", "100%"]
    assert [shift_words(shift) for shift in (None, 0.04, -0.04, 0.25, -1.5)] == ["–", "0.0", "0.0", "+0.2", "-1.5"]
    assert [count_words(count) for count in (7, 9_999, 12_300, 1_250_000)] == ["7", "9,999", "12k", "1.2M"]
    assert datetime.now(UTC) > START
