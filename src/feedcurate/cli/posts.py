"""A post, or a draft, made from words of the command line.

In: a text, options, and `field=value` settings. Out: an `Item` or a `Draft`; what cannot be one is a usage error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import click
from pydantic import BaseModel, ValidationError

from feedcurate.check.suggest import did_you_mean
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item

Made = TypeVar("Made", bound=BaseModel)


def post_of(make: type[Item], given: Mapping[str, object], settings: Iterable[str], now: datetime) -> Item:
    """The post with the fields that were given, written at `now`; settings win, and reach into structures by dots.

    Raises:
        click.UsageError: a setting is none, a field is not there, or a value does not fit it.
    """
    fields: dict[str, Any] = {"id": "try", "source": "try", "published": now.isoformat()}
    fields |= {name: value for name, value in given.items() if value not in (None, ())}
    if "author" in fields:
        fields["author"] = _account(str(fields["author"]))
    if "tags" in fields:
        fields["tags"] = [tag.removeprefix("#") for tag in fields["tags"]]
    return _with_settings(make, fields, settings)


def draft_of(given: Mapping[str, object], settings: Iterable[str]) -> Draft:
    """The draft with the fields that were given; settings are as in `post_of`, and raise the same."""
    fields: dict[str, Any] = {name: value for name, value in given.items() if value not in (None, ())}
    if "tags" in fields:
        fields["tags"] = [tag.removeprefix("#") for tag in fields["tags"]]
    return _with_settings(Draft, fields, settings)


def _with_settings(make: type[Made], fields: dict[str, Any], settings: Iterable[str]) -> Made:
    texts = {}
    for setting in settings:
        path, text = _setting(setting)
        _put(fields, path, _value(text), setting)
        texts[path] = text
    try:
        return _made(make, fields)
    except ValidationError as error:
        # `title=2024` was read as a number where a text is wanted.
        for one in error.errors():
            path = tuple(str(part) for part in one["loc"])
            if one["type"] == "string_type" and path in texts:
                _put(fields, path, texts[path], texts[path])
    try:
        return _made(make, fields)
    except ValidationError as error:
        raise click.UsageError(_told(error, make)) from error


def _made(make: type[Made], fields: Mapping[str, Any]) -> Made:
    return make.model_validate_json(json.dumps(fields))


def _account(text: str) -> dict[str, str]:
    if text.startswith("did:"):
        return {"id": text}
    if "://" in text:
        return {"url": text}
    return {"handle": text} if text.startswith("@") or "@" in text else {"name": text}


def _setting(setting: str) -> tuple[tuple[str, ...], str]:
    """`author.followers=10` is the path of a field and the text of its value."""
    path, sign, text = setting.partition("=")
    if not sign or not path.strip():
        raise click.UsageError(f"`--set {setting}` says no field: write `--set likes=3`")
    return tuple(path.strip().split(".")), text


def _put(fields: dict[str, Any], path: tuple[str, ...], value: object, setting: str) -> None:
    *structures, name = path
    for structure in structures:
        fields = fields.setdefault(structure, {})
        if not isinstance(fields, dict):
            raise click.UsageError(f"`--set {setting}`: `{structure}` has no fields of its own")
    fields[name] = value


def _value(text: str) -> object:
    """JSON where it can be, else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _told(error: ValidationError, make: type[BaseModel]) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    path = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"`{path}`: {first['msg'][:1].lower()}{first['msg'][1:]}"
    hint = did_you_mean(path, make.model_fields)
    what = "draft" if issubclass(make, Draft) else "post"
    return f"a {what} has no field `{path}`" + (f": {hint}" if hint else "")
