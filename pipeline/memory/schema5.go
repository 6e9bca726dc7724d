package memory

// schema5 adds the calls that were handed in as batches: an intent with a row
// here is not lost with the process that booked it.
const schema5 = `
CREATE TABLE held (
	call    INTEGER PRIMARY KEY REFERENCES call,
	batch   TEXT NOT NULL, -- the service's id
	request BLOB NOT NULL  -- JSON
) STRICT;
`
