//go:build linux

package main

// harness is one way to torture.
type harness struct {
	name, does string
	// short and long are how many steps the two forms take.
	short, long int
	run         func(b *bench, r *result, steps int) error
	// promise is what it tries out, for the page.
	promise string
}

// harnesses are all of them. init, because teeth runs the others.
var harnesses []harness

func init() {
	harnesses = []harness{
		{"kill", "kill runs at random moments", 300, 5000, kill,
			"`kill -9` at any moment: nothing committed is lost, no output is torn, the ledger has no less than was billed, and paid again is at most what was under way; temporary files are gone after the next run, and after the last the files are those of a run that nobody disturbed"},
		{"power", "cut the power of an ext4 file system at random moments", 100, 3000, power("ext4"),
			"a power cut at any moment, on ext4: the same; and what a run that is over has written is there"},
		{"power-xfs", "cut the power of an XFS file system at random moments", 15, 1000, power("xfs"),
			"the same on XFS"},
		{"sweep", "let the n-th of each system call fail, for so many n up to 30", 5, 30, sweep,
			"any single call of the system that reaches the disk is the last one (SIGKILL), fails (EIO) or finds no room (ENOSPC): the same, the exit code is 6 when storage was in the way, and the next run sets all right"},
		{"full", "work on disks of so many sizes that are too small, without room for names, and read-only", 13, 40, full,
			"a disk without room, over any number of runs: nothing is paid again, the exit code is 6, and the next run with room ends well"},
		{"flip", "damage the memory's file and its log", 60, 2000, flip,
			"a rotten memory: never a wrong translation, never one missing without a word"},
		{"signals", "send SIGINT and SIGTERM at random moments", 100, 500, signals,
			"SIGINT and SIGTERM at any moment: what is under way lands, nothing is paid again, and the exit code is 130 or 143"},
		{"locks", "start eight runs at once", 10, 200, locks,
			"several runs at once: one works, the others end at once with 11 (0 with `--if-locked=skip`) and pay nothing"},
		{"edits", "record a person's edits while two processes commit machine text", 3000, 6000, edits,
			"a person's edit beside two processes that write to the same places: never overwritten, never lost"},
		{"teeth", "seed bugs that the others have to catch", len(teeth), len(teeth), bite,
			"the harnesses notice it when the program breaks a promise: each of these bugs, put into a copy of its sources, is caught"},
	}
}
