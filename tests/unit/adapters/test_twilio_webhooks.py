"""What Twilio's forms say, whatever stands in them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadline.adapters.twilio.reports import STATUSES
from leadline.adapters.twilio.webhooks import Form, delivery_report, inbound_text
from leadline.domain.errors import Invalid, Refusal
from leadline.domain.texting.message import MAX_MEDIA
from leadline.domain.texting.thread import seal
from leadline.entrypoints.http.request import MAX_ID
from tests.outcome import outcome

FULL = {"AccountSid": "AC1", "MessageSid": "SM1", "From": "+12025550143", "To": "+14155550100"}
NUMBERS = ["0", "1", "10", "11", "-1", "٣", "²", "1e3", "9" * 9, "9" * 5000, "", " 2 "]

texts = st.lists(st.text(max_size=20) | st.sampled_from([*NUMBERS, *STATUSES, "STOP", "stop", "x" * 400]), max_size=2)
names = st.sampled_from([*FULL, "Body", "NumMedia", "MediaUrl0", "MediaContentType0", "OptOutType", "MessageStatus"])
forms = st.dictionaries(names | st.just("ErrorCode") | st.just("MessagingServiceSid"), texts).map(
    lambda form: Form({name: [value] for name, value in FULL.items()} | form)
)


@given(forms)
@example(Form(From=["é" * 320], To=["1"], MessageSid=["1"]))
def test_whatever_form_comes_is_a_text_or_refused(form: Form):
    text = outcome(lambda: inbound_text(form))
    if isinstance(text, Refusal):
        assert isinstance(text, Invalid)
        assert set(text.errors) <= {*FULL, "MessagingServiceSid"}
        return

    assert text.body == form.first("Body")
    assert len(text.media) <= MAX_MEDIA
    assert len(seal(text.sender, key=b"k" * 32)) <= MAX_ID
    assert all(len(value.encode()) <= 320 for value in (text.provider_id, text.recipient, text.sender))


@given(forms)
def test_whatever_callback_comes_is_a_report_or_nothing_or_refused(form: Form):
    report = outcome(lambda: delivery_report(form))
    if isinstance(report, Refusal):
        assert isinstance(report, Invalid)
        assert set(report.errors) <= {*FULL, "MessageStatus", "MessagingServiceSid"}
        return

    assert (report is None) is (form.first("MessageStatus") not in STATUSES)
    if report and report.reason and report.reason.provider_code is not None:
        assert 0 <= int(report.reason.provider_code) < 10**9
        assert report.reason.provider_code == form.first("ErrorCode").lstrip("0").rjust(1, "0")


@pytest.mark.parametrize("count", NUMBERS)
def test_as_many_pictures_are_kept_as_there_are(count: str):
    pictures = {f"MediaUrl{index}": [f"https://api.twilio.com/{index}"] for index in range(12)}
    form = Form({name: [value] for name, value in FULL.items()} | pictures | {"NumMedia": [count]})

    kept = {"1": 1, "10": 10, "11": 10, "9" * 9: 10}.get(count, 0)
    assert len(inbound_text(form).media) == kept
