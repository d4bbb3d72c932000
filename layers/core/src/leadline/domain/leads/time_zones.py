"""Time zones as people and programs write them, read as names of the IANA time zone database."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# What Windows, Rails, HubSpot and offices in North America call a zone, in small letters, without anything between them, and
# without “Standard Time (US & Canada)”. An abbreviation that means several zones of the world means the American one here.
_SAID = {
    "America/New_York": "et est edt est5edt eastern useastern newyork",
    "America/Chicago": "ct cst cdt cst6cdt central uscentral chicago",
    "America/Denver": "mt mst mdt mst7mdt mountain usmountain denver",
    "America/Los_Angeles": "pt pst pdt pst8pdt pacific uspacific losangeles",
    "America/Anchorage": "akt akst akdt alaska alaskan usalaska",
    "Pacific/Honolulu": "hst hast hawaii hawaiian ushawaii honolulu",
    "America/Phoenix": "arizona usarizona usmountainstandardtime phoenix",
    "America/Indiana/Indianapolis": "indianaeast useasternstandardtime useastindiana",
    "America/Detroit": "usmichigan detroit",
    "America/Halifax": "ast adt atlantic canadaatlantic",
    "America/St_Johns": "nst ndt newfoundland canadanewfoundland",
    "America/Toronto": "canadaeastern toronto",
    "America/Winnipeg": "canadacentral winnipeg",
    "America/Regina": "saskatchewan canadacentralstandardtime canadasaskatchewan",
    "America/Edmonton": "canadamountain edmonton",
    "America/Vancouver": "canadapacific vancouver",
    "America/Puerto_Rico": "puertorico",
    "America/Mexico_City": "mexicocity guadalajaramexicocitymonterrey centralstandardtimemexico mexicogeneral",
    "Europe/London": "gmtstandardtime london dublinedinburghlisbonlondon edinburghlondon bst",
    "Europe/Berlin": "cet cest weurope amsterdamberlinbernromestockholmvienna berlin",
    "Europe/Paris": "romance brusselscopenhagenmadridparis paris",
    "Etc/UTC": "utc gmt z coordinateduniversal",
}
_ZONES = {said: zone for zone, words in _SAID.items() for said in words.split()}
_OFFSET = re.compile(r"\((?:gmt|utc)\s?[+\-−]?\s?\d{0,2}:?\d{0,2}\)", re.IGNORECASE)
_BETWEEN = re.compile(r"[^a-z0-9]+")
_AFTER = re.compile(r"(?:standard|daylight)?(?:time)?(?:uscanada|canada)?$")


def zone_of(text: str) -> str | None:
    """Return a zone's name in the database, None where unknown: `(GMT-05:00) Eastern Time (US & Canada)` is America/New_York."""
    said = text.replace("_slash_", "/")
    plain = _BETWEEN.sub("", _OFFSET.sub("", said, count=1).casefold())
    spelled = "/".join(
        "_".join(word.capitalize() for word in part.replace(" ", "_").split("_")) for part in said.split("/")
    )
    known = _ZONES.get(plain) or _ZONES.get(_AFTER.sub("", plain))
    return known or next((name for name in (text, spelled) if is_timezone(name)), None)


def is_timezone(name: str) -> bool:
    """Tell whether the database has a zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
