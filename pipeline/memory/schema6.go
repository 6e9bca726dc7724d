package memory

// schema6 has what the file beside the memory with the index of similar texts
// must be to be that of this memory: its checksum, and the id of the last
// translation in it. What is added later has higher ids. Where a text is taken
// out or changed the index is good for nothing, and gone is counted up, so that
// one which is just being made is not taken for a good one.
const schema6 = `
CREATE TABLE fuzzy (
	pair INTEGER PRIMARY KEY REFERENCES pair,
	gone INTEGER NOT NULL DEFAULT 0,
	last INTEGER NOT NULL DEFAULT 0,
	sum  BLOB NOT NULL DEFAULT x''
) STRICT;
CREATE TRIGGER unit_removed AFTER DELETE ON unit BEGIN
	INSERT INTO fuzzy (pair, gone) VALUES (OLD.pair, 1)
		ON CONFLICT (pair) DO UPDATE SET gone = gone + 1, last = 0, sum = x'';
END;
CREATE TRIGGER unit_reworded AFTER UPDATE OF pair, text ON unit WHEN OLD.text <> NEW.text OR OLD.pair <> NEW.pair BEGIN
	INSERT INTO fuzzy (pair, gone) VALUES (OLD.pair, 1)
		ON CONFLICT (pair) DO UPDATE SET gone = gone + 1, last = 0, sum = x'';
END;
`
