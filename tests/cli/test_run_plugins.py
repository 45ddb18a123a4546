from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.cli.process import PROGRAM
from tests.sources.test_registered import ACME, install

ROOT = Path(__file__).resolve().parents[2]


def test_a_format_of_an_installed_package_is_curated_and_a_broken_one_is_named(tmp_path: Path) -> None:
    """By the program as people run it; what else was given is curated too."""
    install(tmp_path, "acme", ACME, "notes = acme_formats:Notes\nother = acme_formats:Other2")
    (tmp_path / "notes.json").write_text('{"acme": [1, "bad", 2]}')
    (tmp_path / "own.jsonl").write_text('{"id": "own", "text": "hello"}\n')
    done = subprocess.run(
        [PROGRAM, "run", str(ROOT / "examples" / "balanced.curate"), "notes.json", "own.jsonl", "--format", "jsonl"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 3
    assert "notes.json: Acme notes, 2 posts" in done.stderr
    assert "could not read notes.json: post 2: is bad" in done.stderr
    assert "could not read plug-in `other` of acme-formats 1.0: cannot be used: AttributeError" in done.stderr
    assert "Traceback" not in done.stderr
