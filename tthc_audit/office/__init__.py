"""Office files: Word documents in the form of Decree 30/2020/NĐ-CP and Excel workbooks, the same bytes every time."""
