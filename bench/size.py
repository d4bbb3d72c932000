"""What is deployed to AWS: each function with its layers, zipped, in megabytes; and bytecode that doesn't fit its source."""

import _imp
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure
from local import building
from tests.template import ROOT, resources, template

MAGIC_313 = b"\xf3\r\r\n"
UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def measure() -> Iterator[Figure]:
    """Build for AWS, and weigh."""
    built = building.build(building.aws_lambda())[0].parent
    layers = {layer: _zipped(built / layer) for layer in resources("AWS::Serverless::LayerVersion")}
    for name, function in sorted(resources("AWS::Serverless::Function").items()):
        used = [layer["Ref"] for layer in _layers(function["Properties"])]
        weight = _zipped(ROOT / function["Properties"]["CodeUri"]) + sum(layers[layer] for layer in used)
        yield Figure("size", name, round(weight / 1e6, 1), "MB")
    stale = [source for layer in layers for source in (built / layer).rglob("*.py") if not _is_compiled(source)]
    yield Figure("size of what is stale", "modules whose bytecode is missing, or of another source", len(stale), "")


def _layers(function: dict[str, Any]) -> list[dict[str, str]]:
    return [*template()["Globals"]["Function"]["Layers"], *function.get("Layers", [])]


def _zipped(folder: Path) -> int:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if "__pycache__" not in file.parts or folder.name in resources("AWS::Serverless::LayerVersion"):
                archive.write(file, file.relative_to(folder))
    return len(zipped.getvalue())


def _is_compiled(source: Path) -> bool:
    """Whether Python 3.13 takes the bytecode without looking at the source, and it is of that source."""
    bytecode = source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc"
    if not bytecode.exists():
        return False
    head = bytecode.read_bytes()[:16]
    # importlib.util.source_hash would salt it for the Python that runs this.
    return head == MAGIC_313 + UNCHECKED_HASH + _imp.source_hash(
        int.from_bytes(MAGIC_313, "little"), source.read_bytes()
    )
