"""What every test may use: Hypothesis profiles, and the shared corpus of real feeds.

In: the environment (`CI`, `FEEDCURATE_CORPUS`, `FEEDCURATE_HYPOTHESIS`). Out: the chosen profile, the `corpus` fixture,
no cache.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tests keep nothing in the cache of whoever runs them; those of the cache have folders of their own.
os.environ["FEEDCURATE_CACHE"] = "off"

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() == "true"

# No deadlines: a busy machine is no bug. `dev` and `ci` repeat the same examples, so that a red run can be run again;
# `soak` looks for new ones.
settings.register_profile("dev", max_examples=25, deadline=None, derandomize=True)
settings.register_profile(
    "ci", max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "soak", max_examples=1_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("FEEDCURATE_HYPOTHESIS", "ci" if IN_CI else "dev"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real and published data: where `FEEDCURATE_CORPUS` says, else beside the repository."""
    folder = Path(os.environ.get("FEEDCURATE_CORPUS", ROOT / ".." / "shared" / "corpus")).resolve()
    if folder.is_dir():
        return folder
    message = f"no corpus at `{folder}`: set FEEDCURATE_CORPUS to its folder"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)
