"""Whatever is handed to `check`, it answers with diagnostics and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.ruleset import examine, examine_text
from feedcurate.testing.files import Parts, programs


@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_diagnostics_only(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """A file of any bytes is checked without raising; where there are no rules there is a reason."""
    path = tmp_path_factory.mktemp("bytes") / "any.curate"
    path.write_bytes(data)
    examined = examine(path)
    assert (examined.ruleset is None) == any(d.code.startswith("E") for d in examined.diagnostics)


TOKENS = (
    "rule", "x", "when", "post", "mentions", '"a"', "then", "hide", ",", "(", ")", "not", "and", "or", "in", "{", "}",
    "topic", ":", "accounts", "@a@b.example", "let", "=", "feed", "at", "most", "1", "5", "per", "day", "count",
    "where",
    "#tag", "/re/", "20", "minutes", "30%", "22:30", "..", "is", "has", "video", "except", "until", "2026-05-01", ".",
    "author", "session", "for", "account", "-- note\n", "use", "set", "signal", "implies", "<",
    "between", "this", "week",
)  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join))
def test_arbitrary_words_give_diagnostics_only(text: str) -> None:
    """Any heap of the language's own words is checked without raising."""
    examined = examine_text(text)
    assert (examined.ruleset is None) == any(d.code.startswith("E") for d in examined.diagnostics)


@given(programs(quotas=True), st.data())
def test_a_program_with_a_hole_gives_diagnostics_only(parts: Parts, data: st.DataObject) -> None:
    """A good program with a stretch cut out is checked without raising, and every diagnostic points into it."""
    text = parts.text()
    start = data.draw(st.integers(0, len(text)))
    broken = text[:start] + text[start + data.draw(st.integers(0, 12)) :]
    for diagnostic in examine_text(broken).diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(broken)


@given(programs(quotas=True))
def test_generated_programs_check_clean(parts: Parts) -> None:
    """The programs that the other properties run have no errors."""
    assert [d for d in examine_text(parts.text()).diagnostics if d.code.startswith("E")] == []
