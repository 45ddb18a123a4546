"""What the packs are measured against: labelled posts, and the page that says what the labels mean."""
