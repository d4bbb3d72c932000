"""Brings the built portal to its bucket: lasting files first, the page that names them last."""

import json
import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Names under assets/ carry a hash of their content, so they never change; everything else is asked for anew.
LASTING, FRESH, NEVER = "public, max-age=31536000, immutable", "no-cache", "no-store"


def publish(pages: Path, config: Mapping[str, str], *, bucket: str, s3: "S3Client") -> None:
    """Upload the portal with its settings. Files of versions before stay, for pages that are open in a browser."""
    s3.put_object(
        Bucket=bucket,
        Key="config.json",
        Body=json.dumps(dict(config), indent=2).encode(),
        ContentType="application/json",
        CacheControl=NEVER,
    )
    for path in _in_order(pages):
        name = path.relative_to(pages).as_posix()
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=path.read_bytes(),
            ContentType=mimetypes.guess_type(name)[0] or "application/octet-stream",
            CacheControl=LASTING if name.startswith("assets/") else FRESH,
        )


def _in_order(pages: Path) -> Iterator[Path]:
    """The files of the portal, index.html last."""
    files = sorted(path for path in pages.rglob("*") if path.is_file() and path.name != "leadline.stamp")
    yield from sorted(files, key=lambda path: path == pages / "index.html")
