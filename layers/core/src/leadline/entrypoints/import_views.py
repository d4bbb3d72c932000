"""Imports as the API shows them (the schemas of docs/openapi.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.domain.imports.import_plan import FIELD
from leadline.entrypoints.http.body import camel
from leadline.entrypoints.views import time

if TYPE_CHECKING:
    from leadline.domain.imports.uploaded import Import, ToldRow, Upload


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
        "noted": shown.counts.noted,
        "badPhones": shown.counts.bad_phones,
    }


def upload(form: Upload) -> dict[str, Any]:
    return {"url": form.url, "fields": form.fields}


def told(row: ToldRow) -> dict[str, Any]:
    is_own = row.field is not None and row.field.startswith(FIELD)
    return {
        "row": row.row,
        "field": row.field if is_own else row.field and camel(row.field),
        "reason": row.reason,
        "text": row.text,
        "kept": row.is_kept,
    }
