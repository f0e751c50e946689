"""A hall's own authority vouches for the hall's machines, and can vouch for nothing else."""

import ssl
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from scoreboard.cli import scoreboard as commands
from scoreboard.tls import (
    AUTHORITY,
    CERTIFICATE,
    KEY,
    NoCertificate,
    fingerprint_of,
    look_at,
    make_certificates,
)

MINE, OTHER = ("desk.local", "192.168.1.20"), ("spare.local", "192.168.1.21")


def spoken(folder: Path, name: str, authority: Path) -> bool:
    """Whether a device that trusts the authority takes the folder's certificate for this name."""
    client = ssl.create_default_context(cafile=str(authority / AUTHORITY))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    device = client.wrap_bio(to_client, to_server, server_hostname=name)
    laptop = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (device, laptop):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
    return device.version() is not None


def test_a_tablet_that_trusts_the_authority_takes_both_laptops_by_name_and_address(
    tmp_path: Path,
) -> None:
    first, second = make_certificates(tmp_path, [MINE, OTHER], 90)
    assert all(spoken(first, name, tmp_path) for name in MINE)
    assert all(spoken(second, name, second) for name in OTHER)
    assert not spoken(first, OTHER[0], tmp_path)
    assert not spoken(first, "bank.example", tmp_path)


@pytest.mark.parametrize("name", ["192.168.1.20", "desk.local", "fd00::1"])
def test_a_machine_may_be_known_by_one_name_or_address_alone(name: str, tmp_path: Path) -> None:
    (folder,) = make_certificates(tmp_path, [(name,)], 90)
    assert spoken(folder, name, tmp_path)
    assert not spoken(folder, "192.168.1.21", tmp_path)


def test_one_authority_does_not_vouch_for_the_machine_of_another_hall(tmp_path: Path) -> None:
    (ours,) = make_certificates(tmp_path / "ours", [MINE], 90)
    (theirs,) = make_certificates(tmp_path / "theirs", [MINE], 90)
    assert not spoken(theirs, MINE[0], ours)


def test_the_authority_is_limited_to_the_names_and_addresses_of_the_hall(tmp_path: Path) -> None:
    (folder,) = make_certificates(tmp_path, [MINE], 90)
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    assert {str(one.value) for one in limits.value.permitted_subtrees or ()} == {
        "desk.local",
        "192.168.1.20/32",
    }


def test_an_authority_of_addresses_alone_may_vouch_for_no_name(tmp_path: Path) -> None:
    (folder,) = make_certificates(tmp_path, [["192.168.1.20"]], 90)
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    names = [one for one in limits.permitted_subtrees or () if isinstance(one, x509.DNSName)]
    assert [one.value for one in names] == ["scoreboard.invalid"]
    store = PolicyBuilder().store(Store([authority]))
    verifier = store.build_server_verifier(x509.DNSName("bank.example"))
    with pytest.raises(VerificationError):
        verifier.verify(x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes()), [])


def test_no_file_holds_the_authority_s_key_and_only_its_owner_reads_the_machine_s(
    tmp_path: Path,
) -> None:
    (folder,) = make_certificates(tmp_path, [MINE], 90)
    keys = [path.name for path in folder.iterdir() if b"PRIVATE KEY" in path.read_bytes()]
    assert keys == [KEY]
    assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600
    machine = x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes())
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    assert machine.public_key() != authority.public_key()


def test_what_is_served_says_for_whom_it_is_and_what_devices_must_show(tmp_path: Path) -> None:
    (folder,) = make_certificates(tmp_path, [MINE], 90)
    found = look_at(folder / CERTIFICATE)
    assert set(found.hosts) == set(MINE)
    assert found.fingerprint == fingerprint_of((folder / AUTHORITY).read_bytes())
    (folder / AUTHORITY).unlink()
    assert look_at(folder / CERTIFICATE).fingerprint == ""


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_file_that_is_no_certificate_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.pem"
    path.write_bytes(content)
    with pytest.raises(NoCertificate, match="holds no certificate"):
        look_at(path)


@pytest.mark.parametrize(
    "named", ["*", "", "记分.local", "http://scores.local:8000", "a b", "google.com", "8.8.8.8",
              "192.168.1.0/24", "fe80::1%eth0"],
)  # fmt: skip
def test_what_is_no_machine_of_a_hall_gets_no_certificate(tmp_path: Path, named: str) -> None:
    asked = ["certificate", "--host", named, "--data", str(tmp_path)]
    done = CliRunner().invoke(commands, asked)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "tls").exists()
