"""What is deployed is complete: each function starts with its own folder and its layers, and nothing of this machine's."""

import subprocess
from pathlib import Path

import pytest

from local import building
from local.environments import MINISTACK
from tests.template import ROOT, resources, template

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def built() -> Path:
    """The folder with the built layers' modules."""
    target = building.this_machine()
    assert target.shared_layers
    return target.shared_layers / building.build(target)[1]


@pytest.mark.parametrize("name", sorted(resources("AWS::Serverless::Function")))
def test_a_function_starts_with_its_layers_alone(built: Path, name: str):
    function = resources("AWS::Serverless::Function")[name]["Properties"]
    layers = template()["Globals"]["Function"]["Layers"] + function.get("Layers", [])
    folders = [str(ROOT / function["CodeUri"]), *(str(built / layer["Ref"]) for layer in layers)]
    program = f"import sys; sys.path[:0] = {folders!r}; import handler; assert callable(handler.lambda_handler)"

    started = subprocess.run(
        [MINISTACK.python, "-I", "-S", "-B", "-c", program], capture_output=True, text=True, check=False
    )

    assert started.returncode == 0, started.stderr


def test_every_module_of_a_layer_is_compiled(built: Path):
    """Missing bytecode makes a cold start two to four times as long."""
    sources = set(built.rglob("*.py"))
    compiled = {path.parent.parent / f"{path.name.split('.')[0]}.py" for path in built.rglob("__pycache__/*.pyc")}

    assert sources
    assert sources == compiled


@pytest.mark.parametrize(
    ("folder", "kept"),
    [
        ("VendorCore/botocore/data", "botocore_data.txt"),
        ("VendorTwilio/twilio/rest", "twilio_products.txt"),
    ],
)
def test_a_layer_carries_nothing_for_services_that_nobody_calls(built: Path, folder: str, kept: str):
    there = {path.name for path in (built / folder).iterdir() if path.is_dir()} - {"__pycache__"}

    assert there == set((ROOT / "layers/vendor" / kept).read_text().split())
