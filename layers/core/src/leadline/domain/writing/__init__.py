"""Characters: what people see of them, and what no text may hold."""
