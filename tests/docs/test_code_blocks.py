"""The code of README.md and of every page under docs/ does what the page says (the rules: CONTRIBUTING.md)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import feedcurate as fc
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source
from tests.docs.blocks import Block, find_blocks
from tests.docs.console import is_as_shown, read_steps

ROOT = Path(__file__).resolve().parents[2]
# The pages of diagnostics are copies of those in the package, which tests/syntax/test_pages.py runs in their own way.
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "diagnostics"),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_keeps_its_word(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page run in order, in one folder that holds a copy of `examples/`."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    module = ModuleType(f"page_{page.stem}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for block in find_blocks(page.read_text(encoding="utf-8")):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if block.title is not None:
            Path(block.title).write_text(block.text, encoding="utf-8")
        match block.language:
            case "python":
                run_python(block, page, module)
            case "console":
                check_console(block, where)
            case "curate":
                check_rules(block, where)


def run_python(block: Block, page: Path, module: ModuleType) -> None:
    """Run a block in the namespace of its page, at its own line numbers, so that a traceback points into the page."""
    exec(compile("\n" * (block.line - 1) + block.text, page, "exec"), module.__dict__)  # noqa: S102 (our own pages)


def check_console(block: Block, where: str) -> None:
    """Run the commands of a block: each prints what is shown, and succeeds unless its status is asked for next."""
    environment = os.environ | {
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    steps = read_steps(block.text)
    status = 0
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.asks_status:
            output = f"{status}\n"
        else:
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", step.command],  # noqa: S607 (the reader's shell, wherever it is)
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            status, output = done.returncode, done.stdout
            asked = following is not None and following.asks_status
            assert status == 0 or asked, f"{where}: `{step.command}` ends with {status}\n{output}"
        assert is_as_shown(step.expected, output), f"{where}: `{step.command}` prints\n{output}"


def check_rules(block: Block, where: str) -> None:
    """Check a rule file: it is fine; or only its syntax is, if it is a `fragment`; or it is refused, if an `error`."""
    if "fragment" in block.words:
        result = parse(Source(where, block.text))
        assert not result.diagnostics, f"{where}: {result.diagnostics}"
        return
    file = Path(block.title or "page.curate")
    file.write_text(block.text, encoding="utf-8")
    if "error" in block.words:
        with pytest.raises(fc.RuleFileError):
            fc.load(file)
        return
    try:
        fc.load(file)
    except fc.RuleFileError as refused:
        pytest.fail(f"{where}: {refused}")
