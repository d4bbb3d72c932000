"""Tables: declared alike in template and code, every key of a firm's, nothing lost by accident."""

import importlib
import inspect
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pynamodb.attributes import Attribute
from pynamodb.indexes import Index
from pynamodb.models import Model

from leadline.adapters.dynamo.tables.keys import Due
from tests.template import resources, table_definitions, template

MODULES = [
    importlib.import_module(f"leadline.adapters.dynamo.{name}")
    for name in (
        "tables.keys",
        "tables.accounts",
        "tables.leads",
        "tables.limits",
        "tables.numbers",
        "tables.opt_outs",
        "tables.threads",
        "imports.import_rows",
    )
]
EVERYTHING = {name: one for module in MODULES for name, one in vars(module).items()}
shared = importlib.import_module("leadline.adapters.dynamo.connection").shared
MODELS = [
    one for one in EVERYTHING.values() if inspect.isclass(one) and issubclass(one, Model) and hasattr(one, "Meta")
]
FIRM = "a-firm"


def table_of(model: type[Model]) -> str:
    """A model's table by the template's logical id."""
    name = str(model.Meta.table_name)
    return "".join(map(str.capitalize, name.split("_"))) + "Table"


def keys_of(attributes: Iterable[Attribute[Any]]) -> dict[str, str]:
    """The key attributes, as CreateTable wants them."""
    return {
        "HASH" if attribute.is_hash_key else "RANGE": attribute.attr_name
        for attribute in attributes
        if attribute.is_hash_key or attribute.is_range_key
    }


def schema(definition: dict[str, Any]) -> dict[str, str]:
    """The keys that the template gives a table or an index."""
    return {key["KeyType"]: key["AttributeName"] for key in definition["KeySchema"]}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_has_the_keys_of_its_table(model: type[Model]):
    assert keys_of(model.get_attributes().values()) == schema(table_definitions()[table_of(model)])


def _indexes() -> dict[tuple[str, str], Any]:
    return {
        (table_of(model), member.Meta.index_name): member
        for model in MODELS
        for _, member in inspect.getmembers(model, lambda member: isinstance(member, Index))
    }


def test_indexes_are_declared_alike():
    declared = {
        name: keys_of(
            attribute for _, attribute in inspect.getmembers(type(index), lambda one: isinstance(one, Attribute))
        )
        for name, index in _indexes().items()
    }
    deployed = {
        (table, index["IndexName"]): schema(index)
        for table, definition in table_definitions().items()
        for index in definition.get("GlobalSecondaryIndexes", [])
    }

    assert declared == deployed


def test_projections_are_declared_alike():
    deployed = {
        (table, index["IndexName"]): index["Projection"]["ProjectionType"]
        for table, definition in table_definitions().items()
        for index in definition.get("GlobalSecondaryIndexes", [])
    }

    assert {key: index.Meta.projection.projection_type for key, index in _indexes().items()} == deployed


def test_every_key_of_the_rows_starts_with_the_firm_except_those_of_all_firms():
    keys = {
        name: one for name, one in EVERYTHING.items() if name.endswith(("_key", "_shard")) and inspect.isfunction(one)
    }
    of_all_firms = {"due_shard"}
    samples: dict[object, object] = {int: 0, Due: Due.RELEASE}

    assert of_all_firms < set(keys)
    for name, key in keys.items():
        wanted = inspect.signature(key).parameters
        made = key(*[samples.get(parameter.annotation, FIRM) for parameter in wanted.values()])
        assert made.startswith(f"firm#{FIRM}") is (name not in of_all_firms), name


def test_a_request_ends_before_the_function_does():
    shortest = min(
        function["Properties"].get("Timeout", template()["Globals"]["Function"]["Timeout"])
        for function in resources("AWS::Serverless::Function").values()
    )

    config = shared.client.meta.config
    one_try = config.connect_timeout + config.read_timeout
    assert config.retries["total_max_attempts"] * one_try < shortest
    for model in MODELS:
        assert model._get_connection().connection.client is shared.client  # noqa: SLF001 - as rows are made


def test_threads_that_begin_together_make_one_client():
    shared._client = None  # noqa: SLF001 - as in a new process

    with ThreadPoolExecutor(8) as threads:
        clients = list(threads.map(lambda model: model._get_connection().connection.client, MODELS))  # noqa: SLF001 - as rows do

    assert len({id(client) for client in clients}) == 1


@pytest.mark.parametrize("name", sorted(table_definitions()))
def test_a_table_outlives_mistakes(name: str):
    table = template()["Resources"][name]
    properties = table["Properties"]

    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"


def test_what_expires_expires():
    expiring = [EVERYTHING[name] for name in ("GuardRow", "RateRow", "ImportRow", "ToldRowRow")]
    declared = {
        name: table["Properties"]["TimeToLiveSpecification"]
        for name, table in resources("AWS::DynamoDB::Table").items()
        if "TimeToLiveSpecification" in table["Properties"]
    }

    assert declared == {table_of(model): {"AttributeName": "expires_at", "Enabled": True} for model in expiring}
    assert all("expires_at" in model.get_attributes() for model in expiring)
    assert [model for model in MODELS if "expires_at" in model.get_attributes() and model not in expiring] == []
