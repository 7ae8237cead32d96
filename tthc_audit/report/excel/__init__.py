"""The report as an Excel workbook: findings, procedures, steps, rules and sources, to be filtered and counted."""
