"""Phone numbers, and what carriers know of them."""
