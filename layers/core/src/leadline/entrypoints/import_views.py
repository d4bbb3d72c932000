"""Imports as the API shows them (the schemas of docs/openapi.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.entrypoints.http.body import camel
from leadline.entrypoints.views import time

if TYPE_CHECKING:
    from leadline.domain.imports import Import, RefusedRow, Upload


def file(shown: Import) -> dict[str, Any]:
    return {
        "id": shown.id,
        "kind": shown.kind.value,
        "fileName": shown.file_name,
        "createdAt": time(shown.created_at),
        "userName": shown.user_name,
        "status": shown.stage.value,
        "problem": shown.problem,
        "progress": round(shown.progress, 3),
        "rows": shown.counts.rows,
        "added": shown.counts.added,
        "repeated": shown.counts.repeated,
        "refused": shown.counts.refused,
    }


def upload(form: Upload) -> dict[str, Any]:
    return {"url": form.url, "fields": form.fields}


def refused(row: RefusedRow) -> dict[str, Any]:
    return {"row": row.row, "field": row.field and camel(row.field), "reason": row.reason, "text": row.text}
