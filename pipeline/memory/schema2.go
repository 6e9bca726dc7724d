package memory

// schema2 adds the ledger. A call is written down before it is made: its state
// is then "intent", and its cost the most that it can be. cost is in millionths
// of the currency; share parts a call among articles.
const schema2 = `
CREATE TABLE call (
	id       INTEGER PRIMARY KEY,
	run      TEXT NOT NULL,
	started  INTEGER NOT NULL, -- milliseconds since 1970, UTC
	ended    INTEGER NOT NULL DEFAULT 0,
	state    TEXT NOT NULL,
	engine   TEXT NOT NULL,
	model    TEXT NOT NULL,
	source   TEXT NOT NULL,
	target   TEXT NOT NULL,
	key      TEXT NOT NULL,
	usage    TEXT NOT NULL, -- JSON
	cost     INTEGER NOT NULL,
	currency TEXT NOT NULL,
	trace    TEXT NOT NULL DEFAULT '',
	reason   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX call_started ON call (started);
CREATE INDEX call_intent ON call (state) WHERE state = 'intent';

CREATE TABLE share (
	call       INTEGER NOT NULL REFERENCES call,
	article    TEXT NOT NULL,
	segments   INTEGER NOT NULL,
	characters INTEGER NOT NULL,
	PRIMARY KEY (call, article)
) STRICT, WITHOUT ROWID;
`
