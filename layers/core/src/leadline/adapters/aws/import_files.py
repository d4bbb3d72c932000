"""S3: the files that people upload, read in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import ClientError

from leadline.adapters.dynamo import connection
from leadline.domain.imports.uploaded import Beginning, FileGone, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadline.domain.imports.uploaded import Import

LARGEST_FILE = 100 * 1024 * 1024
# A form is good for this long; a slow line needs a quarter of it for the largest file.
GOOD_FOR_SECONDS = 3600
# Longer than two of the longest rows, so that the first row of a file is in its beginning.
PIECE = 256 * 1024
_ABSENT = frozenset({"NoSuchKey", "404"})
_ANOTHER = frozenset({"PreconditionFailed", "412"})
_EMPTY = frozenset({"InvalidRange", "416"})


class S3ImportFiles:
    """A bucket in which each firm has a folder."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        # With a session of its own this client would cost a cold start ten times as much. By the region's own address:
        # the portal's policy names it.
        self._s3: Any = connection.shared.session.create_client(
            "s3",
            config=Config(
                connect_timeout=2,
                read_timeout=5,
                retries={"max_attempts": 3},
                signature_version="s3v4",
                s3={"us_east_1_regional_endpoint": "regional"},
            ),
        )

    def upload(self, firm_id: str, import_id: str) -> Upload:
        form = self._s3.generate_presigned_post(
            self._bucket,
            _key(firm_id, import_id),
            Conditions=[["content-length-range", 1, LARGEST_FILE]],
            ExpiresIn=GOOD_FOR_SECONDS,
        )
        return Upload(form["url"], form["fields"])

    def beginning(self, firm_id: str, import_id: str) -> Beginning | None:
        try:
            answer = self._get(_key(firm_id, import_id), start=0)
        except ClientError as error:
            if _code(error) in _ABSENT | _EMPTY:
                return None
            raise
        size = int(answer["ContentRange"].rpartition("/")[2])
        return Beginning(answer["Body"].read(), size, answer["ETag"])

    def chunks(self, of: Import, *, start: int) -> Iterator[bytes]:
        for place in range(start, of.size, PIECE):
            try:
                yield self._get(_key(of.firm_id, of.id), start=place, IfMatch=of.version)["Body"].read()
            except ClientError as error:
                if _code(error) in _ABSENT | _ANOTHER | _EMPTY:
                    raise FileGone from error
                raise

    def erase(self, firm_id: str) -> int:
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=_folder(firm_id))
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        for key in keys:
            self._s3.delete_object(Bucket=self._bucket, Key=key)
        return len(keys)

    def _get(self, key: str, *, start: int, **more: str) -> Any:
        return self._s3.get_object(Bucket=self._bucket, Key=key, Range=f"bytes={start}-{start + PIECE - 1}", **more)


def _folder(firm_id: str) -> str:
    return f"firms/{firm_id}/"


def _key(firm_id: str, import_id: str) -> str:
    return f"{_folder(firm_id)}imports/{import_id}"


def _code(error: ClientError) -> str:
    code: str = error.response["Error"]["Code"]
    return code
