from pydantic import BaseModel, ConfigDict


class RulebookModel(BaseModel):
    """Base of verdicts, parameters and pack files: immutable, exactly typed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
