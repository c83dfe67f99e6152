from __future__ import annotations

import pytest

from claimtrack.extract.languages import find_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The fire in the harbour was put out by the men of the town before it was light.", "en"),
        (
            "Das Feuer im Hafen wurde von den Leuten der Stadt gelöscht, und es ist nicht viel.",
            "de",
        ),
        ("El fuego en el puerto fue apagado por los hombres de la ciudad y no hay daños.", "es"),
        (
            "Le feu dans le port a été éteint par les gens de la ville et il est sous contrôle.",
            "fr",
        ),
        (
            "Elden i hamnen släcktes av folk från staden och det är inte mycket som har skadats.",
            "sv",
        ),
        ("港の火事は町の人々によって消された。", "ja"),
        ("항구의 불은 마을 사람들이 껐다.", "ko"),
        ("Пожар в порту был потушен жителями города, и никто не пострадал.", ""),
        ("Orm burnt.", "en"),
        ("Orm Lindehavn Kalmar Rask Moravec Ask Vinter Holm Berg", "en"),
    ],
)
def test_tells_the_language(text: str, code: str) -> None:
    """Script and common words tell the language; too little text is taken for English."""
    found = find_language(text)
    assert found.code == code
    assert (found.pack is not None) == (code == "en")
    assert bool(found.remark) == (code != "en")
