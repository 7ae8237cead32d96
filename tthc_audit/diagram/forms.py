"""The forms of a diagram file, which are the suffixes of its name, and the paper it is drawn for."""

from typing import Literal

Form = Literal["svg", "png", "pdf", "mmd", "bpmn"]
FORMS: tuple[Form, ...] = ("svg", "png", "pdf", "mmd", "bpmn")
PAGED: tuple[Form, ...] = ("svg", "png", "pdf")
"""The forms that are drawn here; in the others the reader's own tool draws."""
Paper = Literal["a4", "none"]
