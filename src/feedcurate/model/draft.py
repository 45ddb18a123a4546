"""A post that the reader is about to send.

In: what an editor knows of it. Out: `Draft`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from feedcurate.model.base import AbsentWhenNone, Hashtag, Language, Model, Text
from feedcurate.model.item import Media, Reference, Visibility


class Draft(Model):
    """What an item has of text, media, language and tags, before it is sent."""

    title: Text | None = Field(None, description="its headline")
    summary: Text | None = Field(None, description="content warning or spoiler text")
    text: Text | None = Field(None, description="plain text, paragraphs kept")
    language: Language | None = Field(None, description="BCP 47")
    tags: tuple[Hashtag, ...] | None = Field(None, description="its hashtags, without #")
    media: tuple[Media, ...] | None = Field(None, description="pictures, clips, recordings")
    visibility: Visibility | None = Field(None, description="who will see it")
    in_reply_to: Annotated[Reference | None, AbsentWhenNone()] = Field(None, description="what it answers")
