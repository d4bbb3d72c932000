"""The process: a port on this machine, connections that can be cut, and an orderly end."""

import asyncio
import socket
from pathlib import Path

import httpx
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from local.twilio.account import Account
from local.twilio.agenda import Agenda
from local.twilio.app import application
from local.twilio.bell import Bell
from local.twilio.courier import Courier
from local.twilio.store import open_store
from local.twilio.switchboard import Switchboard

HOST = "127.0.0.1"


class CuttableProtocol(H11Protocol):
    """HTTP whose requests can have their connection cut, by `scope["extensions"]["hang_up"]`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent
        super().connection_made(transport)
        app = self.app

        async def with_hang_up(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})["hang_up"] = transport.abort
            await app(scope, receive, send)

        self.app = with_hang_up


class Simulator:
    """A Twilio at `url`; `run` serves until it is told to stop."""

    def __init__(self, account: Account, *, data: Path, port: int = 0) -> None:
        self._listener = _listen(port)
        self.url = f"http://{HOST}:{self._listener.getsockname()[1]}"
        db = open_store(data)
        client = httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        self.switchboard = Switchboard(
            account=account,
            base_url=self.url,
            db=db,
            agenda=Agenda(db),
            bell=Bell(),
            courier=Courier(db, account, client),
            go_offline=self._go_offline,
        )
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(self.switchboard),
                http=CuttableProtocol,
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )

    def run(self) -> None:
        """Serve until a signal, or `stop`."""
        self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        """Make `run` return soon; may be called from another thread."""
        self._server.should_exit = True

    async def _go_offline(self, seconds: float) -> None:
        """Refuse connections from now on and cut those that are open; come back later."""
        loop = asyncio.get_running_loop()
        loop.call_later(0.05, self._close_door)  # so that whoever asked for it still gets an answer
        loop.call_later(0.05 + seconds, lambda: loop.create_task(self._open_door()))

    def _close_door(self) -> None:
        for server in self._server.servers:
            server.close()
        for connection in list(self._server.server_state.connections):
            if connection.transport:
                connection.transport.abort()

    async def _open_door(self) -> None:
        config, state = self._server.config, self._server.server_state

        def protocol() -> CuttableProtocol:
            return CuttableProtocol(config=config, server_state=state, app_state=self._server.lifespan.state)

        port = int(self.url.rpartition(":")[2])
        self._listener = _listen(port)
        self._server.servers = [await asyncio.get_running_loop().create_server(protocol, sock=self._listener)]


def _listen(port: int) -> socket.socket:
    listener = socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, else asyncio lets Nagle wait
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.listen(512)
    return listener
