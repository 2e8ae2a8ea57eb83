"""Turns itself into a server that cannot outlive its supervisor.

Usage: guard.py PARENT SIGNAL UID GID PROGRAM [ARGUMENT …]; UID and GID are '-' to stay who we are.

Run as a script of its own and not as a hook between fork and exec: such hooks may deadlock once threads run.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def _become(uid: str, gid: str) -> None:
    if uid == "-":
        return
    os.setgroups([])
    os.setgid(int(gid))
    os.setuid(int(uid))


def _die_with(parent: int, death_signal: int) -> None:
    """Linux forgets the signal when the user changes, so this comes after becoming the user."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _parent, _death_signal, _uid, _gid, *_program = sys.argv[1:]
    _become(_uid, _gid)
    _die_with(int(_parent), int(_death_signal))
    os.execvp(_program[0], _program)  # noqa: S606 - replacing ourselves is the point
