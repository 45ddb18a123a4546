"""What feedparser drops of an entry, or takes for something else: media:, itunes:, podcast:, guids and dates.

In: elements, as feedparser's parsers meet them; methods are found by the names of elements. Out: keys of the entry's
dictionary beyond feedparser's: `media_title` and `media_description` (which would take the place of its own),
`itunes_summary`, `podcast_transcripts`, `podcast_persons` and `podcast_live`; each of `media_content` has `title`,
`description` and the number of its `group`. Dates stay as they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    _Parser = Any
else:
    _Parser = object

_E_MAIL = re.compile(r"[^\s@<>()\[\],;:&]{1,64}@[^\s@<>()\[\],;:&]{1,255}")
_EMPTY = re.compile(r"\(\s*\)|<\s*>|&lt;\s*&gt;|\[\s*\]")
_AROUND_NAME = " \t\r\n()\"',;:"
_EXPLICIT = {**dict.fromkeys(("yes", "true", "explicit"), True), **dict.fromkeys(("no", "false", "clean"), False)}


class Elements(_Parser):  # type: ignore[misc]  # feedparser, whose parsers this is mixed into, has no types
    """Elements that are read otherwise than feedparser does."""

    permalink = guidislink = False
    groups = 0
    in_group = False
    medium: dict[str, Any] | None = None

    def _start_item(self, attrs: Any) -> None:
        self.medium, self.in_group = None, False
        super()._start_item(attrs)

    _start_entry = _start_item

    def _sync_author_detail(self, key: str = "author") -> None:
        """Feedparser knows no domains of more than four letters, and takes quadratic time to look for an address."""
        context = self._get_context()
        detail = context.get(f"{key}s", [{}])[-1]
        author = context.get(key)
        if detail or not author:
            super()._sync_author_detail(key)
            return
        found = _E_MAIL.search(author)
        name = _EMPTY.sub("", author.replace(found[0], "")).strip(_AROUND_NAME) if found else author
        detail |= {"name": name} if name else {}
        detail |= {"email": found[0]} if found else {}
        context.setdefault(f"{key}_detail", detail)

    def _start_link(self, attrs: Any) -> None:
        """A `uri` beside an address between the tags is no web address, and would stand in its place."""
        if "href" not in attrs and not str(attrs.get("uri", "http:")).startswith("http"):
            del attrs["uri"]
        super()._start_link(attrs)

    def _start_guid(self, attrs: Any) -> None:
        super()._start_guid(attrs)
        self.permalink, self.guidislink = self.guidislink, False

    def _end_guid(self) -> None:
        """An address where it has a slash, as addresses have; feedparser would make one of every number."""
        value = self.pop("id")
        if self.permalink and value and "/" in value:
            context = self._get_context()
            context["id"] = self.resolve_uri(value)
            context.setdefault("link", context["id"])

    # --- Dates stay as they are written: most are read faster and better by `dates`.

    def _end_published(self) -> None:
        self.pop("published")

    def _end_updated(self) -> None:
        self.pop("updated")

    def _end_created(self) -> None:
        self.pop("created")

    _end_issued = _end_pubdate = _end_published
    _end_modified = _end_lastbuilddate = _end_updated

    # --- Addresses, which feedparser leaves relative.

    def _start_enclosure(self, attrs: Any) -> None:
        super()._start_enclosure(self._absolute(attrs))

    def _start_itunes_image(self, attrs: Any) -> None:
        super()._start_itunes_image(self._absolute(attrs))

    _start_itunes_link = _start_itunes_image

    def _end_itunes_link(self) -> None:
        self.pop("itunes_image")

    def _absolute(self, attrs: Any) -> Any:
        for key in ("url", "href"):
            if attrs.get(key):
                attrs[key] = self.resolve_uri(attrs[key])
        return attrs

    # --- Media RSS.

    def _start_media_group(self, attrs: Any) -> None:  # noqa: ARG002 (feedparser calls it so)
        self.groups += 1
        self.in_group = True

    def _end_media_group(self) -> None:
        self.in_group = False

    def _start_media_content(self, attrs: Any) -> None:
        self.medium = self._absolute(dict(attrs))
        if self.in_group:
            self.medium["group"] = self.groups
        self._get_context().setdefault("media_content", []).append(self.medium)

    def _end_media_content(self) -> None:
        self.medium = None

    def _start_media_thumbnail(self, attrs: Any) -> None:
        super()._start_media_thumbnail(self._absolute(attrs))

    def _start_media_title(self, attrs: Any) -> None:
        self._start_beside("media_title", attrs)

    def _end_media_title(self) -> None:
        self._end_beside("media_title", "title")

    def _start_media_description(self, attrs: Any) -> None:
        self._start_beside("media_description", attrs)

    def _end_media_description(self) -> None:
        self._end_beside("media_description", "description")

    def _start_beside(self, name: str, attrs: Any) -> None:
        self.push(name, 0)
        if self.medium is None:
            self._get_context().setdefault(f"{name}_type", attrs.get("type"))

    def _end_beside(self, name: str, short: str) -> None:
        """A text of one medium goes there, one of the entry beside the entry's own."""
        value = self.pop(name)
        if self.medium is not None:
            self.medium.setdefault(short, value)
        else:
            self._get_context().setdefault(name, value)

    # --- Podcasts.

    def _start_itunes_summary(self, attrs: Any) -> None:  # noqa: ARG002 (as above)
        self.push("itunes_summary", 0)

    def _end_itunes_summary(self) -> None:
        self._get_context().setdefault("itunes_summary", self.pop("itunes_summary"))

    def _end_itunes_explicit(self) -> None:
        """Feedparser knows `yes` and `clean` only; Apple writes `true` and `false` today."""
        self._get_context()["itunes_explicit"] = _EXPLICIT.get((self.pop("itunes_explicit", 0) or "").lower())

    def _start_podcast_transcript(self, attrs: Any) -> None:
        self._get_context().setdefault("podcast_transcripts", []).append(self._absolute(dict(attrs)))

    def _start_podcast_person(self, attrs: Any) -> None:
        self._get_context().setdefault("podcast_persons", []).append(self._absolute(dict(attrs)))
        self.push("podcast_person", 0)

    def _end_podcast_person(self) -> None:
        self._get_context()["podcast_persons"][-1]["name"] = self.pop("podcast_person")

    def _start_podcast_liveitem(self, attrs: Any) -> None:
        self._start_item(attrs)
        self.entries[-1]["podcast_live"] = attrs.get("status", "live")
        if attrs.get("start"):
            self.entries[-1]["published"] = attrs["start"]

    def _end_podcast_liveitem(self) -> None:
        super()._end_item()
