"""HTTP headers between client, gateway and services; names are compared without regard to case."""

CONSISTENCY = "jiadi-consistency"
CORRELATION = "jiadi-correlation-id"
TRACEPARENT = "traceparent"
"""W3C Trace Context; between processes of ours only, a client's own is not believed."""
INTERNAL_SECRET = "jiadi-internal-secret"  # noqa: S105  # the header's name
