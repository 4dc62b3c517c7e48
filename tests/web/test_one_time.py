"""A form sent twice files once, also when both sendings arrive at the same instant."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from portal.database import transaction
from portal.extensions import db
from portal.web import one_time


def test_a_key_is_taken_once_and_remembers_what_it_filed(app: Flask) -> None:
    key = one_time.new_key()
    assert one_time.find_result(key, "radicar") is None
    with transaction():
        assert one_time.claim(key, "radicar", 41)
    with transaction():
        assert not one_time.claim(key, "radicar")
    assert one_time.find_result(key, "radicar") == 41
    assert one_time.find_result(key, "otra cosa") is None


def test_a_filing_that_failed_leaves_its_key_free(app: Flask) -> None:
    key = one_time.new_key()
    with pytest.raises(KeyError):
        _claim_and_fail(key)
    with transaction():
        assert one_time.claim(key, "radicar")


def _claim_and_fail(key: str) -> None:
    with transaction():
        one_time.claim(key, "radicar")
        raise KeyError


def test_two_sendings_at_the_same_instant_file_once(workshop_app: Flask) -> None:
    key = one_time.new_key()

    def send(_number: int) -> bool:
        with workshop_app.app_context():
            try:
                with transaction():
                    return one_time.claim(key, "radicar")
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(send, range(4))) == 1


@pytest.mark.parametrize("text", [None, "", "corta", "x" * 31, "x" * 33, "ñ" * 31 + " ", "a" * 31 + "\x00"])
def test_what_does_not_look_like_a_key_is_none(text: str | None) -> None:
    assert not one_time.is_key(text)


def test_the_secret_of_a_key_is_told_again_to_who_holds_it_and_to_nobody_else(app: Flask) -> None:
    key = one_time.new_key()
    secret = one_time.derive_secret(key, "seguimiento")
    assert secret == one_time.derive_secret(key, "seguimiento")
    assert len(secret) == 26
    assert secret != one_time.derive_secret(key, "otra cosa")
    assert secret != one_time.derive_secret(one_time.new_key(), "seguimiento")
    assert not set(secret) & set("01IO")
