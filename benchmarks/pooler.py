"""A pgbouncer before the pair, which the manager points at whoever leads. It pools by session: a
worker listens on its connection, and each connection has time-outs of its own.
"""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

STARTS_WITHIN = 20  # seconds
INI = """[databases]
%include {folder}/databases.ini
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = session
max_client_conn = 400
default_pool_size = 200
ignore_startup_parameters = extra_float_digits
server_fast_close = 1
pidfile = {folder}/pgbouncer.pid
logfile = {folder}/pgbouncer.log
"""
# the manager calls it with: what happened, the server's new role, the cluster
CALLBACK = """#!/bin/sh
case "$2" in
master|primary)
  printf 'raingan = host=127.0.0.1 port=%s user=raingan\\n' "$PGPORT" > {folder}/databases.ini
  [ -f {folder}/pgbouncer.pid ] && kill -HUP "$(cat {folder}/pgbouncer.pid)"
esac
exit 0
"""


@dataclass(frozen=True)
class Pooler:
    """Where it keeps its files, and its port."""

    folder: Path
    port: int

    def told_by(self, server_port: int) -> Path:
        """The program by which the manager of the server at a port tells it who leads."""
        program = self.folder / f"leads-{server_port}"
        program.write_text(CALLBACK.replace("$PGPORT", str(server_port)).format(folder=self.folder))
        program.chmod(0o755)
        return program


@contextmanager
def pooled(pooler: Pooler, leader: int) -> Iterator[str]:
    """It runs; the address of the database behind it."""
    folder, owner = pooler.folder, pwd.getpwnam("postgres")
    databases, ini = folder / "databases.ini", folder / "pgbouncer.ini"
    databases.write_text(f"raingan = host=127.0.0.1 port={leader} user=raingan\n")
    ini.write_text(INI.format(folder=folder, port=pooler.port))
    os.chown(databases, owner.pw_uid, owner.pw_gid)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    process = subprocess.Popen(["pgbouncer", "-q", str(ini)], user="postgres", cwd=folder)
    address = f"postgresql://raingan@127.0.0.1:{pooler.port}/raingan"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with suppress(psycopg.OperationalError):
            psycopg.connect(address, connect_timeout=1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("pgbouncer did not start; run it by hand to see why")
