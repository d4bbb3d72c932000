"""Files that firms upload."""
