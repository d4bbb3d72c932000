"""Lookup v2: whether a number can exist, and what kind of line it is."""

import sqlite3
from collections.abc import Mapping, Sequence

from local.twilio import faults, numbering, numbers, phones
from local.twilio.numbering import Dialled

NOT_PLAYED = (
    "caller_name",
    "sim_swap",
    "call_forwarding",
    "line_status",
    "identity_match",
    "reassigned_number",
    "sms_pumping_risk",
    "phone_number_quality_score",
    "pre_fill",
)
WITH_CARRIER = frozenset({"landline", "mobile", "fixedVoip", "nonFixedVoip"})
NEEDS_APPROVAL = 60601


def resource(db: sqlite3.Connection, dialled: Dialled, *, fields: Sequence[str], base: str) -> Mapping[str, object]:
    """A number as `/v2/PhoneNumbers/{PhoneNumber}` of lookups.twilio.com shows it."""
    invalid = faults.strike(db, "lookup_invalid", dialled.number) is not None
    wrong = dialled.wrong or ("INVALID_BUT_POSSIBLE" if invalid else None)
    valid = wrong is None
    return {
        "calling_country_code": dialled.calling_code if valid else None,
        "country_code": dialled.country if valid else None,
        "phone_number": dialled.number,
        "national_format": numbering.national_format(dialled) if valid else None,
        "valid": valid,
        "validation_errors": [] if valid else [wrong],
        "line_type_intelligence": _line(db, dialled) if valid and "line_type_intelligence" in fields else None,
        "url": f"{base}/v2/PhoneNumbers/{dialled.number}",
    } | dict.fromkeys(NOT_PLAYED)


def _line(db: sqlite3.Connection, dialled: Dialled) -> Mapping[str, object]:
    error = _error(db, dialled)
    kind = None if error else line_type(db, dialled.number)
    known = kind in WITH_CARRIER
    return {
        "error_code": error,
        "mobile_country_code": "310" if known and kind != "landline" else None,
        "mobile_network_code": "999" if known and kind != "landline" else None,
        "carrier_name": "Simulated Carrier" if known else None,
        "type": kind,
    }


def _error(db: sqlite3.Connection, dialled: Dialled) -> int | None:
    if dialled.country == "CA" and faults.strike(db, "lookup_unapproved", dialled.number) is not None:
        return NEEDS_APPROVAL
    code = faults.strike(db, "lookup_error", dialled.number)
    return None if code is None else int(code)


def line_type(db: sqlite3.Connection, number: str) -> str:
    """What a phone says it is; without a phone a number's looks decide."""
    phone = phones.find(db, number)
    if phone:
        return phone.line_type
    if numbering.is_toll_free(number):
        return "tollFree"
    return "nonFixedVoip" if numbers.find(db, number) else "mobile"
