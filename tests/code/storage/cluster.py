"""A PostgreSQL server of the tests' own: made in a folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine

_BINARIES = Path("/usr/lib/postgresql")
"""Where Debian keeps them, one folder a version."""


class Cluster:
    """A running server. Its owner is postgres where the tests run as root, which PostgreSQL refuses."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jiuye-postgresql-"))
        self._numbers = count(1)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-N", "-A", "trust", "-U", "jiuye", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"  # the machine itself never fails in a test
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """Stop as an administrator does: connections are cut, transactions undone."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def kill(self) -> None:
        """Stop as a power cut does. Whoever was connected sees it at once; a start recovers from the log."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def database(self, encoding: str = "UTF8", user: str = "jiuye") -> str:
        """The address of a new, empty database of the administrator, for that user."""
        name = f"test{next(self._numbers)}"
        create = f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE '{'C.UTF-8' if encoding == 'UTF8' else 'C'}'"
        self.execute(f"{create} TEMPLATE template0")
        return self.url(name, user)

    def url(self, name: str, user: str = "jiuye") -> str:
        """The address of a database."""
        made = URL.create("postgresql", user, database=name, query={"host": str(self.folder)})
        return made.render_as_string(hide_password=False)

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Do something as the administrator."""
        address = self.url(name).replace("postgresql", "postgresql+psycopg", 1)
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def remove(self) -> None:
        """Stop and leave nothing."""
        self.kill()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        found = shutil.which(program) or next(
            map(str, sorted(_BINARIES.glob(f"*/bin/{program}"), reverse=True)), program
        )
        become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*become, found, "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)  # noqa: S603 - our own server
