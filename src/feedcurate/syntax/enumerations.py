"""The words and signs of which a node has one, and a checked program too.

In: nothing. Out: enumerations. They stand apart from the nodes, so that whoever reads a checked program needs no tree.
"""

from __future__ import annotations

from enum import StrEnum


class CompareOp(StrEnum):
    """The comparisons; they are not chained."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


class ArithmeticOp(StrEnum):
    """The four operations."""

    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"


class Mode(StrEnum):
    """Whether a rule acts, is only reported, or is left out."""

    LIVE = "live"
    SHADOW = "shadow"
    OFF = "off"


class ClaimKind(StrEnum):
    """Whether a claim must always hold or never."""

    ALWAYS = "always"
    NEVER = "never"
