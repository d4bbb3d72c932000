"""Lets readers of queues take no more of this machine than it has: their number in AWS is for AWS."""

from local import capacity
from local.aws import Aws
from local.deployment import Deployment


def bound(aws: Aws, deployment: Deployment) -> None:
    """Give each reader of a queue its places here, whatever the template gives it there."""
    functions = aws.session.client("lambda", endpoint_url=aws.endpoint)
    for name in deployment.resources("AWS::Lambda::EventSourceMapping"):
        reader = deployment.physical_ids[name]
        if ":sqs:" in functions.get_event_source_mapping(UUID=reader)["EventSourceArn"]:
            functions.update_event_source_mapping(
                UUID=reader, ScalingConfig={"MaximumConcurrency": capacity.OF_ONE_READER}
            )
