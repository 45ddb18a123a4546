"""JSON-LD of ActivityStreams 2.0 → plain objects with the vocabulary's own names.

In: a document as it was parsed (https://www.w3.org/TR/activitystreams-core/#jsonld). Out: the same with `id`, `type`,
`content` and so on under those names, whatever prefix or alias its `@context` gives them. Words of other vocabularies
stay as they are; no context is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from feedcurate.sources.values import Record, elements, fields, language, text, words

_NAMESPACE = re.compile(r"https?://www\.w3\.org/ns/activitystreams(?:[#/]|\.jsonld|$)")
_KEYWORDS = {
    "@id": "id",
    "@type": "type",
    "as:id": "id",
    "as:type": "type",
}
# JSON may be nested deeper than Python can follow; nothing that is meant lies this deep.
_DEPTH = 40
_TERMS = 200


@frozen
class Said:
    """A natural language value: a text, and its language where that is told."""

    text: str | None = None
    language: str | None = None


def is_ours(context: object) -> bool:
    """Whether a `@context` names the vocabulary, alone, in a list, or as what a prefix stands for."""
    for one in context if isinstance(context, list) else (context,):
        named = fields(one).values() if isinstance(one, dict) else (one,)
        if any(isinstance(name, str) and _NAMESPACE.match(name) for name in named):
            return True
    return False


def plain(value: object) -> object:
    """A document in plain words; what lies too deep is left out."""
    return _plain(value, {}, _DEPTH)


def many(value: object, most: int | None = None) -> tuple[object, ...]:
    """The values of a property, which stand alone or in a list; no more than `most` are looked at."""
    if isinstance(value, list):
        return tuple(one for one in (value if most is None else value[:most]) if one is not None)
    return () if value is None else (value,)


def types(given: Record) -> tuple[str, ...]:
    """The types of an object, without prefixes."""
    return tuple(name for one in many(given.get("type")) if (name := text(one)))


def address(value: object) -> str | None:
    """The address of an object or a link, which may be all that is given of it."""
    found = text(value.get("id")) or text(value.get("href")) if isinstance(value, dict) else text(value)
    return None if found is None else found.strip() or None


def said(given: Record, key: str, tongue: str | None = None) -> Said:
    """What an object says under a name: as one text, by languages, or both; of several `tongue`, else the first."""
    by_language: dict[str, str] = {}
    values = many(given.get(key))
    for one in (*values, given.get(f"{key}Map")):
        for name, value in fields(one).items():
            if isinstance(value, str):
                by_language.setdefault(name, value)
    alone = next((one for one in values if isinstance(one, str)), None)
    if alone is not None:
        return Said(alone, language(next((name for name, value in by_language.items() if value == alone), None)))
    if tongue is not None and tongue in by_language:
        return Said(by_language[tongue], language(tongue))
    first = next((name for name, value in by_language.items() if words(value)), None)
    return Said() if first is None else Said(by_language[first], language(first))


def tongue_of(context: object) -> str | None:
    """The language that a `@context` gives to texts without one."""
    named = (language(fields(one).get("@language")) for one in many(context))
    return next((name for name in named if name is not None), None)


def _plain(value: object, terms: Mapping[str, str], depth: int) -> object:
    if isinstance(value, list):
        return [_plain(one, terms, depth - 1) for one in value] if depth else []
    if not isinstance(value, dict):
        return value
    if not depth:
        return {}
    if "@context" in value and (told := _terms(value["@context"])):
        terms = {**terms, **told}
    if "@value" in value:
        return _worded(value)
    for wrapper in ("@list", "@set"):
        if isinstance(value.get(wrapper), list):
            return _plain(value[wrapper], terms, depth)
    made: dict[str, object] = {}
    for key, one in value.items():
        if key == "@context":
            made[key] = one
            continue
        name = _word(key, terms)
        if name in made and name != key:
            continue
        if name == "type":
            made[name] = _type(one, terms)
        else:
            made[name] = one if name in _BY_LANGUAGE else _plain(one, terms, depth - 1)
    return made


# The words of a language map are language tags and none of the vocabulary.
_BY_LANGUAGE = frozenset({"nameMap", "summaryMap", "contentMap"})


def _worded(value: Record) -> object:
    """A JSON-LD value: what it says, by its language where it tells that."""
    said, tongue = value.get("@value"), text(value.get("@language"))
    return {tongue: said} if tongue is not None and isinstance(said, str) else said


def _type(value: object, terms: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return [_word(one, terms) for one in value if isinstance(one, str)]
    return _word(value, terms) if isinstance(value, str) else None


def _word(name: str, terms: Mapping[str, str]) -> str:
    """A name in the vocabulary's own words: `as:Note`, its full address or an alias of either is `Note`."""
    if name in _KEYWORDS:
        return _KEYWORDS[name]
    if ":" not in name and name not in terms:
        return name
    found = terms.get(name, name)
    if found in _KEYWORDS:
        return _KEYWORDS[found]
    prefix, colon, rest = found.partition(":")
    if colon and not rest.startswith("//"):
        if prefix == "as" or _NAMESPACE.match(terms.get(prefix, "")):
            return rest
        return name
    return found[found.rfind("#") + 1 :] if "#" in found and _NAMESPACE.match(found) else name


def _terms(context: object) -> dict[str, str]:
    """What the words that a context defines stand for."""
    terms: dict[str, str] = {}
    contexts: Iterable[object] = elements(context) if isinstance(context, list) else (context,)
    for one in contexts:
        for name, meaning in fields(one).items():
            stands_for = meaning.get("@id") if isinstance(meaning, dict) else meaning
            if isinstance(stands_for, str) and not name.startswith("@") and len(terms) < _TERMS:
                terms[name] = stands_for
    return terms
