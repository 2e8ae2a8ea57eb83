"""All packs of a service, loaded and checked once at its start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from published.canonical import canonical_bytes
from published.region_code import RegionCode
from rulebook.inheritance import inherited_settings
from rulebook.pack import DEFAULT, Pack, PackError, PackFile, RuleSetting
from rulebook.reading import first_problem, read_packs
from rulebook.rule import Params, ParamsT, Rule

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Rulebook:
    """The packs by id. An entity keeps the id of the pack that was selected when it came to be."""

    packs: Mapping[str, Pack]

    @classmethod
    def load(cls, rules: Iterable[Rule[Any]], directory: Path = PACKS) -> Self:
        """Read every pack and check it against every rule of the service.

        PackError, with file and key, for anything malformed, ambiguous or missing: unknown keys, a rule without a
        setting, parameters that do not fit the rule, a setting that neither cites a document nor says it is assumed.
        """
        files = read_packs(directory)
        _check_places(files)
        declared = list(rules)
        return cls({pack_id: _pack(file, files, declared) for pack_id, file in files.items()})

    def get(self, pack_id: str) -> Pack:
        """The pack that an entity was judged under; PackError if it is gone."""
        if pack_id not in self.packs:
            raise PackError(f"{pack_id}.yaml", "", "no such pack, but something was judged under it; restore the file")
        return self.packs[pack_id]

    def params(self, pack_id: str, rule_id: str, kind: type[ParamsT]) -> ParamsT:
        """The parameters of a rule under a pack, of the class that the rule declares; TypeError for another one."""
        found = self.get(pack_id).params[rule_id]
        if not isinstance(found, kind):
            raise TypeError(f"the packs hold other parameters for {rule_id} than {kind.__name__}")
        return found

    def select(self, region: RegionCode, on: date) -> Pack:
        """The pack of the smallest place around the region that is in force on the date, else `default`."""
        covering = (pack for pack in self.packs.values() if pack.covers(region, on))
        return max(covering, key=lambda pack: len(pack.region or ""))


def _pack(file: PackFile, files: Mapping[str, PackFile], rules: list[Rule[Any]]) -> Pack:
    settings = inherited_settings(file, files)
    for rule_id, setting in settings.items():
        if setting.citation is None and not setting.assumed:
            raise PackError(f"{file.id}.yaml", f"rules.{rule_id}", "give a citation, or say assumed: true")
    return Pack(
        id=file.id,
        title=file.title,
        title_en=file.title_en,
        region=file.region,
        valid_from=file.valid_from,
        valid_to=file.valid_to,
        regime=file.regime,
        settings=settings,
        params={rule.id: _params(file, rule, settings.get(rule.id)) for rule in rules},
    )


def _params(file: PackFile, rule: Rule[Any], setting: RuleSetting | None) -> Params:
    if setting is None:
        raise PackError(f"{file.id}.yaml", f"rules.{rule.id}", "missing, here and in what the pack extends")
    try:
        return rule.params.model_validate_json(canonical_bytes(setting.params))
    except ValidationError as error:
        key, problem = first_problem(error)
        raise PackError(f"{setting.pack}.yaml", f"rules.{rule.id}.params.{key}", problem) from error


def _check_places(files: Mapping[str, PackFile]) -> None:
    """`default` covers everything and nothing else does; no two packs cover the same place at the same time."""
    if DEFAULT not in files:
        raise PackError(f"{DEFAULT}.yaml", "", "missing; every other pack falls back on it")
    for file in files.values():
        if file.id == DEFAULT and (file.region, file.valid_from, file.valid_to) != (None, None, None):
            raise PackError(f"{DEFAULT}.yaml", "region", "has no region and no period, as it covers everything")
        if file.id != DEFAULT and file.region is None:
            raise PackError(f"{file.id}.yaml", "region", "missing; name the region that the pack is for")
    for one, other in combinations(files.values(), 2):
        if one.region == other.region and _overlap(one, other):
            raise PackError(f"{other.id}.yaml", "valid_from", f"in force together with '{one.id}' for the same region")


def _overlap(one: PackFile, other: PackFile) -> bool:
    latest_start = max(one.valid_from or date.min, other.valid_from or date.min)
    return latest_start <= min(one.valid_to or date.max, other.valid_to or date.max)
