from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.formats import tables
from tests.sources.exports import test_bluesky, test_facebook, test_instagram, test_tiktok, test_x, test_youtube
from tests.sources.exports.given import Imported, imported
from tests.sources.test_hostile import ODD
from tests.sources.test_tables import known_paths, without_row

DOCUMENTS: list[Any] = [
    [{"tweet": test_x.TWEET}, {"like": {"tweetId": "1212092628029698048", "fullText": "a"}}],
    [test_youtube.WATCHED, {**test_youtube.WATCHED, "details": [{"name": "From Google Ads"}]}],
    test_tiktok.OLD,
    test_tiktok.NEW,
    [{"media": [test_instagram.PHOTO]}],
    {"likes_media_likes": [{"title": "ines", "string_list_data": [test_instagram.LIKED]}]},
    [test_facebook.POST],
]


@given(st.data())
def test_an_export_with_any_value_broken_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Every place in a document takes every odd value, or is missing; what comes of it can be written and printed."""
    broken = copy.deepcopy(data.draw(st.sampled_from(DOCUMENTS)))
    for _ in range(data.draw(st.integers(1, 4))):
        inside = broken
        while keys := list(inside) if isinstance(inside, dict) else list(range(len(inside))):
            key = data.draw(st.sampled_from(keys))
            if not isinstance(inside[key], dict | list) or not inside[key] or data.draw(st.booleans()):
                if data.draw(st.booleans()):
                    inside[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
                else:
                    del inside[key]
                break
            inside = inside[key]
    file = tmp_path_factory.getbasetemp() / "broken"
    file.write_text(json.dumps(broken), encoding="utf-8")
    found = Imported(file)
    assert all(message.isprintable() for message in found.problems)
    for one in (*found.items, *found.activities):
        one.model_dump_json()


def samples(folder: Path) -> Iterator[tuple[str, Imported]]:
    """What comes of the documents above and of a repository, with the page of its source."""
    names = ("x", "youtube", "tiktok", "tiktok", "instagram", "instagram", "facebook")
    for name, document in zip(names, DOCUMENTS, strict=True):
        yield name, imported(folder, document)
    file = folder / "repo.car"
    file.write_bytes(test_bluesky.REPOSITORY)
    yield "bluesky-repository", Imported(file)


def test_the_tables_of_exports_have_a_row_for_all_that_they_say(tmp_path: Path) -> None:
    """Every field that is known of a post or an activity of the samples."""
    known = {table.name: table for table in tables()}
    for name, found in samples(tmp_path):
        assert found.items or found.activities, name
        said = {path for item in found.items for path in known_paths(item)}
        assert not without_row(said, known[name]), name
        done = {field for one in found.activities for field in one.model_fields_set if getattr(one, field) is not None}
        assert done <= {row.field for row in known[name].activities}, name


def test_what_comes_of_exports_can_be_written_and_read_again(tmp_path: Path) -> None:
    """As JSON of our own: posts, activities, and the accounts in them."""
    for _, found in samples(tmp_path):
        for item in found.items:
            assert Item.model_validate_json(item.model_dump_json()) == item
        for done in found.activities:
            assert Activity.model_validate_json(done.model_dump_json()) == done
            assert done.account is None or isinstance(done.account, Account)
