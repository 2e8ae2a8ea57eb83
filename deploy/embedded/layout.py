import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from deploy.embedded.account import Account
from deploy.embedded.kept import Credentials
from deploy.embedded.ports import Ports

PROJECT = Path(__file__).resolve().parents[2]
DEFAULT_HOME = PROJECT / ".jiadi"
UNFINISHED_RESTORE = "restore.unfinished"
OWN_FILES = ("ports.json", "credentials.json", "issuer.pem", "jwks.json", "up.json", UNFINISHED_RESTORE)
"""The mark of a restore goes last: what is erased only in part is still marked."""
# Where root keeps what its unprivileged user must reach when the home folder lies in a private one.
PUBLIC_STATE = Path("/var/lib/jiadi")


@dataclass(frozen=True)
class Layout:
    """Where one stack keeps everything.

    `home`: ports, credentials, issuer key, logs, process ids. `servers`: the data of PostgreSQL, Kafka and SeaweedFS.
    `cache`: copies of binaries and the Kafka jars; holds no state and may be shared between stacks.
    """

    home: Path
    servers: Path
    cache: Path
    account: Account

    @classmethod
    def open(cls, home: Path = DEFAULT_HOME, cache: Path | None = None) -> "Layout":
        """Create the folders where they are missing. Raises UnknownServerUserError."""
        account = Account.for_servers()
        home = passable_folder(home.resolve())
        cache = (cache or home / "cache").resolve()
        layout = cls(home, _reachable(home / "servers", account), _reachable(cache, account), account)
        for folder in (layout.logs, layout.run):
            passable_folder(folder)
        return layout

    @property
    def logs(self) -> Path:
        """What each part printed, `<part>.log`."""
        return self.home / "logs"

    @property
    def run(self) -> Path:
        """Process ids, `<part>.pid`."""
        return self.home / "run"

    @cached_property
    def ports(self) -> Ports:
        """The loopback ports of this stack."""
        return Ports(self.home / "ports.json")

    @cached_property
    def credentials(self) -> Credentials:
        """The passwords and keys of this stack."""
        return Credentials(self.home / "credentials.json")

    def server_folder(self, name: str) -> Path:
        """A folder that belongs to the account that runs the servers and is closed to everybody else."""
        folder = passable_folder(self.servers) / name
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        return folder

    def cache_folder(self, name: str) -> Path:
        """A folder in the cache, readable for everybody."""
        return passable_folder(self.cache / name)

    @contextmanager
    def filling_cache(self) -> Iterator[None]:
        """One process at a time copies or fetches into the cache."""
        with (passable_folder(self.cache) / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def unfinished_restore(self) -> Path:
        """A file that is there while a restore fills the place, and after one that was killed."""
        return self.home / UNFINISHED_RESTORE

    def is_empty(self) -> bool:
        """Whether no server has had data here and no keys were made."""
        has_servers = self.servers.exists() and any(self.servers.iterdir())
        return not has_servers and not (self.home / "credentials.json").exists()

    def erase(self) -> None:
        """Delete all state; the cache stays. The stack must be down."""
        shutil.rmtree(self.servers, ignore_errors=True)
        for folder in (self.logs, self.run):
            shutil.rmtree(folder, ignore_errors=True)
        for name in OWN_FILES:
            (self.home / name).unlink(missing_ok=True)


def passable_folder(path: Path) -> Path:
    """The folder, passable for the servers' user whatever the umask; an existing one is left as it is."""
    if not path.exists():
        passable_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    return path


def _reachable(path: Path, account: Account) -> Path:
    existing = next(each for each in (path, *path.parents) if each.exists())
    if account.can_enter(existing):
        return path
    return PUBLIC_STATE / hashlib.sha256(str(path).encode()).hexdigest()[:12]
