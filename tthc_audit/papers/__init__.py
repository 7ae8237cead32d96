"""Names of papers as published texts write them: what a line asks for, and whether two names mean one paper."""
