"""How pages reach a browser: by HTTP, with a script that loads them again."""

from __future__ import annotations

import socket

import uvicorn
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from .server import Asked, Builds

_HERE = '" + location.host + "'
"""In a script: the host that the page came from, by whatever name it is known there."""
_PATIENCE = 3
"""Seconds that browsers are given to hang up."""
_NO_PAGE = """<!doctype html>
<meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Not there yet</title>
<p>There is no such page. If it is being built, it will be shown here; if it cannot be built, the
terminal says why.</p>
"""


class BuiltPages(StaticFiles):
    """The files that a build has written; where one is missing, a page that asks again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or not path.endswith((".html", "/", ".")):
                raise
            return HTMLResponse(_NO_PAGE, 404)


def serve(asked: Asked, listening: socket.socket) -> BaseException | None:
    """Build and serve until somebody ends it; what went wrong with watching, if that ended it."""
    builds = Builds(asked)
    pages = BuiltPages(directory=asked.out / asked.builder, html=True)
    app = Starlette(
        routes=[WebSocketRoute("/websocket-reload", builds), Mount("/", app=pages)],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=_HERE)],
        lifespan=builds.lifespan,
    )
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_PATIENCE)
    server = uvicorn.Server(config)
    builds.end = lambda: setattr(server, "should_exit", True)
    server.run(sockets=[listening])
    return builds.failed
