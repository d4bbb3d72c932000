"""Settings: the template sets what the code reads, and one module reads it."""

import ast
from dataclasses import fields

from leadline.settings import Settings
from tests.template import ROOT, template

# Read by a library of somebody else's, not by us.
LIBRARIES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL", "AWS_DATA_PATH"}


def test_the_template_sets_exactly_what_is_read():
    set_ = set(template()["Globals"]["Function"]["Environment"]["Variables"])

    assert set_ - LIBRARIES == {field.name.upper() for field in fields(Settings)}


def test_no_function_has_settings_of_its_own():
    for name, resource in template()["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            assert "Environment" not in resource["Properties"], name


def test_only_one_module_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("layers/core/src", "functions")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        and (getattr(node, "attr", "") or getattr(node, "id", "") or getattr(node, "name", "")) in ("environ", "getenv")
    }

    assert readers == {"layers/core/src/leadline/settings.py"}
