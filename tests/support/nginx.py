"""The distribution's nginx with this repository's own configuration before the tests' servers."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from tests.support.provide import need, nginx
from tests.support.server import CHECKOUT, free_port
from tests.support.waiting import until

TEMPLATE = CHECKOUT / "deploy" / "nginx.conf"


def filled_in(values: dict[str, str]) -> str:
    """The configuration, filled in as `envsubst` does; every value must be asked for."""
    text = TEMPLATE.read_text("utf-8")
    asked = set(re.findall(r"\$\{(NGINX_\w+)\}", text))
    assert asked == values.keys()
    return re.sub(r"\$\{(NGINX_\w+)\}", lambda found: values[found[1]], text)


class Front:
    """nginx on a port of its own; stands for a server where a person sends requests."""

    def __init__(self, program: str, folder: Path, ports: Sequence[int]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = httpx.Client(trust_env=False, verify=False, timeout=20)
        self._program, self._folder = program, folder
        self.conf = folder / "nginx.conf"
        self.conf.write_text(
            filled_in(
                {
                    "NGINX_USER": getpass.getuser(),
                    "NGINX_RUN": str(folder),
                    "NGINX_LOGS": str(folder),
                    "NGINX_TEMP": str(folder),
                    "NGINX_LISTEN": f"127.0.0.1:{self.port}",
                    "NGINX_SERVERS": " ".join(f"server 127.0.0.1:{port};" for port in ports),
                }
            ),
            encoding="utf-8",
        )

    def checked(self) -> subprocess.CompletedProcess[str]:
        """What `nginx -t` says of the configuration."""
        return subprocess.run(
            [self._program, "-t", "-c", str(self.conf), "-e", "stderr"],
            capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip

    def start(self) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [self._program, "-c", str(self.conf), "-e", str(self._folder / "error.log"),
             "-g", "daemon off;"],
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        until(self._answers, "nginx answers")
        return started

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged, a request a line."""
        log = self._folder / "access.log"
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()]

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            return self.http.get(f"{self.url}/metrics").status_code == 404
        return False


@contextmanager
def nginx_before(ports: Sequence[int]) -> Iterator[Front]:
    """nginx before servers on these ports, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="scoreboard-nginx-"))
    front = Front(need(nginx()), folder, ports)
    process = front.start()
    try:
        yield front
    finally:
        front.http.close()
        process.terminate()
        process.wait()
        shutil.rmtree(folder)
