package memory

// glossary has what the names of a pair's translations agree with. unit_again
// lists the few translations that wait for an engine; its condition is
// againSQL.
const schema3 = `
CREATE TABLE glossary (
	pair        INTEGER PRIMARY KEY REFERENCES pair,
	fingerprint TEXT NOT NULL,
	data        BLOB NOT NULL,
	sum         INTEGER NOT NULL
) STRICT;
CREATE INDEX unit_again ON unit (pair) WHERE instr(provenance, '"again":') > 0;
`
