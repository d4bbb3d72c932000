"""One home per fact: the template, the handlers, the settings, the contract and the vendors' lists agree."""

import os

from tests.shared import SHARED
from tests.surroundings import ENVIRONMENT

# Adapters read their tables' names when they are imported.
os.environ |= ENVIRONMENT

if not SHARED.is_dir():
    collect_ignore = ["test_vendors_lists.py"]
