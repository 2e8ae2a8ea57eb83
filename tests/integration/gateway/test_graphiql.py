"""GraphiQL comes whole from our own origin."""

import re
from pathlib import Path

import pytest

from gateway.graphiql import assets
from tests.harness.client import send
from tests.integration.gateway.conftest import Network


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    assets.fetch()


def test_every_part_of_the_page_is_served_here(network: Network) -> None:
    page = send(f"{network.gateway}/graphiql")
    parts = re.findall(r'(?:src|href)="([^"]+)"', page.body)
    assert len(parts) == 3
    assert all(part.startswith("/graphiql/") for part in parts)
    assert [send(f"{network.gateway}{part}").status for part in parts] == [200, 200, 200]


def test_the_editors_workers_and_licence_are_served_too(network: Network) -> None:
    script = send(f"{network.gateway}/graphiql/start.js").body
    for worker in re.findall(r'"([a-z.]+\.bundle\.js)"', script):
        assert send(f"{network.gateway}/graphiql/assets/dist/monacoeditorwork/{worker}").status == 200
    assert "MIT" in send(f"{network.gateway}/graphiql/assets/LICENSE").body


def test_the_browser_is_told_to_load_nothing_from_elsewhere(network: Network) -> None:
    policy = send(f"{network.gateway}/graphiql").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_a_package_that_was_tampered_with_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "SHA512", "AAAA")
    with pytest.raises(assets.WrongHash):
        assets.fetch(tmp_path / "assets")
    assert list(tmp_path.iterdir()) == []
