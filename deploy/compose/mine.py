"""What one container knows of itself; imports nothing, because every process begins here."""

from pathlib import Path

MINE = Path("/run/jiadi")
"""Where a container sees its own volume, and no other."""
PORT = 8000
"""Of every process of ours, each in a container of its own."""
