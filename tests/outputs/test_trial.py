"""What came of examples, as records that other programs read."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.outputs.trial_records import trial_json, trial_junit
from feedcurate.trial import run_examples

SIGNS = st.text(st.characters(codec="utf-8") | st.sampled_from('\x00\x1b\x85\u2028\ufffe\uffff<&]>"\t'), min_size=1)


@given(SIGNS, SIGNS)
def test_junit_is_xml_whatever_titles_and_texts_hold(title: str, text: str) -> None:
    """Any parser reads it, with a case an example and the failure of the one that fails."""

    def written(value: str) -> str:
        return '"' + "".join(f"\\u{{{ord(sign):X}}}" for sign in value) + '"'

    rules = (
        f"example {written(title)} given post saying {written(text)} with post.title = {written(text)} expect hidden"
    )
    tested = [("my.curate", run_examples(fc.loads(rules)))]
    root = ET.fromstring(trial_junit(tested))  # noqa: S314 (our own)
    assert len(list(root.iter("testcase"))) == len(list(root.iter("failure"))) == 1
    assert json.loads(trial_json(tested))["files"][0]["examples"][0]["title"] == title
