"""Reports: what an audit found, as pages, texts and files for people and for other programs."""
