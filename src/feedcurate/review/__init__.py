"""Looking back: what rules would have made of the past, and what other rules would make of it instead."""
