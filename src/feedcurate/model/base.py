"""What all models share: frozen, strict about unknown keys, text without lone surrogates, instants in UTC.

In: nothing. Out: the base class and the annotated types that fields are declared with.
A field's annotation is all the checker needs: `Site`, `Language`, `Hashtag` and `Share` are text or numbers to
Python and kinds of their own to the language.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from attrs import frozen
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from feedcurate.model.kinds import Simple


@frozen
class KindMark:
    """In a field's annotation: the kind of the language, where the Python type alone does not say it."""

    kind: Simple


@frozen
class AbsentWhenNone:
    """In a field's annotation: `None` means that there is none, not that it is unknown."""


@frozen
class Ordered:
    """In a field's annotation: the enumeration's values are ordered as they are declared."""


@frozen
class Open:
    """In a field's annotation: an enumeration whose values are not a closed list."""


def without_surrogates(value: object) -> object:
    """Text with each lone surrogate replaced by U+FFFD; anything else as it is."""
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the years 1 to 9999 in UTC") from None


class _WithoutSurrogates:
    """In a field's annotation: text from Python code is cleaned. JSON is UTF-8 by the time it is read and has none."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = handler(source)
        cleaned = core_schema.no_info_before_validator_function(without_surrogates, plain)
        return core_schema.json_or_python_schema(json_schema=plain, python_schema=cleaned)


Text = Annotated[str, _WithoutSurrogates()]
Site = Annotated[Text, KindMark(Simple.SITE)]
Language = Annotated[Text, KindMark(Simple.LANGUAGE)]
Hashtag = Annotated[Text, KindMark(Simple.HASHTAG)]
Share = Annotated[float, KindMark(Simple.SHARE)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Duration = timedelta


class Model(BaseModel):
    """The base of everything a rule can see. `None` means not known, never zero or empty.

    What pydantic needs to make one is built when the first is made: checking rules only reads what fields there are.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ser_json_timedelta="iso8601",
        ser_json_inf_nan="strings",
        allow_inf_nan=False,
        defer_build=True,
    )
