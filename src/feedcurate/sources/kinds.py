"""What a post mainly is, where its source does not say.

In: its media, and whether it has words. Out: a `PostKind`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedcurate.model.item import Media, MediaKind, PostKind

_OF_MEDIA = {
    MediaKind.IMAGE: PostKind.IMAGE,
    MediaKind.VIDEO: PostKind.VIDEO,
    MediaKind.GIFV: PostKind.VIDEO,
    MediaKind.LIVE: PostKind.VIDEO,
    MediaKind.AUDIO: PostKind.AUDIO,
}


def kind_of_entry(title: str | None, media: Iterable[Media], *, is_link: bool = False) -> PostKind:
    """A pointer elsewhere; else a film or a recording where one is attached; with a title an article, else a note."""
    if is_link:
        return PostKind.LINK
    kinds = {_OF_MEDIA.get(one.kind) for one in media if one.kind is not None}
    for kind in (PostKind.VIDEO, PostKind.AUDIO):
        if kind in kinds:
            return kind
    return PostKind.ARTICLE if title else PostKind.NOTE


def kind_of_note(text: str | None, media: Sequence[Media]) -> PostKind:
    """A short post is a note; one that says nothing is what it shows first."""
    if text or not media or media[0].kind is None:
        return PostKind.NOTE
    return _OF_MEDIA[media[0].kind]
