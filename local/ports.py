"""Picks the ports: a known one for each part where it is free, the next free one otherwise."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

from local.steps import StepFailed

PREFERRED = {"PORTAL_PORT": 8080, "API_PORT": 8090, "TWILIO_PORT": 8100, "AWS_PORT": 4566}


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each part of the stack listens."""

    portal: int
    api: int
    twilio: int
    aws: int


def pick(demanded: Mapping[str, int]) -> Ports:
    """A port that was demanded by name is taken or refused, never replaced."""
    for name, port in demanded.items():
        if not _is_free(port):
            raise StepFailed(f"Port {port} is taken. Stop what listens there, or choose another {name}.")
    chosen = dict(demanded)
    for name, preferred in PREFERRED.items():
        if name not in chosen:
            chosen[name] = next(
                port for port in range(preferred, 65536) if port not in chosen.values() and _is_free(port)
            )
    return Ports(chosen["PORTAL_PORT"], chosen["API_PORT"], chosen["TWILIO_PORT"], chosen["AWS_PORT"])


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
