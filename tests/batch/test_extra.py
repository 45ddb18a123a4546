"""Without the extra there is a sentence, and nothing else of the library needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HIDE = """
import sys
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("numpy", "polars", "pyarrow", "pyspark"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hide())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name in ("numpy", "pyarrow") else found(name, package)
"""


@pytest.mark.parametrize("code", ["from feedcurate.batch import decide", "import feedcurate.batch.spark"])
def test_a_missing_extra_is_named(code: str) -> None:
    """Whoever asks for columns without pyarrow is told what to install."""
    done = subprocess.run([sys.executable, "-c", HIDE + code], capture_output=True, text=True, check=False)
    assert "pip install 'feedcurate[batch]'" in done.stderr.splitlines()[-1]


def test_the_package_itself_needs_no_extra() -> None:
    """Importing it, and the rest of the library, brings neither pyarrow nor NumPy in."""
    code = HIDE + "import feedcurate, feedcurate.batch; feedcurate.loads('rule r when post has title then hide')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
