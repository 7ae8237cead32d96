"""The colours and pens of the diagrams: each meaning has a line style as well as a colour."""

from __future__ import annotations

from tthc_audit.diagram.model import Pen

INK = "#1B1B1B"
SLATE = "#4A5560"
GREY = "#5B6470"
WHITE = "#FFFFFF"
STRIP = "#E8ECF1"
LANE_HEAD = "#E3E8EE"
LANE_EVEN = "#FFFFFF"
LANE_ODD = "#F4F6F8"
RULE = "#9AA3AE"
CRITICAL = "#0B3D91"
LOOP = "#8A4B08"
ALERT = "#B3261E"
ALERT_GROUND = "#FBE9E7"

BOX = Pen(SLATE, 0.8)
BOX_CRITICAL = Pen(CRITICAL, 1.9)
BOX_OFF_CLOCK = Pen(GREY, 0.8, (1.0, 0.9))
BOX_ALERT = Pen(ALERT, 1.5, (1.8, 1.2))
FLOW = Pen(SLATE, 0.95)
FLOW_CRITICAL = Pen(CRITICAL, 2.0)
FLOW_BACK = Pen(LOOP, 1.2, (2.6, 0.8, 0.5, 0.8))
FLOW_ALERT = Pen(ALERT, 1.8, (1.6, 1.3))
RING_START = Pen(INK, 0.9)
RING_END = Pen(INK, 2.6)
RULE_PEN = Pen(RULE, 0.5)
FRAME = Pen(SLATE, 0.8)

TEXT_PAIRS = (
    (WHITE, CRITICAL), (INK, STRIP), (INK, WHITE), (SLATE, LANE_HEAD), (INK, LANE_HEAD), (GREY, LANE_ODD),
    (LOOP, WHITE), (LOOP, LANE_ODD), (ALERT, ALERT_GROUND), (ALERT, WHITE), (WHITE, ALERT), (GREY, WHITE),
)  # fmt: skip
"""Every colour of text with the ground it stands on; each pair reaches a contrast of 4.5."""
