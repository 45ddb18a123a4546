"""The reader of pages finds what is there, and compares outputs as CONTRIBUTING.md says."""

from __future__ import annotations

import pytest

from tests.docs.blocks import Block, find_blocks
from tests.docs.console import Step, is_as_shown, read_steps

PAGE = """\
# A page

```python
x = 1
```

!!! note

    ```curate fragment title="my rules.curate"
    rule a
      when always
    ```

````markdown
```python
never run
```
````
"""


def test_blocks_are_found_in_order_with_their_lines() -> None:
    """Indented blocks lose their indentation, and a block inside a longer fence is text."""
    assert list(find_blocks(PAGE)) == [
        Block("python", frozenset(), None, "x = 1\n", 4),
        Block("curate", frozenset({"fragment"}), "my rules.curate", "rule a\n  when always\n", 10),
        Block("markdown", frozenset(), None, "```python\nnever run\n```\n", 15),
    ]


def test_an_open_fence_is_a_mistake() -> None:
    """A block that is never closed would hide every block after it."""
    with pytest.raises(ValueError, match=r"line 2: .* never closed"):
        list(find_blocks("text\n```python\nx = 1\n"))


def test_a_console_block_is_a_list_of_steps() -> None:
    """What follows a command, up to the next one, is its output."""
    assert read_steps("$ feedcurate check a | cat\nfine\n\n$ echo $?\n0\n") == [
        Step("feedcurate check a | cat", ("fine", "")),
        Step("echo $?", ("0",)),
    ]


@pytest.mark.parametrize("text", ["$ rm -r .", "$ cat a | sh", "fine\n$ cat a"])
def test_pages_run_no_other_programs(text: str) -> None:
    """A page cannot run what is not named in the list, nor show an output of nothing."""
    with pytest.raises(ValueError, match=r"a page may run|starts with a command"):
        read_steps(text)


@pytest.mark.parametrize(
    ("expected", "output", "same"),
    [
        (("a", "b"), "a  \nb\n\n", True),
        (("a",), "a\nb\n", False),
        (("a", "...", "d"), "a\nb\nc\nd\n", True),
        (("a", "...", "d"), "a\nd\n", True),
        (("a", "..."), "b\na\n", False),
        (("a.c",), "abc\n", False),
        ((), "", True),
        ((), "warning\n", False),
    ],
)
def test_outputs_are_compared_line_by_line(expected: tuple[str, ...], output: str, same: bool) -> None:
    """A line `...` stands for any number of lines; nothing else is forgiven but white space at an end."""
    assert is_as_shown(expected, output) is same
