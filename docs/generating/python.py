"""The page of the Python interface: every public name with its signature and docstring.

In: `feedcurate.__all__`. Out: the page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum

from attrs import frozen
from pydantic import BaseModel

import feedcurate as fc
from docs.generating.markdown import code, codes, table

INTRODUCTION = """\
# Python

What `import feedcurate as fc` offers. Everything is typed; everything but curators and histories is immutable. How to
put it together: [Use it in an app](../how-to/embed.md).

"""
_PLAIN = (type(None), bool, int, str, tuple)
_ENTRY = re.compile(r"^    (\w+): ")
_FORWARD = re.compile(r"'([\w.|\[\] ,]+)'")
_MODULE = re.compile(r"\b(?:feedcurate|collections|datetime|pathlib|zoneinfo|typing)(?:\.\w+)*\.(?=\w)")


@frozen(repr=False)
class Shown:
    """A default that is no literal, as one would write it."""

    text: str

    def __repr__(self) -> str:
        """The text itself."""
        return self.text


def pages() -> Iterator[tuple[str, str]]:
    """The page of the Python interface."""
    public = {name: getattr(fc, name) for name in sorted(fc.__all__, key=str.casefold) if not name.startswith("_")}
    functions = {name: value for name, value in public.items() if inspect.isroutine(value)}
    classes = {name: value for name, value in public.items() if inspect.isclass(value)}
    errors = {name: value for name, value in classes.items() if issubclass(value, Exception)}
    models = {name: value for name, value in classes.items() if issubclass(value, BaseModel)}
    others = {name: value for name, value in classes.items() if name not in errors and name not in models}
    parts = [INTRODUCTION, "## Functions\n\n", *(function(name, value) for name, value in functions.items())]
    parts += ["## Classes\n\n", *(_class(name, value) for name, value in others.items())]
    parts += [
        "## Models\n\nFrozen pydantic classes. Their fields: [Fields](fields.md), [JSON](json.md).\n\n",
        _rows(models),
    ]
    parts += ["\n## Errors\n\n", _rows(errors)]
    yield "reference/python.md", "".join(parts)


def function(name: str, value: Callable[..., object]) -> str:
    """The section of a function: its signature and what it does."""
    return f"### {name}\n\n```text\n{_signature(name, value)}\n```\n\n{_told(value)}\n\n"


def _class(name: str, cls: type) -> str:
    parts = [f"### {name}\n\n"]
    if issubclass(cls, Enum):
        return f"### {name}\n\n{_told(cls)} One of {codes(member.value for member in cls)}.\n\n"
    if not getattr(cls, "_is_protocol", False):
        parts.append(f"```text\n{_signature(name, cls)}\n```\n\n")
    parts.append(f"{_told(cls)}\n\n")
    methods = [
        (key, value) for key, value in vars(cls).items() if inspect.isfunction(value) and not key.startswith("_")
    ]
    for key, method in methods:
        parts.append(f"```text\n.{_signature(key, method)}\n```\n\n{_told(method)}\n\n")
    return "".join(parts)


def _rows(classes: dict[str, type]) -> str:
    return table(("name", "is"), ((code(name), _told(cls)) for name, cls in classes.items()))


def _signature(name: str, value: Callable[..., object]) -> str:
    """A signature as one writes it: without `self`, quotes round names and the modules they are from."""
    signature = inspect.signature(value)
    parameters = [_parameter(parameter) for key, parameter in signature.parameters.items() if key != "self"]
    shown = str(signature.replace(parameters=parameters))
    if len(shown) + len(name) > 100:
        inside = ",\n    ".join(str(parameter) for parameter in _marked(parameters))
        returns = shown[shown.rindex(")") + 1 :]
        shown = f"(\n    {inside},\n){returns}"
    return name + _MODULE.sub("", _FORWARD.sub(r"\1", shown))


def _marked(parameters: list[inspect.Parameter]) -> Iterator[inspect.Parameter | str]:
    """Parameters with the star before the first that is given by name only."""
    named = False
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not named:
            named = True
            yield "*"
        named = named or parameter.kind is inspect.Parameter.VAR_POSITIONAL
        yield parameter


def _parameter(parameter: inspect.Parameter) -> inspect.Parameter:
    """A parameter whose default is readable."""
    default = parameter.default
    if default is inspect.Parameter.empty or isinstance(default, _PLAIN):
        return parameter
    if isinstance(default, datetime):
        return parameter.replace(default=Shown(default.isoformat()))
    written = default.__name__ if inspect.isclass(default) else f"{type(default).__name__}()"
    return parameter.replace(default=Shown("{}" if written == "_Nothing()" else written))


def _told(value: object) -> str:
    """A docstring as Markdown: its sections become lists."""
    lines = (inspect.getdoc(value) or "").split("\n")
    return "\n".join(_ENTRY.sub(r"- `\1`: ", line) if line.startswith("    ") else line for line in _spaced(lines))


def _spaced(lines: list[str]) -> Iterator[str]:
    """The lines, with one empty line behind the heading of a section."""
    for line in lines:
        yield line
        if line in ("Args:", "Returns:", "Raises:"):
            yield ""
