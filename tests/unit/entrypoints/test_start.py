"""What a handler raises says nothing to Lambda's log but its kind and place."""

import traceback
from collections.abc import Callable
from typing import Any

import pytest

from leadline.domain.errors import NotFound
from leadline.entrypoints import authorizer, queue, schedule, stream
from leadline.entrypoints.http.serve import Answer
from leadline.entrypoints.start import Ended, keep_what_it_loads

SECRETS = "+12025550143 said: meet me at my lawyer's"


def telling(*_: Any, **__: Any) -> Any:
    """Fails as a library does: with what it was given in its text."""
    try:
        raise KeyError(SECRETS)
    except KeyError as error:
        raise RuntimeError(f"no such thing: {SECRETS}") from error


REQUEST = {"requestContext": {"requestId": "r", "http": {"method": "GET"}}, "identitySource": [SECRETS]}
HANDLERS = {
    "stream": (stream.serve(telling), {"Records": [{"eventID": "e"}]}),
    "schedule": (schedule.serve(telling), {"id": "e"}),
    "authorizer": (authorizer.serve(telling), REQUEST),
    "any": (keep_what_it_loads(telling), {}),
    "an event of another shape": (stream.serve(telling), {SECRETS: 1}),
}


@pytest.mark.parametrize(("handler", "event"), HANDLERS.values(), ids=HANDLERS)
def test_what_a_call_ends_with_holds_no_personal_data(
    handler: Callable[..., Any], event: Any, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(Ended) as ended:
        handler(event, None)

    printed = "".join(traceback.format_exception(ended.value)) + "".join(capsys.readouterr())
    assert "+1202" not in printed
    assert "lawyer" not in printed
    assert ended.value.__suppress_context__


def test_it_tells_the_kind_and_the_place():
    with pytest.raises(Ended, match=r"^RuntimeError at .*test_start\.py:\d+ telling$"):
        keep_what_it_loads(telling)({}, None)


def test_a_message_that_cannot_be_held_takes_no_other_along(capsys: pytest.CaptureFixture[str]):
    records = [
        {
            "messageId": str(number),
            "body": "{}",
            "receiptHandle": "r",
            "eventSourceARN": "arn",
            "attributes": {"ApproximateReceiveCount": "1"},
        }
        for number in range(2)
    ]
    handler = queue.serve(telling, of=Answer, queues=telling)

    assert [each["itemIdentifier"] for each in handler({"Records": records}, None)["batchItemFailures"]] == ["0", "1"]
    assert "+1202" not in "".join(capsys.readouterr())


def test_a_refusal_that_reaches_lambda_says_no_more():
    def refuse(*_: Any) -> Any:
        raise NotFound(SECRETS)

    with pytest.raises(Ended, match=r"^NotFound at "):
        keep_what_it_loads(refuse)({}, None)
