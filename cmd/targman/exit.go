package main

import (
	"errors"
	"syscall"

	"targman/pipeline/archive"
	"targman/pipeline/memory"
	"targman/pipeline/write"
)

// The exit codes; they are part of the interface and stand in the help, the
// man page and README.md.
const (
	exitDone        = 0   // everything is done
	exitFailed      = 1   // the run, or at least one article, failed
	exitUsage       = 2   // wrong use or configuration; nothing was done
	exitFindings    = 3   // done, but segments are open or findings weigh too much
	exitBudget      = 4   // a cap of the budget is reached; the work so far is kept
	exitEngine      = 5   // an engine refused: key, quota, or it always failed; the work so far is kept
	exitStorage     = 6   // the memory or a folder is full, forbidden, failing or damaged; the work so far is kept
	exitLocked      = 11  // another run is at work with the memory or the output folder; nothing was done
	exitInterrupted = 130 // interrupted by SIGINT; the work so far is kept
	exitTerminated  = 143 // ended by SIGTERM; the work so far is kept
)

// exitMeanings has a word for each exit code that machines may rely on.
var exitMeanings = map[int]string{exitDone: "done", exitFailed: "failed", exitUsage: "usage", exitFindings: "findings",
	exitBudget: "budget", exitEngine: "engine", exitStorage: "storage", exitLocked: "locked", exitInterrupted: "interrupted", exitTerminated: "terminated"}

// usageError is an error of use or configuration.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usage marks an error as one of use; nil stays nil.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// toldError is an error that the command has told of already.
type toldError struct{ error }

func (e toldError) Unwrap() error { return e.error }

// errFindings ends a run that is done but not clean.
var errFindings = toldError{errors.New("segments are untranslated or findings weigh too much")}

// errArticles ends a run in which articles failed.
var errArticles = toldError{errors.New("articles failed")}

// errBudget and errEngine end a run in which segments are open because no engine
// could be asked any more: a cap of ours, or the engines themselves.
var (
	errBudget = toldError{errors.New("a cap of the budget is reached")}
	errEngine = toldError{errors.New("an engine was given up")}
)

// exitCode is the code that an error ends the program with.
func exitCode(err error) int {
	var use usageError
	var why interruption
	var code codeError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &use):
		return exitUsage
	case errors.As(err, &lockedError{}):
		return exitLocked
	case storageCode(err) != 0:
		return storageCode(err)
	case errors.As(err, &why):
		return why.code
	case errors.Is(err, errBudget):
		return exitBudget
	case errors.Is(err, errEngine):
		return exitEngine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	return exitFailed
}

// storageCodes are the codes of what can be wrong with the file of the memory. A
// file that this program cannot use is named by mistake.
var storageCodes = map[memory.Kind]int{
	memory.Corrupt: exitStorage, memory.Full: exitStorage, memory.Denied: exitStorage, memory.IO: exitStorage,
	memory.Foreign: exitUsage, memory.Newer: exitUsage, memory.Remote: exitUsage, memory.Locked: exitLocked,
}

// storageFaults are the faults of a disk, wherever they are met.
var storageFaults = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EIO}

// storageCode is the code of an error of a disk, 0 where it is none.
func storageCode(err error) int {
	if code := storageCodes[memory.KindOf(err)]; code != 0 {
		return code
	}
	if errors.As(err, new(*write.StorageError)) || errors.As(err, new(*archive.StorageError)) {
		return exitStorage
	}
	for _, fault := range storageFaults {
		if errors.Is(err, fault) {
			return exitStorage
		}
	}
	return 0
}
