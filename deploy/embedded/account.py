import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path


class UnknownServerUserError(Exception):
    """JIADI_SERVER_USER names a user that this machine does not have."""


@dataclass(frozen=True)
class Account:
    """The user that runs PostgreSQL, Kafka and SeaweedFS.

    `uid` and `gid` are None when the servers run as whoever starts them. PostgreSQL refuses to run as root, and no
    server needs root's rights, so root hands them to the user named by JIADI_SERVER_USER (default: nobody).
    """

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_servers(cls) -> "Account":
        """Raises UnknownServerUserError."""
        if os.geteuid() != 0:
            return cls()
        name = os.environ.get("JIADI_SERVER_USER", "nobody")
        try:
            entry = pwd.getpwnam(name)
        except KeyError as error:
            message = f"user {name!r} is not in the passwd file; set JIADI_SERVER_USER to an unprivileged user"
            raise UnknownServerUserError(message) from error
        return cls(entry.pw_uid, entry.pw_gid)

    def can_enter(self, path: Path) -> bool:
        """Whether this user may pass through every folder down to `path` and read what is there."""
        if self.uid is None:
            return True
        path = path.resolve()
        return all(self._allowed(each, stat.S_IXOTH) for each in path.parents) and self._allowed(path, stat.S_IROTH)

    def _allowed(self, path: Path, bit: int) -> bool:
        status = path.stat()
        owner_bit = bit << 6
        return bool(status.st_mode & (owner_bit if status.st_uid == self.uid else bit))

    def write(self, path: Path, text: str) -> None:
        """Write a file that only this user may read."""
        path.touch(mode=0o600)
        path.write_text(text)
        self.own(path)

    def own(self, path: Path) -> None:
        """Give the user a file, or a folder with all that is in it."""
        if self.uid is None or self.gid is None:
            return
        shutil.chown(path, self.uid, self.gid)
        for inner in path.rglob("*"):
            os.chown(inner, self.uid, self.gid, follow_symlinks=False)


OURSELVES = Account()
