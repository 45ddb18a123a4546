"""What a rule can see and what it decides: frozen pydantic classes, and the kinds the checker reads off them."""
