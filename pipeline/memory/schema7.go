package memory

// schema7 numbers the commits: seq is that of the newest one that is also in the
// spool (spool.go), so that a memory which has lost some of them shows it.
const schema7 = `
ALTER TABLE revision ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
`
