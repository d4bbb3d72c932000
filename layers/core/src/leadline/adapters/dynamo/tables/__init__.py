"""How things lie in the tables; rows never leave the adapters."""
