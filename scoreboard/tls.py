"""A hall's own certificate authority: it signs once, for the machines of one hall, and is gone.

Tablets in a hall have no way to a public authority, and a laptop there has no name in the world.
So the organiser makes an authority whose certificate may vouch for nothing but the names and
addresses named here (RFC 5280, 4.2.1.10), lets it sign one certificate for each machine, and its
key is never written anywhere. Whoever steals the laptop cannot pretend to be anybody else's site.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# A tablet whose clock is a little behind must not find a certificate of tomorrow.
BEFORE = timedelta(days=1)
AUTHORITY, CERTIFICATE, KEY = "authority.crt", "certificate.pem", "key.pem"


class NoCertificate(Exception):
    """Certificates that cannot be made or used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """A certificate in use: for whom, until when, and the fingerprint of its authority."""

    hosts: tuple[str, ...]
    until: datetime
    # Empty where no authority lies beside it: then somebody else's is trusted already.
    fingerprint: str


def make_certificates(folder: Path, machines: Sequence[Sequence[str]], days: int) -> list[Path]:
    """An authority and a certificate for each machine, known by these names and addresses.

    The first machine's lie in the folder itself, those of the next in `machine-2` and so on, each
    with the authority's certificate beside it. The folders of the certificates.

    Raises NoCertificate.
    """
    if not all(machines):
        raise NoCertificate("Each machine needs a name or an address.")
    now = datetime.now(UTC)
    until = now + timedelta(days=days)
    signer = ec.generate_private_key(ec.SECP256R1())
    hosts = list(dict.fromkeys(host for machine in machines for host in machine))
    authority = _authority(signer, hosts, now, until)
    made = []
    for number, machine in enumerate(machines, start=1):
        place = folder if number == 1 else folder / f"machine-{number}"
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(key, machine, authority, signer, until)
        try:
            _write(place, authority, certificate, key)
        except OSError as error:
            raise NoCertificate(f"{place} cannot be written: {error.strerror}.") from None
        made.append(place)
    # The signer's key ends with this function: it stands in no file.
    return made


def look_at(certificate: Path) -> Vouched:
    """What a certificate that is served says of itself. Raises NoCertificate."""
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
    except OSError as error:
        raise NoCertificate(f"{certificate} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise NoCertificate(f"{certificate} holds no certificate.") from None
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        hosts = tuple(
            [*names.get_values_for_type(x509.DNSName)]
            + [str(one) for one in names.get_values_for_type(x509.IPAddress)]
        )
    except x509.ExtensionNotFound:
        hosts = ()
    beside = certificate.with_name(AUTHORITY)
    fingerprint = fingerprint_of(beside.read_bytes()) if beside.is_file() else ""
    return Vouched(hosts, found.not_valid_after_utc, fingerprint)


def fingerprint_of(authority: bytes) -> str:
    """The SHA-256 of an authority's certificate as devices show it: "AB:CD:…"."""
    try:
        found = x509.load_pem_x509_certificate(authority)
    except ValueError:
        raise NoCertificate("The authority's file holds no certificate.") from None
    return found.fingerprint(hashes.SHA256()).hex(":").upper()


def for_devices(authority: bytes) -> bytes:
    """The authority's certificate as devices take it (DER)."""
    found = x509.load_pem_x509_certificate(authority)
    return found.public_bytes(serialization.Encoding.DER)


def _authority(
    signer: ec.EllipticCurvePrivateKey, hosts: Sequence[str], now: datetime, until: datetime
) -> x509.Certificate:
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Scoreboard {now:%Y-%m-%d} {hosts[0]}"[:64])]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(signer.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(_allowed(hosts), None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(signer.public_key()), critical=False
        )
        .sign(signer, hashes.SHA256())
    )


def _certificate(
    key: ec.EllipticCurvePrivateKey,
    hosts: Sequence[str],
    authority: x509.Certificate,
    signer: ec.EllipticCurvePrivateKey,
    until: datetime,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        # With a blank: what looks like a host is taken for one, and an address is none that the
        # authority may vouch for as a name.
        .subject_name(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Scoreboard {hosts[0]}"[:64])])
        )
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(authority.not_valid_before_utc)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(map(_general, hosts)), critical=False)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .sign(signer, hashes.SHA256())
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _allowed(hosts: Iterable[str]) -> list[x509.GeneralName]:
    """What the authority may vouch for, and where a kind is not named: nothing of that kind."""
    names: list[x509.GeneralName] = []
    networks: list[IPv4Network | IPv6Network] = []
    for host in hosts:
        address = _address(host)
        if address is None:
            names.append(x509.DNSName(host))
        else:
            networks.append(ip_network(address))
    # Without a name of a kind all of that kind would be allowed.
    names = names or [x509.DNSName("scoreboard.invalid")]
    networks = networks or [ip_network("127.0.0.1")]
    return [*names, *map(x509.IPAddress, networks)]


def _general(host: str) -> x509.GeneralName:
    address = _address(host)
    return x509.DNSName(host) if address is None else x509.IPAddress(address)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _write(
    place: Path,
    authority: x509.Certificate,
    certificate: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
) -> None:
    place.mkdir(parents=True, exist_ok=True)
    pem = serialization.Encoding.PEM
    (place / AUTHORITY).write_bytes(authority.public_bytes(pem))
    (place / CERTIFICATE).write_bytes(certificate.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    # Nobody else on this machine may read it, not even for a moment.
    path = place / KEY
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
