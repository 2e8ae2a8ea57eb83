"""Configuration from environment variables, validated at start."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "JIADI_"
DEVELOPMENT_SECRET = "development-only"  # noqa: S105  # refused in production, see below


class Environment(StrEnum):
    """Where the process runs."""

    EMBEDDED = "embedded"
    TEST = "test"
    PRODUCTION = "production"


class ClockKind(StrEnum):
    """Where 'now' comes from: the machine, or one table that a test moves."""

    SYSTEM = "system"
    DB = "db"


class CommonSettings(BaseSettings):
    """What every process of ours needs. Prometheus finds it at `metrics_port`; 0 keeps that shut."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    environment: Environment = Environment.EMBEDDED
    log_level: str = "INFO"
    host: str = "127.0.0.1"
    port: int = 0
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    issuer: str = "jiadi-development"
    jwks_file: Path | None = None
    jwks_url: str | None = None
    token_algorithms: tuple[str, ...] = ("EdDSA", "RS256", "ES256")
    internal_secret: SecretStr = SecretStr(DEVELOPMENT_SECRET)

    @classmethod
    def told(cls, variables: Mapping[str, str]) -> Self:
        """Those of another process, by the variables that it is told."""
        return cls.model_validate({name.removeprefix(PREFIX).lower(): value for name, value in variables.items()})

    @model_validator(mode="after")
    def _no_default_secret_in_production(self) -> Self:
        if self.environment is Environment.PRODUCTION and DEVELOPMENT_SECRET in self._secrets():
            message = "A default secret is set in production: set JIADI_INTERNAL_SECRET and the other secrets"
            raise ValueError(message)
        return self

    def _secrets(self) -> tuple[str, ...]:
        return (self.internal_secret.get_secret_value(),)


class ServiceSettings(CommonSettings):
    """What an api, worker or migration process of a service needs.

    `s3_endpoint` is the URL by which the service reaches its bucket, `s3_public_endpoint` the one by which browsers do
    (the same unless given). A file has at most `document_bytes`; leave to upload it lasts `upload_seconds`.
    """

    database_url: SecretStr
    owner_database_url: SecretStr | None = None
    digest_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    data_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    public_url: str = "http://localhost"
    pool_size: int = 8
    read_pool_size: int = 8
    kafka: str = ""
    kafka_username: str | None = None
    kafka_password: SecretStr | None = None
    topic_prefix: str = ""
    clock: ClockKind = ClockKind.SYSTEM
    seal_interval_ms: int = 10
    subscriptions: int = 200
    subscriptions_each: int = 5
    s3_endpoint: str = ""
    s3_public_endpoint: str = ""
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")
    s3_bucket: str = ""
    s3_region: str = "us-east-1"
    document_bytes: int = 20 * 1024 * 1024
    upload_seconds: int = 600

    @model_validator(mode="after")
    def _files_have_a_place(self) -> Self:
        if self.s3_endpoint and not (self.s3_bucket and self.s3_access_key and self.s3_secret_key.get_secret_value()):
            message = "JIADI_S3_ENDPOINT needs JIADI_S3_BUCKET, JIADI_S3_ACCESS_KEY and JIADI_S3_SECRET_KEY beside it"
            raise ValueError(message)
        return self

    def _secrets(self) -> tuple[str, ...]:
        return (*super()._secrets(), self.digest_key.get_secret_value(), self.data_key.get_secret_value())

    def sqlalchemy_url(self) -> str:
        """The runtime role's URL with the driver SQLAlchemy is to use."""
        return with_driver(self.database_url.get_secret_value())

    def owner_url(self) -> str:
        """The owner role's URL; only migrations, and who moves the clock of a trial run, have it."""
        if self.owner_database_url is None:
            message = "JIADI_OWNER_DATABASE_URL is needed to migrate"
            raise ValueError(message)
        return self.owner_database_url.get_secret_value()

    def owner_sqlalchemy_url(self) -> str:
        """The same with the driver SQLAlchemy is to use."""
        return with_driver(self.owner_url())


def with_driver(url: str) -> str:
    """Name psycopg 3 in a plain PostgreSQL URL."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
