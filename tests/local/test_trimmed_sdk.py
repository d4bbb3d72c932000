"""What the layer leaves out of the SDK is its manual and other services' endpoints, and nothing that acts."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel

from tests.template import ROOT

SERVICES = (ROOT / "layers/vendor/botocore_data.txt").read_text().split()


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SDK's data of the services that are kept, trimmed as the layer's is, in a package that works."""
    package = tmp_path_factory.mktemp("layer") / "botocore"
    source = Path(botocore.__file__).parent
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("data", "__pycache__"))
    data = source / "data"
    for file in [*data.glob("*.json"), *(file for name in SERVICES for file in data.glob(f"{name}/*/*"))]:
        target = package / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    subprocess.run([sys.executable, ROOT / "layers/vendor/trim.py", package], check=True)
    return package / "data"


def loaded(data: Path, service: str, part: str) -> Any:
    """A part of a service's description, as the SDK finds it there."""
    loader = Loader(extra_search_paths=[str(data)], include_default_search_paths=False)
    return loader.load_service_model(service, part)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_does_the_same_by_the_same_names(trimmed: Path, service: str):
    whole, ours = (
        ServiceModel(model, service)
        for model in (Loader().load_service_model(service, "service-2"), loaded(trimmed, service, "service-2"))
    )

    assert ours.operation_names == whole.operation_names
    assert ours.metadata == whole.metadata
    assert [(one.name, one.type) for one in ours.client_context_parameters] == [
        (one.name, one.type) for one in whole.client_context_parameters
    ]
    for name in whole.operation_names:
        for part in ("input_shape", "output_shape"):
            one, other = (getattr(model.operation_model(name), part) for model in (ours, whole))
            assert (one and one.name, one and list(one.members)) == (
                other and other.name,
                other and list(other.members),
            )
    rules = loaded(trimmed, service, "endpoint-rule-set-1")
    assert len(rules["rules"]) == len(Loader().load_service_model(service, "endpoint-rule-set-1")["rules"])


def test_no_manual_is_left_and_nothing_is_zipped(trimmed: Path):
    texts = [file.read_text() for file in trimmed.rglob("*.json")]

    assert not list(trimmed.rglob("*.gz"))
    assert not [text for text in texts if re.search('"documentation":"[^"]', text)]


def test_the_endpoints_are_those_of_the_kept_services_in_every_partition(trimmed: Path):
    endpoints = json.loads((trimmed / "endpoints.json").read_text())
    whole = Loader().load_data("endpoints")

    assert [partition["partition"] for partition in endpoints["partitions"]] == [
        partition["partition"] for partition in whole["partitions"]
    ]
    for ours, theirs in zip(endpoints["partitions"], whole["partitions"], strict=True):
        assert ours["regions"] == theirs["regions"]
        assert ours["services"] == {name: at for name, at in theirs["services"].items() if name in SERVICES}


def test_a_part_that_is_called_documentation_but_is_no_text_stays(tmp_path: Path):
    model = {
        "documentation": "x",
        "shapes": {"A": {"members": {"documentation": {"shape": "B", "documentation": "x"}}}},
    }
    data = tmp_path / "data"
    (data / "dynamodb/2012").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (data / "dynamodb/2012/service-2.json.gz").write_bytes(gzip.compress(json.dumps(model).encode()))
    (data / "endpoints.json").write_text('{"partitions":[]}')

    subprocess.run([sys.executable, ROOT / "layers/vendor/trim.py", tmp_path], check=True)

    kept = json.loads((data / "dynamodb/2012/service-2.json").read_text())
    assert kept == {"shapes": {"A": {"members": {"documentation": {"shape": "B"}}}}}


USES = """
import botocore, botocore.session
assert botocore.__file__.startswith({layer!r})
session = botocore.session.Session()
session.set_credentials("a key", "its secret")
for service in {services!r}:
    client = session.create_client(service, region_name="us-east-1")
    for name in client.meta.service_model.operation_names:
        method = getattr(client, botocore.xform_name(name))
        assert not method.__doc__
        if client.can_paginate(method.__name__):
            client.get_paginator(method.__name__)
    for name in client.waiter_names:
        client.get_waiter(name)
"""


def test_every_client_paginator_and_waiter_can_be_made(trimmed: Path):
    layer = str(trimmed.parent.parent)

    made = subprocess.run(
        [sys.executable, "-c", USES.format(layer=layer, services=SERVICES)],
        env={"PYTHONPATH": layer},
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 0, made.stderr
