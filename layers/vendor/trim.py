"""`python trim.py <botocore>`: keep of botocore what a process uses, as small and quick to read as it can be.

Of each service its model without its manual, not zipped; of the endpoints of all services those of the kept ones; of what
writes the manual nothing. A cold start reads all of it: with the manual, and the endpoints of 400 services, that is a fifth
of its instructions.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

NO_MANUAL = '''"""In place of the manual, which was left out: nothing."""


class ClientMethodDocstring(str):
    """Nothing, whatever it is made of."""

    def __new__(cls, **_parts):
        return super().__new__(cls)


PaginatorDocstring = WaiterDocstring = ClientMethodDocstring
'''
# What else there is of it, handlers of events use.
MANUAL_KEPT = ("utils.py",)


def main(botocore: Path) -> None:
    """Trim a package."""
    _trim_data(botocore / "data")
    _trim_manual(botocore / "docs")


def _trim_manual(docs: Path) -> None:
    for part in docs.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
        elif part.name not in MANUAL_KEPT:
            part.unlink()
    (docs / "__init__.py").touch()
    (docs / "docstring.py").write_text(NO_MANUAL)


def _trim_data(data: Path) -> None:
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
