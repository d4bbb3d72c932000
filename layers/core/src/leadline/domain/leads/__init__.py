"""The lead database and its search."""
