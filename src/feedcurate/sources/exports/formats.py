"""The formats of exports, in the order in which they are asked. In: nothing. Out: a tuple of them.

They are asked after all other formats, and only imported then.
"""

from __future__ import annotations

from feedcurate.sources.base import Format
from feedcurate.sources.exports.bluesky import BlueskyRepository
from feedcurate.sources.exports.facebook import FacebookExport
from feedcurate.sources.exports.instagram import InstagramExport
from feedcurate.sources.exports.tiktok import TikTokExport
from feedcurate.sources.exports.x import XArchive
from feedcurate.sources.exports.youtube import YouTubeHistory

EXPORTS: tuple[Format, ...] = (
    BlueskyRepository(),
    XArchive(),
    YouTubeHistory(),
    TikTokExport(),
    InstagramExport(),
    FacebookExport(),
)
