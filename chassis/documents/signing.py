"""Addresses under which whoever holds them may put one file of a known length and type, for a time."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import SplitResult, quote, urlencode, urlunsplit

from minio.credentials.credentials import Credentials
from minio.signer import get_credential_string, sign_v4_s3
from minio.time import to_amz_date

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"


def presigned_put(
    address: SplitResult,
    headers: Mapping[str, str],
    credentials: Credentials,
    *,
    region: str,
    moment: datetime,
    seconds: int,
) -> str:
    """The address with a signature that only holds for a PUT with exactly these headers (names in lower case).

    AWS Signature Version 4, query form. The client library presigns no header but `host`, so its signer for requests
    is asked for the same signature.
    """
    signed = {"host": address.netloc, **headers}
    query = {
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": get_credential_string(credentials.access_key, moment, region),
        "X-Amz-Date": to_amz_date(moment),
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": ";".join(sorted(signed)),
    }
    target = address._replace(query=urlencode(query, quote_via=quote, safe=""))
    authorised = sign_v4_s3(
        method="PUT",
        url=target,
        region=region,
        headers=dict(signed),
        credentials=credentials,
        content_sha256=UNSIGNED,
        date=moment,
    )
    signature = str(authorised["Authorization"]).rpartition("Signature=")[2]
    return urlunsplit(target._replace(query=f"{target.query}&X-Amz-Signature={signature}"))
