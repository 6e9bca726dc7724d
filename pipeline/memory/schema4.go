package memory

// schema4 has the questions that an engine has refused, or answered in a way that
// cannot be used, by the hash of all that the answer depends on.
const schema4 = `
CREATE TABLE refusal (
	key     TEXT PRIMARY KEY,
	engine  TEXT NOT NULL,
	reason  TEXT NOT NULL,
	changed INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;
`
