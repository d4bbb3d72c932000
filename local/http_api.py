"""Gives the emulated HTTP API its routes: the emulator ignores the OpenAPI body in which SAM writes them down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from local.aws import Aws
from local.deployment import Deployment
from local.steps import StepFailed

if TYPE_CHECKING:
    from mypy_boto3_apigatewayv2 import ApiGatewayV2Client

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "x-amazon-apigateway-any-method")


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path, the function behind it and the authorizer before it."""

    method: str
    path: str
    integration: str
    authorizer: str | None

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Authorizer:
    """Whose tokens are accepted, and where they stand in a request."""

    name: str
    issuer: str
    audience: tuple[str, ...]
    identity_source: str


@dataclass(frozen=True, slots=True)
class LambdaAuthorizer:
    """The function that is asked who a caller is, where the answer to that stands, and how long it is remembered."""

    name: str
    uri: str
    identity_source: tuple[str, ...]
    payload_format: str
    simple_responses: bool
    remembered_seconds: int


@dataclass(frozen=True, slots=True)
class HttpApi:
    """What the template says about one HTTP API."""

    id: str
    routes: tuple[Route, ...]
    authorizers: tuple[Authorizer | LambdaAuthorizer, ...]
    cors: Mapping[str, Any]


def declared(deployment: Deployment) -> list[HttpApi]:
    """Every HTTP API of the deployed template, read from the OpenAPI body that SAM generated."""
    found = []
    for name, resource in deployment.resources("AWS::ApiGatewayV2::Api").items():
        if "Body" not in resource["Properties"]:
            continue
        body = deployment.resolver().resolve(resource["Properties"]["Body"])
        schemes = body.get("components", {}).get("securitySchemes", {})
        found.append(
            HttpApi(
                id=deployment.physical_ids[name],
                routes=tuple(_routes(body)),
                authorizers=tuple(_authorizer(name, scheme) for name, scheme in schemes.items()),
                cors=body.get("x-amazon-apigateway-cors", {}),
            )
        )
    return found


def _routes(body: Mapping[str, Any]) -> list[Route]:
    return [
        Route(
            method="ANY" if method.startswith("x-") else method.upper(),
            path=path,
            integration=operation["x-amazon-apigateway-integration"]["uri"],
            authorizer=next((name for each in operation.get("security", []) for name in each if name != "NONE"), None),
        )
        for path, operations in body["paths"].items()
        for method, operation in operations.items()
        if method in METHODS
    ]


def _authorizer(name: str, scheme: Mapping[str, Any]) -> Authorizer | LambdaAuthorizer:
    details = scheme["x-amazon-apigateway-authorizer"]
    if details["type"] == "request":
        return LambdaAuthorizer(
            name,
            details["authorizerUri"],
            tuple(details["identitySource"]),
            details["authorizerPayloadFormatVersion"],
            details["enableSimpleResponses"],
            details["authorizerResultTtlInSeconds"],
        )
    if details["type"] != "jwt":
        raise StepFailed(f"The local stack has not learnt authorizers like {name}, of type {details['type']}.")
    tokens = details["jwtConfiguration"]
    return Authorizer(name, tokens["issuer"], tuple(tokens["audience"]), details["identitySource"])


def put_in(aws: Aws, deployment: Deployment) -> None:
    """Replace whatever routes, integrations and authorizers the emulated APIs have by the template's."""
    gateway = aws.session.client("apigatewayv2", endpoint_url=aws.endpoint)
    for api in declared(deployment):
        _empty(gateway, api.id)
        if api.cors:
            cors = {key[0].upper() + key[1:]: value for key, value in api.cors.items()}
            gateway.update_api(ApiId=api.id, CorsConfiguration=cors)  # type: ignore[arg-type]  # keys made above
        authorizers = {each.name: _create_authorizer(gateway, api.id, each) for each in api.authorizers}
        for route in api.routes:
            _create_route(gateway, api.id, route, authorizers)


def _empty(gateway: "ApiGatewayV2Client", api: str) -> None:
    for route in gateway.get_routes(ApiId=api)["Items"]:
        gateway.delete_route(ApiId=api, RouteId=route["RouteId"])
    for integration in gateway.get_integrations(ApiId=api)["Items"]:
        gateway.delete_integration(ApiId=api, IntegrationId=integration["IntegrationId"])
    for authorizer in gateway.get_authorizers(ApiId=api)["Items"]:
        gateway.delete_authorizer(ApiId=api, AuthorizerId=authorizer["AuthorizerId"])


def _create_authorizer(
    gateway: "ApiGatewayV2Client", api: str, authorizer: Authorizer | LambdaAuthorizer
) -> tuple[Literal["JWT", "CUSTOM"], str]:
    """The kind of authorization that a route with it has, and its id."""
    if isinstance(authorizer, LambdaAuthorizer):
        created = gateway.create_authorizer(
            ApiId=api,
            Name=authorizer.name,
            AuthorizerType="REQUEST",
            AuthorizerUri=authorizer.uri,
            IdentitySource=list(authorizer.identity_source),
            AuthorizerPayloadFormatVersion=authorizer.payload_format,
            EnableSimpleResponses=authorizer.simple_responses,
            AuthorizerResultTtlInSeconds=authorizer.remembered_seconds,
        )
        return "CUSTOM", created["AuthorizerId"]
    created = gateway.create_authorizer(
        ApiId=api,
        Name=authorizer.name,
        AuthorizerType="JWT",
        IdentitySource=[authorizer.identity_source],
        JwtConfiguration={"Issuer": authorizer.issuer, "Audience": list(authorizer.audience)},
    )
    return "JWT", created["AuthorizerId"]


def _create_route(
    gateway: "ApiGatewayV2Client",
    api: str,
    route: Route,
    authorizers: Mapping[str, tuple[Literal["JWT", "CUSTOM"], str]],
) -> None:
    integration = gateway.create_integration(
        ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=route.integration, PayloadFormatVersion="2.0"
    )
    target = f"integrations/{integration['IntegrationId']}"
    if route.authorizer:
        kind, id_ = authorizers[route.authorizer]
        gateway.create_route(ApiId=api, RouteKey=route.key, Target=target, AuthorizationType=kind, AuthorizerId=id_)
    else:
        gateway.create_route(ApiId=api, RouteKey=route.key, Target=target)
