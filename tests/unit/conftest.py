"""Rules alone, with fakes around them: the whole suite takes less than two seconds."""

from tests.shared import SHARED

if not SHARED.is_dir():
    collect_ignore = ["domain/test_segment_vectors.py"]
