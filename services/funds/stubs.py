"""Types of the neighbours as funds refers to them."""

from chassis.graph.node import stub


@stub
class Region:
    """A place."""


@stub
class Organisation:
    """A body that is paid."""
