"""Lists so short that they fit on one page, in the two shapes that Twilio's APIs give them."""

from collections.abc import Mapping, Sequence


def only_page(path: str, name: str, found: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The shape of the 2010 API."""
    here = f"{path}?PageSize=50&Page=0"
    return {
        "end": max(0, len(found) - 1),
        "first_page_uri": here,
        "next_page_uri": None,
        "page": 0,
        "page_size": 50,
        "previous_page_uri": None,
        name: found,
        "start": 0,
        "uri": here,
    }


def only_meta_page(url: str, name: str, found: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The shape of the v1 APIs."""
    here = f"{url}?PageSize=50&Page=0"
    return {
        "meta": {
            "page": 0,
            "page_size": 50,
            "first_page_url": here,
            "previous_page_url": None,
            "url": here,
            "next_page_url": None,
            "key": name,
        },
        name: found,
    }
