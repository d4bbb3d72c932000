"""`python trim.py <botocore/data>`: keep of botocore's data what a process reads, as small and quick to read as it can be.

Of each service its model without its manual, not zipped; of the endpoints of all services those of the kept ones. A cold
start reads all of it: with the manual, and the endpoints of 400 services, that is a fifth of its instructions.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any


def main(data: Path) -> None:
    """Trim a folder."""
    services = {folder.name for folder in data.iterdir() if folder.is_dir()}
    for examples in data.glob("*/*/examples-1.json*"):
        examples.unlink()
    for zipped in data.glob("*/*/*.json.gz"):
        zipped.with_suffix("").write_bytes(gzip.decompress(zipped.read_bytes()))
        zipped.unlink()
    for part in data.glob("*/*/*.json"):
        _write(part, _without_manual(json.loads(part.read_text())))
    endpoints = json.loads((data / "endpoints.json").read_text())
    for partition in endpoints["partitions"]:
        partition["services"] = {name: at for name, at in partition["services"].items() if name in services}
    _write(data / "endpoints.json", endpoints)


def _without_manual(model: Any) -> Any:
    """Return a model without its texts; what is called `documentation` but isn't a text is a part of the service.

    A client's own parameters, of which S3 has some, keep an empty one: the SDK asks for it.
    """
    if isinstance(model, list):
        return [_without_manual(part) for part in model]
    if not isinstance(model, dict):
        return model
    left = {
        name: _without_manual(part)
        for name, part in model.items()
        if not (name == "documentation" and isinstance(part, str))
    }
    for parameter in left.get("clientContextParams", {}).values():
        parameter["documentation"] = ""
    return left


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, separators=(",", ":")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
