from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict


def _open_to_additions(schema: JsonDict) -> None:
    schema.pop("additionalProperties", None)


class PublishedModel(BaseModel):
    """Base of all that services tell the world: immutable, exactly typed, unknown fields refused when made.

    Readers decode with `extra="ignore"`, and the JSON schema allows more, so that a newer producer's additional
    field stops nobody.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", json_schema_extra=_open_to_additions)
