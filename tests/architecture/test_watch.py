"""Alarms: each watches something that is really written, and nothing that needs a person goes unwatched."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from leadline.adapters.twilio.error_codes import MEANINGS, of_refusal
from leadline.domain import errors
from leadline.entrypoints import journal
from tests.template import ROOT, resources, table_definitions

WATCH = "infra/watch.yaml"
ALARMS = resources("AWS::CloudWatch::Alarm", WATCH)
ROLLBACK = resources("AWS::CloudWatch::Alarm")["Faults"]
MEANT = [*MEANINGS.values(), of_refusal(None)]


def metrics(alarm: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each metric that an alarm reads, alone or in a sum."""
    properties = alarm["Properties"]
    if "MetricName" in properties:
        yield properties
    for query in properties.get("Metrics", []):
        if "MetricStat" in query:
            yield query["MetricStat"]["Metric"]


def dimensions(metric: dict[str, Any]) -> dict[str, Any]:
    return {each["Name"]: each["Value"] for each in metric.get("Dimensions", [])}


def written() -> set[str]:
    """Every word that our code could write as an outcome."""
    words = {journal.failed(meaning.code) for meaning in MEANT}
    words |= {kind.code for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "code")}
    for folder in ("functions", "layers/core/src/leadline/entrypoints", "layers/core/src/leadline/services"):
        for path in (ROOT / folder).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text()))
            words |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return words


@pytest.mark.parametrize("name", [*ALARMS, "ROLLBACK"])
def test_an_alarm_watches_what_is_written(name: str):
    for metric in metrics(ALARMS.get(name, ROLLBACK)):
        if metric["Namespace"] == "Leadline":
            assert metric["MetricName"] in written()
            assert set(dimensions(metric)) == {"service"}


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_tells_somebody_and_says_what_to_do(name: str):
    properties = ALARMS[name]["Properties"]
    said = properties["AlarmDescription"].partition(" docs/operations.md#")[2]

    assert properties["AlarmActions"] == [{"Ref": "Topic"}]
    assert f"\n### {said}\n" in (ROOT / "docs/operations.md").read_text()


@pytest.mark.parametrize(
    ("alarm", "name"), [(ROLLBACK, "Errors"), (ALARMS["Faults"], "Errors"), (ALARMS["Throttles"], "Throttles")]
)
def test_every_function_is_watched(alarm: dict[str, Any], name: str):
    of_lambda = [metric for metric in metrics(alarm) if metric["Namespace"] == "AWS/Lambda"]

    assert [(metric["MetricName"], dimensions(metric)) for metric in of_lambda] == [(name, {})]


def test_functions_are_named_as_the_dashboard_searches_them():
    for name, function in resources("AWS::Serverless::Function").items():
        assert function["Properties"]["FunctionName"] == {"Fn::Sub": f"${{AWS::StackName}}-{name}"}


def test_every_table_and_index_is_watched():
    throttled = {
        (dimensions(metric)["TableName"]["Ref"], dimensions(metric).get("GlobalSecondaryIndexName"))
        for name, alarm in ALARMS.items()
        if name.endswith("Throttled")
        for metric in metrics(alarm)
    }

    assert throttled == {
        (table, index)
        for table, definition in table_definitions().items()
        for index in (None, *(index["IndexName"] for index in definition.get("GlobalSecondaryIndexes", [])))
    }


def test_every_reason_that_needs_an_operator_is_watched():
    watched = {metric["MetricName"] for metric in metrics(ALARMS["LinesRefused"])}

    assert watched == {journal.failed(meaning.code) for meaning in MEANT if meaning.alarm}
    assert ALARMS["Filtered"]["Properties"]["MetricName"] == journal.failed(MEANINGS[30007].code)


def test_a_new_version_of_code_or_layers_is_tried_on_a_tenth_of_the_calls():
    from tests.template import template

    preference = template()["Globals"]["Function"]["DeploymentPreference"]
    assert preference["Alarms"]["Fn::If"][:2] == ["Gradual", [{"Ref": "Faults"}]]
    assert template()["Globals"]["Function"]["AutoPublishAliasAllProperties"] is True
    for layer in resources("AWS::Serverless::LayerVersion").values():
        assert layer["Properties"]["PublishLambdaVersion"] is True


def test_the_dashboard_shows_every_alarm_and_is_json():
    body = resources("AWS::CloudWatch::Dashboard", WATCH)["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]

    widgets = json.loads(re.sub(r"\$\{[^}]+\}", "x", body))["widgets"]

    assert set(re.findall(r"\$\{(\w+)\.Arn\}", body)) == set(ALARMS)
    assert all(widget["properties"]["title"] for widget in widgets)


def test_an_outcome_counts_for_the_function_and_for_the_service(capsys: pytest.CaptureFixture[str]):
    journal.record("sent", function="send_message", correlation_id="id")

    metric = json.loads(capsys.readouterr().out.splitlines()[-1])

    declared = metric["_aws"]["CloudWatchMetrics"][0]
    assert declared["Namespace"] == "Leadline"
    assert [set(names) for names in declared["Dimensions"]] == [{"service", "function"}, {"service"}]
    assert declared["Metrics"] == [{"Name": "sent", "Unit": "Count"}]
    assert (metric["sent"], metric["function"], metric["service"]) == ([1.0], "send_message", "leadline")


def test_an_age_is_measured_in_seconds(capsys: pytest.CaptureFixture[str]):
    journal.record("oldest_unsettled_seconds", function="run_schedule", correlation_id="id", count=61)

    metric = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert metric["_aws"]["CloudWatchMetrics"][0]["Metrics"] == [
        {"Name": "oldest_unsettled_seconds", "Unit": "Seconds"}
    ]


def test_the_operations_page_lists_the_dashboards_widgets():
    titles = re.findall(r'"title": "([^"]+)"', (ROOT / WATCH).read_text())
    page = (ROOT / "docs/operations.md").read_text().partition("\n## The dashboard\n")[2].partition("\n## ")[0]

    assert re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)[1:] == titles
