package main

import (
	"context"
	"errors"
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
	exitInterrupted = 130 // interrupted; the work so far is kept
)

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

// errFindings ends a run that is done but not clean.
var errFindings = errors.New("segments are untranslated or findings weigh too much")

// errArticles ends a run in which articles failed.
var errArticles = errors.New("articles failed")

// errBudget and errEngine end a run in which segments are open because no engine
// could be asked any more: a cap of ours, or the engines themselves.
var (
	errBudget = errors.New("a cap of the budget is reached")
	errEngine = errors.New("an engine was given up")
)

// exitCode is the code that an error ends the program with.
func exitCode(err error) int {
	var use usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &use):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, errBudget):
		return exitBudget
	case errors.Is(err, errEngine):
		return exitEngine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	return exitFailed
}
