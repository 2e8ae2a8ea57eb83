"""What a pack inherits from the pack that it extends."""

from collections.abc import Mapping

from rulebook.pack import PackError, PackFile, RuleEntry, RuleSetting


def inherited_settings(pack: PackFile, packs: Mapping[str, PackFile]) -> dict[str, RuleSetting]:
    """Settings of every rule of the pack and its ancestors; PackError for an unknown or circular ancestor."""
    settings: dict[str, RuleSetting] = {}
    for ancestor in reversed(_lineage(pack, packs)):
        for rule_id, entry in ancestor.rules.items():
            settings[rule_id] = _override(settings.get(rule_id), entry, ancestor.id)
    return settings


def _lineage(pack: PackFile, packs: Mapping[str, PackFile]) -> list[PackFile]:
    """The pack and its ancestors, nearest first."""
    lineage = [pack]
    while (parent := lineage[-1].extends) is not None:
        file = f"{lineage[-1].id}.yaml"
        if parent not in packs:
            raise PackError(file, "extends", f"there is no pack '{parent}'")
        if packs[parent] in lineage:
            raise PackError(file, "extends", f"'{parent}' extends this pack itself")
        lineage.append(packs[parent])
    return lineage


def _override(inherited: RuleSetting | None, entry: RuleEntry, pack_id: str) -> RuleSetting:
    base = inherited or RuleSetting(pack=pack_id)
    return RuleSetting(
        pack=pack_id,
        severity=entry.severity or base.severity,
        params={**(base.params or {}), **entry.params},
        citation=entry.citation or base.citation,
        assumed=base.assumed if entry.assumed is None else entry.assumed,
        enabled=base.enabled if entry.enabled is None else entry.enabled,
    )
