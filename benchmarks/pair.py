"""Two PostgreSQL servers that replicate and change over by themselves: Debian's postgresql, patroni
and etcd, all on loopback; their processes end with the `with`.

apt install postgresql patroni etcd-server, and pgbouncer for the pooler; needs root, for the
servers run as `postgres`.
"""

import json
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.postgres import free_port

PROGRAMS = ("etcd", "patroni", "pgbouncer")
CHANGED_WITHIN = 90  # seconds until another server leads, and until the old one follows it


def programs() -> Path:
    """Where Debian keeps the server's programs; says what is missing and how to get it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing or not found or os.geteuid():
        raise SystemExit(
            f"missing: {', '.join(missing) or 'root, or postgresql'}; as root: "
            "apt install postgresql patroni etcd-server pgbouncer"
        )
    return found[-1]


@dataclass
class Server:
    """One PostgreSQL with the manager beside it."""

    name: str
    port: int
    api: int
    start: Callable[[], "subprocess.Popen[bytes]"]
    running: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        self.running = self.start()

    def kill(self) -> None:
        """The machine is lost: manager and server at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        for pid in self._others():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.running.wait()

    def _others(self) -> list[int]:
        """What the manager started leads sessions of its own."""
        asked = ["pgrep", "-f", f"postgres .*--port={self.port}"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return [int(pid) for pid in told.split()]


class Pair:
    """The two, one of which leads and the other follows, commit by commit."""

    def __init__(self, servers: tuple[Server, Server]) -> None:
        self.servers = servers

    def address(self, database: str) -> str:
        places = ",".join(f"127.0.0.1:{one.port}" for one in self.servers)
        return f"postgresql://raingan@{places}/{database}?target_session_attrs=read-write"

    def leader(self) -> Server:
        return next(one for one in self.servers if one.name == self._who("leader"))

    def _who(self, role: str) -> str:
        """As the managers tell it; "" where nobody is."""
        for one in self.servers:
            with (
                suppress(OSError),
                urlopen(f"http://127.0.0.1:{one.api}/cluster", timeout=2) as told,
            ):
                members: list[Mapping[str, str]] = json.load(told)["members"]
                for member in members:
                    if (member["role"], member["state"]) == (role, "running"):
                        return member["name"]
        return ""

    def is_whole(self) -> bool:
        """Whether the manager knows that the other has every commit, so that the leader may be
        lost; before that it would promote nobody.
        """
        return bool(self._who("sync_standby"))

    def wait(self, holds: Callable[[], bool], what: str) -> float:
        """Seconds until it held."""
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > CHANGED_WITHIN:
                raise RuntimeError(f"{what} did not come about within {CHANGED_WITHIN} seconds")
            time.sleep(0.2)
        return time.monotonic() - began

    def lose_leader(self) -> float:
        """Kills the leader once the other has everything; the seconds until the other leads. The
        lost one comes back afterwards and follows.
        """
        self.wait(self.is_whole, "a follower that has everything")
        lost = self.leader()
        lost.kill()
        took = self.wait(lambda: self._who("leader") not in {"", lost.name}, "another leader")
        lost.running = lost.start()
        return took


@contextmanager
def started(folder: Path, tells: Callable[[int], Path] | None = None) -> Iterator[Pair]:
    """The pair, in a folder that the servers' user may enter; `tells` gives the program that the
    manager of the server at a port calls when its role changes.
    """
    binaries = programs()
    owner = pwd.getpwnam("postgres")
    folder.chmod(0o755)
    with ExitStack() as stack:
        client, peer = free_port(), free_port()
        stack.enter_context(_running(_etcd(folder, client, peer)))
        servers = []
        for number in (1, 2):
            home = folder / f"server-{number}"
            home.mkdir()
            os.chown(home, owner.pw_uid, owner.pw_gid)
            name, port, api = f"server-{number}", free_port(), free_port()
            file = folder / f"{name}.json"  # JSON is YAML as well
            told = _settings(name, home, port, api, client, binaries)
            if tells:
                program = str(tells(port))
                told["postgresql"]["callbacks"] = {"on_role_change": program, "on_start": program}
            file.write_text(json.dumps(told))
            servers.append(Server(name, port, api, partial(_patroni, file, home)))
            stack.callback(servers[-1].kill)
        pair = Pair((servers[0], servers[1]))
        pair.wait(pair.is_whole, "a pair that replicates")
        yield pair


def _etcd(folder: Path, client: int, peer: int) -> list[str]:
    at, with_peer = f"http://127.0.0.1:{client}", f"http://127.0.0.1:{peer}"
    return [
        *("etcd", "--data-dir", str(folder / "etcd"), "--listen-client-urls", at),
        *("--advertise-client-urls", at, "--listen-peer-urls", with_peer),
        *("--initial-advertise-peer-urls", with_peer, "--initial-cluster", f"default={with_peer}"),
    ]


def _settings(
    name: str, home: Path, port: int, api: int, etcd: int, binaries: Path
) -> dict[str, Any]:
    """As docs/scale.md shows it: nothing is committed before the other server has it."""
    place = f"127.0.0.1:{port}"
    return {
        "scope": "raingan",
        "name": name,
        "restapi": {"listen": f"127.0.0.1:{api}", "connect_address": f"127.0.0.1:{api}"},
        "etcd3": {"host": f"127.0.0.1:{etcd}"},
        "bootstrap": {
            "dcs": {
                "ttl": 20,
                "loop_wait": 2,
                "retry_timeout": 6,
                "synchronous_mode": True,
                "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 300}},
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C"}],
        },
        "postgresql": {
            "listen": place,
            "connect_address": place,
            "data_dir": str(home / "data"),
            "bin_dir": str(binaries),
            "pgpass": str(home / "pgpass"),
            "pg_hba": [
                "host all all 127.0.0.1/32 trust",
                "host replication all 127.0.0.1/32 trust",
            ],
            "authentication": {
                "superuser": {"username": "raingan"},
                "replication": {"username": "copier"},
            },
            "parameters": {"unix_socket_directories": str(home)},
        },
    }


def _patroni(file: Path, home: Path) -> "subprocess.Popen[bytes]":
    with (home.parent / f"{file.stem}.log").open("ab") as log:
        return subprocess.Popen(
            ["patroni", str(file)],
            user="postgres",
            cwd=home,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(home)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


@contextmanager
def _running(command: list[str], **told: Any) -> Iterator["subprocess.Popen[bytes]"]:  # noqa: ANN401
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **told
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)
