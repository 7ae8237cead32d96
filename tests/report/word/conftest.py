"""Drawings that cost nothing: what they show is tested where they are drawn."""

import pytest

from tthc_audit.diagram import plot

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(plot, "png", lambda _scene: PIXEL)
