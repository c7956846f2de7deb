"""A time-stamping authority for tests, made with the command `openssl` (3.0 or later).

Its answers are put together as texts that OpenSSL encodes and signs, so that a test can say what
is wrong with one, and when it was given. `python -m tests.stamping.authority` makes the stamps
that the demo and the cases have, with other keys each time.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_DAYS = "36500"
_CONTENT_TYPE = "1.2.840.113549.1.9.16.1.4"  # id-ct-TSTInfo
_EXTENSIONS = """[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[letters]
extendedKeyUsage = critical, emailProtection
"""


def openssl(*arguments: str, folder: Path, data: bytes | None = None) -> bytes:
    """What `openssl` prints."""
    command = shutil.which("openssl")
    assert command, "install openssl: the tests of time stamps make an authority with it"
    done = subprocess.run(
        [command, *arguments], cwd=folder, input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@dataclass(frozen=True)
class Authority:
    """A root certificate and one that signs stamps, in a folder."""

    folder: Path

    @property
    def pem(self) -> bytes:
        """The root, which a site pins."""
        return (self.folder / "root.pem").read_bytes()

    def answer(
        self,
        data: bytes,
        time: datetime | None = None,
        nonce: int | None = None,
        signer: str = "stamps",
        kind: str = "sha256",
    ) -> bytes:
        """A stamp over some bytes, as the authority would send it."""
        return granted(self.token(hashlib.new(kind, data).digest(), time, nonce, signer, kind))

    def token(
        self,
        digest: bytes,
        time: datetime | None = None,
        nonce: int | None = None,
        signer: str = "stamps",
        kind: str = "sha256",
    ) -> bytes:
        """The signed part of it: a stamp over a digest."""
        when = (time or datetime.now(UTC)).strftime("%Y%m%d%H%M%SZ")
        info = (
            "asn1 = SEQUENCE:info\n[info]\nversion = INTEGER:1\npolicy = OID:1.2.3.4.1\n"
            "imprint = SEQUENCE:imprint\nserial = INTEGER:7\n"
            f"time = GENERALIZEDTIME:{when}\n"
            + (f"nonce = INTEGER:{nonce}\n" if nonce is not None else "")
            + "[imprint]\nalgorithm = SEQUENCE:algorithm\n"
            f"digest = FORMAT:HEX,OCTETSTRING:{digest.hex()}\n"
            f"[algorithm]\nid = OID:{kind}\nparameters = NULL\n"
        )
        return openssl(
            "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-nosmimecap", "-cades",
            "-econtent_type", _CONTENT_TYPE, "-signer", f"{signer}.pem", "-inkey", f"{signer}.key",
            folder=self.folder, data=encoded(info, self.folder),
        )  # fmt: skip


def make_authority(folder: Path, name: str = "Test Time Authority") -> Authority:
    """An authority with new keys; `letters.pem` may sign letters, and no stamps."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "extensions.cnf").write_text(
        f"[req]\ndistinguished_name = none\n[none]\n{_EXTENSIONS}"
    )
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    config = ("-config", "extensions.cnf", "-days", _DAYS)
    openssl(
        "req", "-x509", *key, *config, "-extensions", "root", "-subj", f"/CN={name} Root",
        "-keyout", "root.key", "-out", "root.pem", folder=folder,
    )  # fmt: skip
    for each in ("stamps", "letters"):
        openssl(
            "req", "-x509", *key, *config, "-extensions", each, "-subj", f"/CN={name} {each}",
            "-CA", "root.pem", "-CAkey", "root.key", "-keyout", f"{each}.key",
            "-out", f"{each}.pem", folder=folder,
        )  # fmt: skip
    return Authority(folder)


def encoded(description: str, folder: Path) -> bytes:
    """A value in DER, described as OpenSSL's `ASN1_generate_nconf` has it."""
    (folder / "value.cnf").write_text(description)
    openssl("asn1parse", "-genconf", "value.cnf", "-noout", "-out", "value.der", folder=folder)
    return (folder / "value.der").read_bytes()


def granted(token: bytes) -> bytes:
    """An answer with a stamp."""
    return _sequence(_sequence(b"\x02\x01\x00") + token)


def refused(why: str) -> bytes:
    """An answer without one: the authority refuses it."""
    text = why.encode()
    said = _sequence(bytes((0x0C, len(text))) + text)
    return _sequence(_sequence(b"\x02\x01\x02" + said))


def _sequence(body: bytes) -> bytes:
    size = len(body)
    if size < 128:
        return bytes((0x30, size)) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((0x30, 0x80 | len(digits))) + digits + body
