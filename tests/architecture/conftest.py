"""One home per fact: the template, the handlers, the settings, the contract and the vendors' lists agree."""

import os
from dataclasses import fields

from leadline.settings import Settings
from tests.shared import SHARED

# Adapters read their tables' names when they are imported; any will do here.
for field in fields(Settings):
    os.environ.setdefault(field.name.upper(), field.name.removesuffix("_table"))
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
os.environ.setdefault("AWS_ACCESS_KEY_ID", "testing")
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "testing")
os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "leadline")
os.environ.setdefault("POWERTOOLS_METRICS_NAMESPACE", "Leadline")

if not SHARED.is_dir():
    collect_ignore = ["test_vendors_lists.py"]
