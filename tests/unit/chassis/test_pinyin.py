import subprocess
import sys

import pytest

from chassis.pinyin import sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("轮台县", "lun tai xian"),
        ("重庆", "chong qing"),
        ("示范村羊舍1号", "shi fan cun yang she 1 hao"),
        ("A座", "a zuo"),
    ],
)
def test_syllables_in_order(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_a_shorter_syllable_comes_first() -> None:
    assert sorted(["西安", "先安"], key=sort_key) == ["西安", "先安"]


def test_a_process_that_names_nothing_does_not_load_the_dictionary() -> None:
    code = "import sys, services.assets.app; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
