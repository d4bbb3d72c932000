"""Compares what the emulator really runs with what the template says, so that nothing is missing in silence."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from local import capacity, http_api
from local.aws import Aws
from local.deployment import Deployment
from local.steps import StepFailed


def inspect(aws: Aws, deployment: Deployment) -> str:
    """A summary like “7 routes, 1 rule”; StepFailed names each thing that the template has and the emulator hasn't."""
    missing: list[str] = []
    counts: list[str] = []
    for what, check in CHECKS.items():
        found = list(check(aws, deployment))
        missing += [f"{what} {name}: {problem}" for name, problem in found if problem]
        if found:
            counts.append(f"{len(found)} {what}{'s' if len(found) > 1 else ''}")
    if missing:
        raise StepFailed("The emulated AWS lacks what the template says. " + "; ".join(missing))
    return ", ".join(counts)


# A check yields, for each thing that the template declares, its name and what is wrong with it, if anything is.
Found = Iterator[tuple[str, str | None]]


def _routes(aws: Aws, deployment: Deployment) -> Found:
    gateway = aws.session.client("apigatewayv2", endpoint_url=aws.endpoint)
    for api in http_api.declared(deployment):
        authorizers = {each["AuthorizerId"]: each["Name"] for each in gateway.get_authorizers(ApiId=api.id)["Items"]}
        integrations = {
            each["IntegrationId"]: each["IntegrationUri"] for each in gateway.get_integrations(ApiId=api.id)["Items"]
        }
        actual = {
            route["RouteKey"]: (
                integrations.get(route["Target"].removeprefix("integrations/")),
                authorizers.get(route.get("AuthorizerId", "")),
            )
            for route in gateway.get_routes(ApiId=api.id)["Items"]
        }
        for route in api.routes:
            wired = actual.pop(route.key, None)
            yield route.key, None if wired == (route.integration, route.authorizer) else f"is {wired}"
        for key in actual:
            yield key, "is not in the template"


def _authorizers(aws: Aws, deployment: Deployment) -> Found:
    gateway = aws.session.client("apigatewayv2", endpoint_url=aws.endpoint)
    for api in http_api.declared(deployment):
        actual = {each["Name"]: each for each in gateway.get_authorizers(ApiId=api.id)["Items"]}
        for each in api.authorizers:
            found: Mapping[str, Any] = actual.get(each.name, {})
            same = _wanted(each).items() <= found.items()
            yield each.name, None if same else f"is {dict(found)}"


def _wanted(authorizer: http_api.Authorizer | http_api.LambdaAuthorizer) -> dict[str, Any]:
    """What the gateway must say of an authorizer."""
    if isinstance(authorizer, http_api.LambdaAuthorizer):
        return {
            "AuthorizerType": "REQUEST",
            "AuthorizerUri": authorizer.uri,
            "IdentitySource": list(authorizer.identity_source),
            "AuthorizerPayloadFormatVersion": authorizer.payload_format,
            "EnableSimpleResponses": authorizer.simple_responses,
            "AuthorizerResultTtlInSeconds": authorizer.remembered_seconds,
        }
    return {"JwtConfiguration": {"Issuer": authorizer.issuer, "Audience": list(authorizer.audience)}}


def _functions(aws: Aws, deployment: Deployment) -> Found:
    functions = aws.session.client("lambda", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::Lambda::Function").items():
        actual = functions.get_function_configuration(FunctionName=deployment.physical_ids[name])
        layers = len(actual.get("Layers", []))
        wanted = len(resource["Properties"].get("Layers", []))
        yield name, None if layers == wanted else f"has {layers} layers instead of {wanted}"


def _tables(aws: Aws, deployment: Deployment) -> Found:
    tables = aws.session.client("dynamodb", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::DynamoDB::Table").items():
        actual = tables.describe_table(TableName=deployment.physical_ids[name])["Table"]
        wanted = {each["IndexName"] for each in resource["Properties"].get("GlobalSecondaryIndexes", [])}
        indexes = {each["IndexName"] for each in actual.get("GlobalSecondaryIndexes", [])}
        yield name, None if indexes == wanted else f"has the indexes {sorted(indexes)}"


def _streams(aws: Aws, deployment: Deployment) -> Found:
    tables = aws.session.client("dynamodb", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::DynamoDB::Table").items():
        if wanted := resource["Properties"].get("StreamSpecification"):
            actual = tables.describe_table(TableName=deployment.physical_ids[name])["Table"].get(
                "StreamSpecification", {}
            )
            same = actual.get("StreamViewType") == wanted["StreamViewType"]
            yield name, None if same else f"streams {actual}"


def _readers(aws: Aws, deployment: Deployment) -> Found:
    functions = aws.session.client("lambda", endpoint_url=aws.endpoint)
    for name in deployment.resources("AWS::Lambda::EventSourceMapping"):
        actual = functions.get_event_source_mapping(UUID=deployment.physical_ids[name])
        places = actual.get("ScalingConfig", {}).get("MaximumConcurrency")
        bounded = ":sqs:" not in actual["EventSourceArn"] or places == capacity.OF_ONE_READER
        same = actual["State"] == "Enabled" and bounded
        yield name, None if same else f"is {actual['State']} with {places} places"


def _queues(aws: Aws, deployment: Deployment) -> Found:
    queues = aws.session.client("sqs", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::SQS::Queue").items():
        actual = queues.get_queue_attributes(QueueUrl=deployment.physical_ids[name], AttributeNames=["All"])[
            "Attributes"
        ]
        dead_letters = "RedrivePolicy" in resource["Properties"]
        yield name, None if dead_letters == ("RedrivePolicy" in actual) else "has no dead-letter queue"


def _rules(aws: Aws, deployment: Deployment) -> Found:
    events = aws.session.client("events", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::Events::Rule").items():
        rule = deployment.physical_ids[name].split("|")[-1]
        actual = events.describe_rule(Name=rule)
        targets = [target["Arn"] for target in events.list_targets_by_rule(Rule=rule)["Targets"]]
        wanted = [deployment.resolver().resolve(each["Arn"]) for each in resource["Properties"]["Targets"]]
        same = actual.get("ScheduleExpression") == resource["Properties"].get("ScheduleExpression")
        on = actual["State"] == resource["Properties"].get("State", "ENABLED")
        yield name, None if same and on and targets == wanted else f"is {actual['State']} with the targets {targets}"


def _schedules(aws: Aws, deployment: Deployment) -> Found:
    scheduler = aws.session.client("scheduler", endpoint_url=aws.endpoint)
    for name, resource in deployment.resources("AWS::Scheduler::Schedule").items():
        actual = scheduler.get_schedule(Name=deployment.physical_ids[name])
        same = actual["ScheduleExpression"] == resource["Properties"]["ScheduleExpression"]
        yield name, None if same else f"is {actual['ScheduleExpression']}"


def _or_missing(check: Callable[[Aws, Deployment], Found]) -> Callable[[Aws, Deployment], Found]:
    """AWS answers a question about a missing thing with an error: that ends the check, and says which."""

    def checked(aws: Aws, deployment: Deployment) -> Found:
        try:
            yield from check(aws, deployment)
        except ClientError as error:
            yield "(one of them)", str(error)

    return checked


CHECKS: Mapping[str, Callable[[Aws, Deployment], Found]] = {
    what: _or_missing(check)
    for what, check in {
        "route": _routes,
        "authorizer": _authorizers,
        "function": _functions,
        "table": _tables,
        "stream": _streams,
        "reader": _readers,
        "queue": _queues,
        "rule": _rules,
        "schedule": _schedules,
    }.items()
}
