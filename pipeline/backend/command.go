package backend

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"syscall"
	"time"

	"targman/pipeline/process"
)

// longestCall is the longest wait for an answer where no other is set.
const longestCall = 5 * time.Minute

// CommandOptions configure the command engine.
type CommandOptions struct {
	// Run is the program and its arguments.
	Run []string
	// Dir is the folder it runs in; a program name with a slash is looked for
	// there.
	Dir string
	// Timeout is the longest wait for the answers to a batch; zero means five
	// minutes.
	Timeout time.Duration
	// Batch is how many segments one batch has, Calls how many copies of the
	// program are at work at once.
	Batch, Calls int
}

// Command asks any program: one JSON object a line on its standard input,
//
//	{"id":"7","text":"…","source":"en","target":"hy","terms":[{"source":"…","target":"…"}]}
//
// and one a line on its standard output, in any order: {"id":"7","text":"…"}.
// The program is started for each batch and its input ends with the batch, so
// it may read everything before it answers.
type Command struct {
	options CommandOptions
	// grace is how long the program's output may stay open after its end.
	grace time.Duration
}

// NewCommand makes a command engine.
func NewCommand(o CommandOptions) (*Command, error) {
	if len(o.Run) == 0 || o.Run[0] == "" {
		return nil, errors.New("backends.command.run names no program; for example run: [./translate.py]")
	}
	if o.Timeout <= 0 {
		o.Timeout = longestCall
	}
	return &Command{o, 2 * time.Second}, nil
}

// Info gives the limits that were configured.
func (c *Command) Info() Info {
	return Info{Name: "command", Limits: Limits{Segments: c.options.Batch, Calls: c.options.Calls}}
}

// Close does nothing: no program is waited for beyond its batch.
func (c *Command) Close() error { return nil }

// Why a program is stopped.
var (
	errTime = errors.New("it was stopped because it had not ended in time")
	errMuch = errors.New("it was stopped because it printed far too much")
)

// Translate runs the program for one batch.
func (c *Command) Translate(ctx context.Context, r Request) (Reply, error) {
	input, err := commandInput(r)
	if err != nil {
		return Reply{}, c.fault(BadReply, "", err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	ctx, release := context.WithTimeoutCause(ctx, c.options.Timeout, errTime)
	defer release()
	cmd := exec.CommandContext(ctx, c.options.Run[0], c.options.Run[1:]...)
	cmd.Dir, cmd.WaitDelay = c.options.Dir, c.grace
	out := &head{most: 4*len(input) + 1<<20, over: func() { stop(errMuch) }}
	errs := &process.Tail{Most: 500}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), out, errs
	process.EndTogether(cmd)
	err = cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		// The program is done, but something it started still holds its output.
		_ = process.EndGroup(cmd) // it may have ended by now
		err = nil
	}
	reply, rubbish := parseLines(out.kept)
	switch cause := context.Cause(ctx); {
	case err == nil && rubbish == nil:
		return reply, nil
	case err == nil:
		return reply, c.fault(BadReply, `it must print one {"id":"…","text":"…"} a line`, errs.After(rubbish))
	case cause != nil:
		return reply, c.stopped(cause, errs)
	}
	return reply, c.failed(err, errs)
}

// stopped is the fault of a program that we ended.
func (c *Command) stopped(cause error, errs *process.Tail) error {
	hint := ""
	if errors.Is(cause, errTime) {
		cause = fmt.Errorf("%w (%s)", cause, c.options.Timeout)
		hint = "raise backends.command.timeout if it needs longer"
	}
	return c.fault(BadReply, hint, errs.After(cause))
}

// failed is the fault of a program that ended badly or could not be started.
func (c *Command) failed(err error, errs *process.Tail) error {
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return c.fault(BadReply, "run it by hand to see why", errs.After(err))
	}
	if no, ok := errors.AsType[syscall.Errno](err); ok && (no.Temporary() || no == syscall.ENOMEM) {
		return c.fault(Temporary, "", err) // the machine has no room for one more process
	}
	return c.fault(Setup, "see backends.command.run", err)
}

func (c *Command) fault(k Kind, hint string, err error) error {
	return &Error{Engine: "command", Kind: k, Hint: hint, Err: fmt.Errorf("%s: %w", c.options.Run[0], err)}
}
