"""Table ``waiver``: one row an accepted finding of ``waivers.json``, and what became of it in this run.

It is filled once the other rules have run, for only then is known what a waiver names.
"""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, Table, count, day, flag, text
from tthc_audit.results import Words

TABLE = Table(
    name="waiver",
    about=Words("Mỗi dòng là một mục chấp nhận trong waivers.json", "One row a waiver of waivers.json"),
    keys=("rule", "names"),
    identity=("rule", "names"),
    after_rules=True,
    columns=(
        *PLACE,
        text("rule", "Quy tắc của phát hiện được chấp nhận", "Rule of the accepted finding"),
        text("names", "Dấu nhận dạng hoặc đối tượng được chấp nhận", "The fingerprint or the subject that it names"),
        text("reason", "Lý do chấp nhận", "Why it was accepted"),
        text("approved_by", "Người duyệt", "Who accepted it"),
        text("decision", "Văn bản chấp nhận", "Number of the decision"),
        day("expires_on", "Ngày cuối còn được chấp nhận", "Last day it holds"),
        count("matches", "Số phát hiện ứng với mục này", "Findings that it names; null where not all was judged"),
        count("covers", "Số phát hiện đã được chấp nhận lúc duyệt", "Findings that were accepted when it was approved"),
        flag("added", "Thêm hoặc sửa trong chính thay đổi đang xét", "Added or altered in the very change that is judged"),
    ),
)  # fmt: skip
