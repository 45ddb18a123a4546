"""The pieces that an audit's page is made of.

In: text, of anybody. Out: HTML. `shown` and `isolated` are the only ways in for text that is not from this library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from feedcurate.model.account import Account
from feedcurate.outputs.safe import excerpt
from feedcurate.outputs.words import account_words
from feedcurate.text.visible import visible


def shown(text: str) -> str:
    """A text as it may stand in a page: control characters visible, the signs of HTML written out."""
    return escape(visible(text))


def isolated(text: str) -> str:
    """The same for a text in any script: whatever its direction, it moves nothing around it."""
    return f"<bdi>{shown(text)}</bdi>"


def account_cell(account: Account) -> str:
    """An account as it is known, with its name where that is something else."""
    known, name = account_words(account), excerpt(account.name or "")
    also = f"<br><span class=known>{isolated(name)}</span>" if name and name != known else ""
    # An address in two halves breaks between them, before it breaks anywhere else.
    return isolated(known).replace("@", "<wbr>@") + also


def section(title: str, *parts: str, kind: str = "") -> str:
    """A heading and what belongs to it."""
    attribute = f' class="{kind}"' if kind else ""
    return f"<section{attribute}><h2>{title}</h2>{''.join(parts)}</section>"


def figure(chart: str, caption: str) -> str:
    """A chart with its caption."""
    return f"<figure><div class=scroll>{chart}</div><figcaption>{caption}</figcaption></figure>"


def folded(drawn: str) -> str:
    """What a chart says, for who wants the figures."""
    return f"<details><summary>The figures of this chart</summary>{drawn}</details>"


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = (), header: int = 0
) -> str:
    """A table of cells that are HTML; `numbers` are the columns of figures, `header` is the one of row headings."""

    def kind(place: int) -> str:
        return ' class="number"' if place in numbers else ""

    told = f"<caption>{caption}</caption>" if caption else ""
    top = "".join(f'<th scope="col"{kind(place)}>{name}</th>' for place, name in enumerate(head))
    lines = []
    for row in rows:
        cells = (
            f'<th scope="row" class="name">{cell}</th>' if place == header else f"<td{kind(place)}>{cell}</td>"
            for place, cell in enumerate(row)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<div class=scroll><table>{told}<thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
