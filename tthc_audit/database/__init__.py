"""The embedded database: rows in, questions answered, then locked; the only importer of duckdb."""

from tthc_audit.database.session import Cell, Database, QueryError

__all__ = ["Cell", "Database", "QueryError"]
