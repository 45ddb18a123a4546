from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.cli.conftest import Run
from tests.sources.exports import test_bluesky, test_facebook, test_instagram, test_tiktok, test_x, test_youtube


def exported(path: Path) -> None:
    """An archive with something of every platform in it, and with what no platform's posts are in."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/tweets.js", "window.YTD.tweets.part0 = " + json.dumps([{"tweet": test_x.TWEET}]))
        archive.writestr("youtube/watch-history.json", json.dumps([test_youtube.WATCHED]))
        archive.writestr("tiktok/user_data_tiktok.json", json.dumps(test_tiktok.OLD))
        archive.writestr("instagram/posts_1.json", json.dumps([{"media": [test_instagram.PHOTO]}]))
        archive.writestr("facebook/your_posts_1.json", json.dumps([test_facebook.POST]))
        archive.writestr("bluesky/repo.car", test_bluesky.REPOSITORY)
        for number in range(8):
            archive.writestr(f"x/other{number}.js", f"window.YTD.other{number}.part0 = [ {{}} ]")
        archive.writestr("x/photo.jpg", b"\xff\xd8\xff")


def test_what_platforms_know_goes_into_a_history_once(run: Run, tmp_path: Path) -> None:
    """Each file is told, what is no post in one line, with status 2; the second time nothing is new."""
    exported(tmp_path / "all.zip")
    done = run("import", "all.zip", "--history", "me.db")
    assert done.exit_code == 2
    assert done.stdout == "8 posts (8 new), 13 activities (13 new)\n"
    assert "all.zip/youtube/watch-history.json: YouTube history, 1 post, 1 activity\n" in done.stderr
    assert "could not read 8 files below all.zip/x: is in no known format (other0.js, " in done.stderr
    assert "photo.jpg" not in done.stderr
    again = run("import", "all.zip", "--history", "me.db")
    assert again.stdout == "8 posts (0 new, 8 known), 13 activities (0 new, 13 known)\n"
