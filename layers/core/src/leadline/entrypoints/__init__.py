"""The skeletons that every handler is served by."""
