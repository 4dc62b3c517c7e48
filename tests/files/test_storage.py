"""Contents on disk: durable before they have a name, stored once, tidied without racing anybody."""

import hashlib
import io
import os
import time
from pathlib import Path

import pytest

from portal.files.errors import BlobMissing
from portal.files.storage import DiskStorage

DAY = 24 * 3600


@pytest.fixture
def storage(tmp_path: Path) -> DiskStorage:
    return DiskStorage(tmp_path / "archivos")


def put(storage: DiskStorage, content: bytes) -> str:
    return storage.put(io.BytesIO(content))


def age(root: Path, sha256: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(root / "archivos" / sha256[:2] / sha256[2:4] / sha256, (then, then))


def test_a_content_is_found_under_its_digest(storage: DiskStorage) -> None:
    sha256 = put(storage, b"hola")
    assert sha256 == hashlib.sha256(b"hola").hexdigest()
    assert storage.exists(sha256)
    with storage.open(sha256) as content:
        assert content.read() == b"hola"


def test_the_same_content_is_stored_once(storage: DiskStorage, tmp_path: Path) -> None:
    assert put(storage, b"hola") == put(storage, b"hola")
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


def test_a_content_that_is_not_there_is_reported_as_missing(storage: DiskStorage) -> None:
    with pytest.raises(BlobMissing):
        storage.open("0" * 64)
    assert not storage.exists("0" * 64)
    storage.delete("0" * 64)


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 64, "0" * 63 + "/"])
def test_only_digests_are_keys(storage: DiskStorage, key: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        storage.open(key)


def test_a_source_that_breaks_leaves_nothing(storage: DiskStorage, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the connection went away")

    with pytest.raises(OSError, match="went away"):
        storage.put(Broken())
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_content_is_synced_before_it_gets_its_name(storage: DiskStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    acts: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (acts.append("sync"), fsync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda self, target: (acts.append("rename"), replace(self, target))[1])
    put(storage, b"hola")
    assert acts == ["sync", "rename", "sync", "sync", "sync"]


def test_only_old_contents_are_offered_for_tidying(storage: DiskStorage, tmp_path: Path) -> None:
    old, young = put(storage, b"viejo"), put(storage, b"nuevo")
    age(tmp_path, old, 2 * DAY)
    assert list(storage.older_than(DAY)) == [old]
    assert storage.exists(young)


def test_what_is_put_again_is_young_again(storage: DiskStorage, tmp_path: Path) -> None:
    sha256 = put(storage, b"hola")
    age(tmp_path, sha256, 2 * DAY)
    put(storage, b"hola")
    assert list(storage.older_than(DAY)) == []
    assert not storage.delete_if_older(sha256, DAY)
    assert storage.exists(sha256)


def test_an_old_content_is_deleted_once(storage: DiskStorage, tmp_path: Path) -> None:
    sha256 = put(storage, b"hola")
    age(tmp_path, sha256, 2 * DAY)
    assert storage.delete_if_older(sha256, DAY)
    assert not storage.delete_if_older(sha256, DAY)
    assert not storage.exists(sha256)


def test_what_a_killed_process_left_half_written_goes_too(storage: DiskStorage, tmp_path: Path) -> None:
    put(storage, b"hola")
    left = tmp_path / "archivos" / "entrantes" / "tmpabc"
    left.write_bytes(b"a medias")
    os.utime(left, (0, 0))
    assert list(storage.older_than(DAY)) == []
    assert not left.exists()
