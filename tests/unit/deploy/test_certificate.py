import ssl
from pathlib import Path

from deploy.compose.certificate import own_certificate


def test_certificate_and_key_belong_together_and_are_their_own_authority(tmp_path: Path) -> None:
    certificate, key = own_certificate("seaweedfs")
    (tmp_path / "own.crt").write_text(certificate)
    (tmp_path / "own.key").write_text(key)
    context = ssl.create_default_context(cafile=str(tmp_path / "own.crt"))
    context.load_cert_chain(tmp_path / "own.crt", tmp_path / "own.key")
    (authority,) = context.get_ca_certs()
    assert authority["subject"] == authority["issuer"] == ((("commonName", "seaweedfs"),),)


def test_no_two_are_alike() -> None:
    assert own_certificate("seaweedfs") != own_certificate("seaweedfs")
