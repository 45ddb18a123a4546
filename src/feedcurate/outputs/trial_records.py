"""A trial of examples for programs: one JSON document, or JUnit's XML.

In: `Trial`s of rule files. Out: text. XML cannot hold control characters; they are shown as pictures of themselves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from feedcurate.outputs.safe import visible_json
from feedcurate.outputs.trial import Tested, failure_text
from feedcurate.text.visible import visible
from feedcurate.trial.results import CoveredRule, Expected, Trial, Tried


def trial_json(tested: Tested, *, coverage: bool = True) -> str:
    """`{"passed": …, "files": [{"file": …, "passed": …, "examples": […], "rules": […]}]}`.

    `coverage` False leaves `rules` out: what was reached of them.
    """
    passed = all(trial.passed for _, trial in tested)
    document = {"passed": passed, "files": [_file(name, trial, coverage=coverage) for name, trial in tested]}
    return visible_json(json.dumps(document, ensure_ascii=False, indent=2))


def _file(name: str, trial: Trial, *, coverage: bool) -> dict[str, Any]:
    rules = {"rules": [_rule(rule) for rule in trial.coverage]} if coverage else {}
    return {"file": name, "passed": trial.passed, "examples": [_example(tried) for tried in trial.tried], **rules}


def _example(tried: Tried) -> dict[str, Any]:
    return {
        "title": tried.example.title,
        "at": tried.example.span.place,
        "passed": tried.passed,
        "impossible": [{"at": one.span.place, "text": one.text} for one in tried.impossible],
        "expected": [_expected(one) for one in tried.expected],
    }


def _expected(one: Expected) -> dict[str, Any]:
    return {
        "at": one.expect.span.place,
        "text": one.expect.text,
        "met": one.met,
        "happened": list(one.happened),
        "rules": [rule.model_dump(mode="json") for rule in one.rules],
        "clauses": [clause.model_dump(mode="json") for clause in one.clauses],
    }


def _rule(rule: CoveredRule) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "at": rule.at,
        "fired": rule.fired,
        "clauses": [
            {"text": one.text, "at": one.at, "made_true": one.made_true, "made_false": one.made_false}
            for one in rule.clauses
        ],
    }


def trial_junit(tested: Tested) -> str:
    """A `testsuites` element with a suite a file, as continuous integration reads it; in ASCII, so for any pipe."""
    root = ET.Element("testsuites", _counts([trial for _, trial in tested]))
    for name, trial in tested:
        suite = ET.SubElement(root, "testsuite", {"name": _shown(name), **_counts([trial])})
        for tried in trial.tried:
            _case(suite, tried)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return document.decode("ascii")


def _counts(trials: Sequence[Trial]) -> dict[str, str]:
    tried = [one for trial in trials for one in trial.tried]
    failed = sum(not one.passed for one in tried)
    return {"tests": str(len(tried)), "failures": str(failed), "errors": "0", "skipped": "0"}


def _case(suite: ET.Element, tried: Tried) -> None:
    file, name = _shown(tried.example.span.source.name), _shown(tried.example.title)
    case = ET.SubElement(suite, "testcase", {"classname": file, "name": name, "file": file})
    if not tried.passed:
        text = _shown(failure_text(tried))
        ET.SubElement(case, "failure", {"message": text.partition("\n")[0].strip()}).text = text


def _shown(text: str) -> str:
    """Text as XML can hold it: its lines, each with nothing that XML 1.0 refuses."""
    kept = "\n".join(visible(line) for line in text.split("\n"))
    return kept.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
