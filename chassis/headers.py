"""HTTP headers between client, gateway and services; names are compared without regard to case."""

CONSISTENCY = "jiadi-consistency"
CORRELATION = "jiadi-correlation-id"
INTERNAL_SECRET = "jiadi-internal-secret"  # noqa: S105  # the header's name
