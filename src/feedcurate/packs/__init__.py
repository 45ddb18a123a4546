"""Rule files that ship with the library (`use "feedcurate:NAME"`); `check.packs` reads them."""
