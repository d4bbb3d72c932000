"""Which Lambda serves which route: read from the tables of routes in functions/*/handler.py."""

import ast
from dataclasses import dataclass
from functools import cache

from tests.template import ROOT

PROGRAMS = "/api/"


@dataclass(frozen=True, slots=True)
class Route:
    """One line of a handler's table: the gateway's key, the function that serves it, and the Lambda's folder."""

    key: str
    name: str
    folder: str

    @property
    def method(self) -> str:
        return self.key.partition(" ")[0].lower()

    @property
    def path(self) -> str:
        return self.key.partition(" ")[2]

    @property
    def operation_id(self) -> str:
        """Its name in docs/openapi.yaml."""
        return camel(self.name)


def camel(name: str) -> str:
    """A route function's name as an operationId."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def pascal(folder: str) -> str:
    """A Lambda's folder as its logical id."""
    return "".join(map(str.capitalize, folder.split("_")))


@cache
def folders() -> tuple[str, ...]:
    """The Lambdas, by their folders."""
    return tuple(sorted(path.parent.name for path in ROOT.glob("functions/*/handler.py")))


@cache
def served(folder: str) -> tuple[Route, ...]:
    """The table of routes in a Lambda's handler; empty where it serves none, or a webhook."""
    tree = ast.parse((ROOT / "functions" / folder / "handler.py").read_text())
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Dict) and _is_served(tree, node)]
    return tuple(
        Route(str(key.value), value.id, folder)
        for table in tables
        for key, value in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Name)
    )


def _is_served(tree: ast.Module, table: ast.Dict) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "serve"
        and table in node.args
        for node in ast.walk(tree)
    )


@cache
def routes() -> dict[str, Route]:
    """Every route by its function's name."""
    return {route.name: route for folder in folders() for route in served(folder)}


def folder_of(name: str) -> str:
    """The folder of the Lambda that a route function, or a Lambda itself, lies in."""
    return routes()[name].folder if name in routes() else name
