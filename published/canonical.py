import orjson


def canonical_bytes(value: object) -> bytes:
    """One byte form for one JSON value: UTF-8, keys sorted, no spaces.

    What was read back from the database gives the same bytes as what was written.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
