"""Loads `deploy/sample` through the gateway, with keys that make a repeated or interrupted load harmless."""

import asyncio
import csv
import itertools
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.gateway_client import GatewayClient, GatewayError
from published.money import format_yuan, parse_wan

FOLDER = Path(__file__).resolve().parents[1] / "deploy" / "sample"
REPORT = "巴扶办发〔2020〕11号"
RETRYABLE = frozenset({"REPLICA_BEHIND", "SUBGRAPH_UNAVAILABLE"})
PATIENCE, PAUSE = 60.0, 0.5

Row = Mapping[str, str]
Input = dict[str, object]


class SampleError(Exception):
    """The sample could not be loaded; the message is what the gateway said."""


@dataclass(frozen=True)
class Step:
    """One mutation of the load. `key` is its idempotency key: it names the input for ever."""

    mutation: str
    input_type: str
    key: str
    input: Input

    @property
    def document(self) -> str:
        """The mutation; whatever its entity, the outcome is read alike."""
        return (
            f"mutation($input: {self.input_type}!, $key: String!) {{"
            f" outcome: {self.mutation}(input: $input, idempotencyKey: $key)"
            " { errors { code message messageEn } consistencyToken } }"
        )


def steps(folder: Path = FOLDER) -> list[Step]:
    """The load in order: a step may need what the one before it told."""
    return [
        Step("regionImport", "RegionImportInput", "sample-regions", region_import(folder)),
        Step("fundHistoryImport", "FundHistoryImportInput", "sample-funds-2020", fund_import(folder)),
        *(
            Step("organisationRegister", "OrganisationRegisterInput", f"sample-organisation-{number}", organisation)
            for number, organisation in enumerate(organisations(folder), start=1)
        ),
    ]


async def load(client: GatewayClient, folder: Path = FOLDER, only: Container[str] | None = None) -> None:
    """Send every step, or those of the mutations named; one that needs facts on their way waits. Raises SampleError."""
    consistency = None
    for step in steps(folder):
        if only is None or step.mutation in only:
            consistency = await _send(client, step, consistency)


async def _send(client: GatewayClient, step: Step, consistency: str | None) -> str | None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return await _attempt(client, step, consistency)
        except GatewayError as error:
            if not error.codes <= RETRYABLE or time.monotonic() > deadline:
                raise SampleError(f"{step.mutation} ({step.key}): {error}") from error
            await asyncio.sleep(PAUSE)


async def _attempt(client: GatewayClient, step: Step, consistency: str | None) -> str | None:
    data = await client.ask(step.document, {"input": step.input, "key": step.key}, consistency)
    outcome: dict[str, Any] = data["outcome"]
    if errors := outcome["errors"]:
        told = "\n".join(f"{error['message']} · {error['messageEn']}" for error in errors)
        raise GatewayError(frozenset(error["code"] for error in errors), told)
    token: str | None = outcome["consistencyToken"]
    return token


def region_import(folder: Path) -> Input:
    """Input of `regionImport`; rows come ancestor first. What a row leaves empty is left out."""
    return {"source": "deploy/sample/regions.csv", "regions": [_region(row) for row in _rows(folder / "regions.csv")]}


def _region(row: Row) -> Input:
    successors = row["successor_codes"].split()
    return {"code": row["code"], "name": row["name"], "level": row["level"]} | _given(
        parentCode=row["parent_code"],
        validFrom=row["valid_from"],
        validTo=row["valid_to"],
        successorCodes=successors,
        fictitious=row["fictitious"] == "true",
    )


def organisations(folder: Path) -> Iterator[Input]:
    """Inputs of `organisationRegister`."""
    for row in _rows(folder / "organisations.csv"):
        yield {"name": row["name"], "kind": row["kind"], "regionCode": row["region_code"]}


def fund_import(folder: Path) -> Input:
    """Input of `fundHistoryImport`."""
    source = folder / "bayingolin-2020"
    return {
        "source": REPORT,
        "indicatorDocuments": list(_documents(_rows(source / "transfers.csv"))),
        "allocations": [_allocation(row) for row in _rows(source / "county_allocations.csv")],
        "ownBudgets": [_placed(row) | _figure(row) for row in _rows(source / "own_budget.csv")],
    }


def _documents(rows: Sequence[Row]) -> Iterator[Input]:
    """One document per name and day of the transfer calendar, with a line per level and category."""
    for (issued_on, title), lines in itertools.groupby(rows, key=lambda row: (row["issued_on"], row["title"])):
        first, *others = lines
        yield _placed(first) | {
            "title": title,
            "tranche": first["tranche"],
            "issuedOn": issued_on,
            "lines": [_line(row) for row in (first, *others)],
        }


def _line(row: Row) -> Input:
    return {"categoryCode": row["category_code"], "level": row["level"]} | _figure(row)


def _allocation(row: Row) -> Input:
    own = {"categoryCode": row["category_code"], "ownBudget": row["own_budget"] == "true"}
    return _placed(row) | own | _figure(row)


def _placed(row: Row) -> Input:
    return {"regionCode": row["region_code"], "fiscalYear": int(row["fiscal_year"])}


def _figure(row: Row) -> Input:
    """万元 of the source as exact yuan, and how the figure relates to the source."""
    amount = format_yuan(parse_wan(row["amount_wan"]))
    return {"amount": amount, "figureStatus": row["figure_status"]} | _given(figureNote=row["figure_note"])


def _given(**values: object) -> Input:
    return {name: value for name, value in values.items() if value}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
