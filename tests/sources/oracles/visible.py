"""HTML as an oracle publishes it → its letters, links and pictures, by the standard library's parser alone.

In: the value an oracle gives. Out: what a reader would see of it. Nothing of the package is used here, so that the
package is never compared with itself.
"""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import define, field

UNSEEN = frozenset({"script", "style", "title", "svg", "math", "object", "iframe", "textarea", "select", "button"})
UNSEEN_MEDIA = frozenset({"audio", "video"})


@define
class Seen:
    """What a piece of HTML shows: its text, and the addresses in it as written."""

    text: str = ""
    links: list[str] = field(factory=list)
    pictures: list[str] = field(factory=list)


class _Eye(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.hidden:
            self.hidden += [tag] * (tag == self.hidden[0])
            return
        given = {key: value or "" for key, value in reversed(attrs)}
        if tag in UNSEEN | UNSEEN_MEDIA:
            self.hidden.append(tag)
        elif tag == "a" and "href" in given:
            self.seen.links.append(given["href"])
        elif tag == "img" and "src" in given:
            self.seen.pictures.append(given["src"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UNSEEN | UNSEEN_MEDIA:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[0]:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.seen.text += data


def seen(markup: str) -> Seen:
    """What a piece of HTML shows."""
    eye = _Eye()
    eye.feed(markup)
    eye.close()
    return eye.seen


def letters(text: str) -> str:
    """A text without its white space: where lines break is our own choice, and tested elsewhere."""
    return "".join(text.split())
