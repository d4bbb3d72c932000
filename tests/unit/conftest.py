"""Rules alone, with fakes around them: the whole suite takes seconds.

Properties are tried with the same examples each time; `pytest tests/unit --hypothesis-profile many` tries others, and more.
"""

import os

from hypothesis import settings

from tests.shared import SHARED
from tests.surroundings import ENVIRONMENT

os.environ |= ENVIRONMENT

settings.register_profile("many", max_examples=5000, deadline=None)
settings.register_profile("same", max_examples=100, deadline=None, derandomize=True, database=None)
settings.load_profile("same")

if not SHARED.is_dir():
    collect_ignore = ["domain/test_segment_vectors.py"]
