"""A thing is made again when its inputs have changed, and only then."""

import os
from pathlib import Path

from local import fingerprint


def test_contents_names_and_facts_count_and_dates_do_not(tmp_path: Path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.py").write_text("1")
    before = fingerprint.of([source], "python 3.13")

    os.utime(source / "one.py", (0, 0))
    (source / "__pycache__").mkdir()
    (source / "__pycache__/one.pyc").write_text("made from one.py")
    assert fingerprint.of([source], "python 3.13") == before

    assert fingerprint.of([source], "python 3.12") != before
    (source / "one.py").write_text("2")
    changed = fingerprint.of([source], "python 3.13")
    assert changed != before
    (source / "one.py").rename(source / "two.py")
    assert fingerprint.of([source], "python 3.13") != changed
