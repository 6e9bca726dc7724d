package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// interruption is why a run ends before its work does. No new call is made then;
// calls under way land and are kept, and complete articles are written.
type interruption struct {
	code int
	// message is the id of what a person is told at the end.
	message string
}

func (i interruption) Error() string { return "interrupted" }

// Unwrap makes it a kind of cancellation.
func (i interruption) Unwrap() error { return context.Canceled }

// The interruptions there are.
var (
	interrupted = interruption{exitInterrupted, "interrupted"}
	terminated  = interruption{exitTerminated, "terminated"}
	timeOver    = interruption{exitFindings, "time-over"}
)

// untilSignal is a context that the first SIGINT or SIGTERM ends. The default
// comes back before anybody is told, so that a second signal ends the program at
// once.
func untilSignal() context.Context {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() {
		cause := interrupted
		if <-signals == syscall.SIGTERM {
			cause = terminated
		}
		signal.Stop(signals)
		cancel(cause)
	}()
	return ctx
}

// forAtMost is a context that ends after d, if d is above zero.
func forAtMost(ctx context.Context, d time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	if d <= 0 {
		return ctx, func() { cancel(nil) }
	}
	timer := time.AfterFunc(d, func() { cancel(timeOver) })
	return ctx, func() { timer.Stop(); cancel(nil) }
}

// because adds to an error that comes of the end of ctx why that ended.
func because(ctx context.Context, err error) error {
	why := interrupted
	if !errors.Is(err, context.Canceled) || errors.As(err, &why) {
		return err
	}
	_ = errors.As(context.Cause(ctx), &why)
	return errors.Join(err, why)
}
