"""Our reading of Twilio against its own lists."""

from leadline.adapters.twilio.error_codes import MEANINGS
from leadline.adapters.twilio.reports import STATUSES
from tests.shared import SHARED, vectors


def test_every_error_code_that_we_explain_exists():
    known = {entry["code"] for entry in vectors("twilio_error_codes.json")["codes"]}
    newer = {
        21265,
        21266,
        21635,
        21703,
        21704,
        21705,
        30036,
        30047,
        30610,
        63017,
    }  # of pages that are younger than this list

    assert set(MEANINGS) - known <= newer


def test_every_status_of_twilios_contract_is_read():
    text = (SHARED / "contracts/twilio_api_v2010.messages.json").read_text()

    for status in ("queued", "sending", "sent", "failed", "delivered", "undelivered", "accepted", "scheduled", "read"):
        assert f'"{status}"' in text
        assert status in STATUSES
