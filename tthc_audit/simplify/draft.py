"""A procedure's file as text, tree and types, and what becomes of it when changes are applied."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tthc_audit.catalog.convert import composed
from tthc_audit.catalog.document import of_bytes
from tthc_audit.catalog.model import Procedure
from tthc_audit.catalog.procedures import of_document
from tthc_audit.errors import AuditError
from tthc_audit.simplify import difference, text_patch
from tthc_audit.simplify.change import Change, StaleError, Tree
from tthc_audit.simplify.text_patch import Operation


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure's file as it stands; ``agencies`` are the registered ids, ``None`` where none are kept.

    ``tree`` is in composed letters, as everything is compared; ``text`` is as the file has it.
    """

    file: str
    text: str
    tree: Tree
    procedure: Procedure
    agencies: Collection[str] | None

    @classmethod
    def read(cls, text: str, file: str, agencies: Collection[str] | None) -> Draft:
        """A draft from the text of its file; raises ``AuditError`` with everything in which it does not load."""
        document = of_bytes(text.encode(), file, "procedure")
        procedure, problems = of_document(document, agencies)
        if procedure is None:
            raise AuditError(*problems)
        tree = composed(document.data, json.loads(text.removeprefix("\ufeff")))
        return cls(file, text, tree, procedure, agencies)

    def patch(self, changes: Iterable[Change]) -> tuple[Operation, ...]:
        """The patch of these changes, made one after the other.

        Raises ``StaleError`` where one of them no longer fits.
        """
        tree = copy.deepcopy(self.tree)
        for change in changes:
            change.edit(tree)
        return difference.patch(self.tree, tree)

    def changed(self, changes: Iterable[Change]) -> tuple[Draft, tuple[Operation, ...], tuple[Operation, ...]]:
        """The draft after these changes, the patch that made it, and the one that restores this text byte for byte.

        Raises ``StaleError`` where a change no longer fits, ``AuditError`` where what comes out does not load.
        """
        patch = self.patch(changes)
        text, inverse = text_patch.apply(self.text, patch)
        return Draft.read(text, self.file, self.agencies), patch, inverse


__all__ = ["Draft", "StaleError"]
