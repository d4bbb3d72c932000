"""Queues and streams: nothing is tried for ever, nothing given up in silence, and nobody takes all of the account's room."""

from collections.abc import Iterator
from typing import Any

import pytest

from leadline.entrypoints import queue
from tests.template import resources, template, transformed

HOUR, DAY = 3600, 86_400
WATCH = "infra/watch.yaml"
QUEUES = resources("AWS::SQS::Queue")
ALARMS = [alarm["Properties"] for alarm in resources("AWS::CloudWatch::Alarm", WATCH).values()]
SEND = "sqs:SendMessage"


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    """What CloudFormation gets of one type, by logical id."""
    return {name: each["Properties"] for name, each in transformed().items() if each["Type"] == kind}


READERS = of_kind("AWS::Lambda::EventSourceMapping")
FUNCTIONS = of_kind("AWS::Lambda::Function")


def source(reader: dict[str, Any]) -> str:
    """The logical id of a queue, or of the table of a stream."""
    return str(reader["EventSourceArn"]["Fn::GetAtt"][0])


def function_of(reader: dict[str, Any]) -> str:
    return str(reader["FunctionName"]["Ref"]).removesuffix("Aliaslive")


OF_QUEUES = {name: each for name, each in READERS.items() if source(each) in QUEUES}
OF_STREAMS = {name: each for name, each in READERS.items() if source(each) not in QUEUES}
WORK = sorted(name for name, each in QUEUES.items() if "RedrivePolicy" in each["Properties"])
GIVEN_UP = sorted(set(QUEUES) - set(WORK))


def redrive(name: str) -> dict[str, Any]:
    found: dict[str, Any] = QUEUES[name]["Properties"]["RedrivePolicy"]
    return found


def tries_last(name: str, waits: Iterator[int]) -> int:
    """For how many seconds a message is tried that fails each time, from its first receive to its last."""
    return sum(next(waits) for _ in range(redrive(name)["maxReceiveCount"] - 1))


def test_every_queue_is_read_or_holds_what_was_given_up():
    assert {source(each) for each in OF_QUEUES.values()} == set(WORK)
    given_up_to = {redrive(name)["deadLetterTargetArn"]["Fn::GetAtt"][0] for name in WORK}
    given_up_to |= {
        each["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0] for each in OF_STREAMS.values()
    }
    assert given_up_to == set(GIVEN_UP)


@pytest.mark.parametrize("name", WORK)
def test_work_that_fails_is_tried_for_hours_and_leaves_a_person_twelve_days(name: str):
    properties = QUEUES[name]["Properties"]
    held = tries_last(name, (queue.wait(received) for received in range(1, 10**6)))
    crashed = tries_last(name, (properties["VisibilityTimeout"] for _ in range(10**6)))

    for seconds in (held, crashed):
        assert 4 * HOUR <= seconds <= 24 * HOUR
        # SQS keeps the first time stamp: what is left to a dead letter is its own queue's time less these tries.
        dead_letters = QUEUES[redrive(name)["deadLetterTargetArn"]["Fn::GetAtt"][0]]["Properties"]
        assert dead_letters["MessageRetentionPeriod"] - seconds >= 12 * DAY
    assert properties["MessageRetentionPeriod"] == 14 * DAY


@pytest.mark.parametrize("name", OF_QUEUES)
def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_run(name: str):
    reader = OF_QUEUES[name]
    timeout = FUNCTIONS[function_of(reader)]["Timeout"]

    assert QUEUES[source(reader)]["Properties"]["VisibilityTimeout"] >= 6 * timeout
    assert reader["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("name", OF_QUEUES)
def test_no_reader_of_a_queue_takes_the_room_of_sends_and_webhooks(name: str):
    assert 2 <= OF_QUEUES[name]["ScalingConfig"]["MaximumConcurrency"] <= 10


@pytest.mark.parametrize("name", OF_STREAMS)
def test_a_change_that_nothing_follows_from_holds_up_the_others_for_hours_at_most(name: str):
    reader = OF_STREAMS[name]

    assert reader["ParallelizationFactor"] == 1
    assert 100 <= reader["MaximumRetryAttempts"] <= 10_000
    assert HOUR <= reader["MaximumRecordAgeInSeconds"] <= 12 * HOUR, "a stream forgets after 24"
    assert reader["BisectBatchOnFunctionError"] is True
    assert reader["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][1] == "Arn"


def test_a_run_that_comes_too_late_is_not_made():
    for rule in of_kind("AWS::Events::Rule").values():
        for target in rule["Targets"]:
            assert target["RetryPolicy"] == {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60}
            run_by = target["Arn"]["Ref"].removesuffix("Aliaslive")
            (asynchronous,) = [
                each
                for each in of_kind("AWS::Lambda::EventInvokeConfig").values()
                if each["FunctionName"] == {"Ref": run_by}
            ]
            assert (asynchronous["MaximumRetryAttempts"], asynchronous["MaximumEventAgeInSeconds"]) == (0, 60)


def watched(metric: str) -> dict[str, dict[str, Any]]:
    """The alarms on a figure of SQS, by the logical id of the queue."""
    outputs = template()["Outputs"]
    return {
        outputs[alarm["Dimensions"][0]["Value"]["Ref"]]["Value"]["Fn::GetAtt"][0]: alarm
        for alarm in ALARMS
        if alarm.get("Namespace") == "AWS/SQS" and alarm["MetricName"] == metric
    }


def test_an_alarm_watches_how_long_work_waits_in_every_queue():
    alarms = watched("ApproximateAgeOfOldestMessage")

    assert sorted(alarms) == WORK
    assert all(HOUR <= alarm["Threshold"] <= DAY and alarm["Statistic"] == "Maximum" for alarm in alarms.values())


def test_an_alarm_watches_every_queue_of_what_was_given_up():
    alarms = watched("ApproximateNumberOfMessagesVisible")

    assert sorted(alarms) == GIVEN_UP
    assert {alarm["Threshold"] for alarm in alarms.values()} == {1}
    assert {QUEUES[name]["Properties"]["MessageRetentionPeriod"] for name in GIVEN_UP} == {14 * DAY}


def test_an_alarm_watches_what_is_put_off_until_later():
    (alarm,) = [each for each in ALARMS if "put-off" in str(each["AlarmName"])]
    watched = {query["MetricStat"]["Metric"]["MetricName"] for query in alarm["Metrics"] if "MetricStat" in query}

    assert watched == set(queue.PUT_OFF.values())


# ---- Lambda's recursion guard ------------------------------------------------------------------------------------------
def may_send(function: str) -> set[str]:
    """The queues that a function may send to."""
    role = FUNCTIONS[function]["Role"]["Fn::GetAtt"][0]
    statements = [
        statement
        for policy in transformed()[role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        if SEND in str(statement["Action"])
    ]
    return {name for name in QUEUES if f"'{name}'" in str([each["Resource"] for each in statements])}


def reached(function: str) -> Iterator[str]:
    """Each function that runs because of a message of this one, however many queues are between."""
    readers = {source(each): function_of(each) for each in OF_QUEUES.values()}
    seen: set[str] = set()
    ahead = [function]
    while ahead:
        for name in may_send(ahead.pop()):
            if name in readers and readers[name] not in seen:
                seen.add(readers[name])
                ahead.append(readers[name])
                yield readers[name]


def test_a_function_that_feeds_its_own_queue_may_and_no_other():
    """Lambda counts through SQS, SNS, S3 and its own calls, not through DynamoDB's streams; after 16 it drops the work."""
    loops = {name for name in FUNCTIONS if name in set(reached(name))}
    allowed = {name for name, each in FUNCTIONS.items() if each.get("RecursiveLoop") == "Allow"}

    assert loops == allowed == {"ImportRows"}


def test_an_alarm_tells_when_lambda_ends_a_loop():
    dropped = [alarm for alarm in ALARMS if "RecursiveInvocationsDropped" in str(alarm)]

    assert [alarm["Threshold"] for alarm in dropped] == [1]


# ---- Room and order ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("function", "parameter"),
    [
        ("SendMessage", "ReservedForSends"),
        ("ReceiveMessage", "ReservedForWebhooks"),
        ("RecordDelivery", "ReservedForWebhooks"),
    ],
)
def test_room_for_sends_and_webhooks_is_reserved_where_the_operator_says_so(function: str, parameter: str):
    condition, reserved, otherwise = FUNCTIONS[function]["ReservedConcurrentExecutions"]["Fn::If"]

    assert reserved == {"Ref": parameter}
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert template()["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, 0]}]}
    assert template()["Parameters"][parameter]["Default"] == 0, "AWS refuses to reserve the last hundred"


def test_what_wakes_by_itself_and_reads_the_secret_is_made_after_it():
    woken = {function_of(each) for each in READERS.values()}
    woken |= {
        target["Arn"]["Ref"].removesuffix("Aliaslive")
        for rule in of_kind("AWS::Events::Rule").values()
        for target in rule["Targets"]
    }
    readers = {name for name in woken if "ReadSecrets" in str(transformed()[f"{name}Role"])}

    assert readers == {"RunSchedule", "LookUpNumbers"}
    assert all(transformed()[name]["DependsOn"] == "Secrets" for name in readers)
