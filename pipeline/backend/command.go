package backend

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// CommandOptions configure the command engine.
type CommandOptions struct {
	// Run is the program and its arguments.
	Run []string
	// Dir is the folder it runs in; a program name with a slash is looked for
	// there.
	Dir string
	// Timeout is the longest wait for the answers to a batch.
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
type Command struct{ options CommandOptions }

// NewCommand makes a command engine.
func NewCommand(o CommandOptions) (*Command, error) {
	if len(o.Run) == 0 || o.Run[0] == "" {
		return nil, errors.New("backends.command.run names no program; for example run: [./translate.py]")
	}
	return &Command{o}, nil
}

// Info gives the limits that were configured.
func (c *Command) Info() Info {
	return Info{Name: "command", Limits: Limits{Segments: c.options.Batch, Calls: c.options.Calls}}
}

// Close does nothing: no process outlives its batch.
func (c *Command) Close() error { return nil }

// commandLine is a line of the program's input; an answer has ID and Text.
type commandLine struct {
	ID     string        `json:"id"`
	Text   string        `json:"text"`
	Source string        `json:"source,omitempty"`
	Target string        `json:"target,omitempty"`
	Terms  []commandTerm `json:"terms,omitempty"`
}

type commandTerm struct {
	Source string `json:"source"`
	Target string `json:"target,omitempty"`
	Keep   bool   `json:"keep,omitempty"`
}

// Translate runs the program for one batch.
func (c *Command) Translate(ctx context.Context, r Request) (Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	input, err := c.input(r)
	if err != nil {
		return Reply{}, c.fault(BadReply, "", err)
	}
	cmd := exec.CommandContext(ctx, c.options.Run[0], c.options.Run[1:]...)
	cmd.Dir = c.options.Dir
	cmd.Stdin = bytes.NewReader(input)
	out := &capped{most: 4*len(input) + 1<<20}
	errs := &tail{most: 500}
	cmd.Stdout, cmd.Stderr = out, errs
	endTogether(cmd)
	runErr := cmd.Run()
	reply, parseErr := parseLines(out.Bytes())
	switch {
	case ctx.Err() != nil:
		return reply, c.fault(BadReply, "raise backends.command.timeout if it needs longer", fmt.Errorf("no end after %s", c.options.Timeout))
	case out.over:
		return reply, c.fault(BadReply, "", fmt.Errorf("more than %d bytes of output", out.most))
	case runErr != nil:
		return reply, c.runFault(runErr, errs.String())
	case parseErr != nil:
		return reply, c.fault(BadReply, `it must print one {"id":"…","text":"…"} a line`, parseErr)
	}
	return reply, nil
}

// endTogether puts the program into a process group of its own, so that what
// it started ends with it.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
}

// input is the batch as JSON lines.
func (c *Command) input(r Request) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, s := range r.Segments {
		line := commandLine{ID: s.ID, Text: s.Text, Source: r.Source, Target: r.Target}
		for _, t := range s.Terms {
			line.Terms = append(line.Terms, commandTerm(t))
		}
		if err := enc.Encode(line); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// parseLines reads answers. Lines that are none are passed over, and the first
// of them is the error, so that the good ones count.
func parseLines(out []byte) (Reply, error) {
	var reply Reply
	var first error
	in := bufio.NewReader(bytes.NewReader(out))
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if text := bytes.TrimSpace(line); len(text) > 0 {
			var a struct{ ID, Text *string }
			if json.Unmarshal(text, &a) != nil || a.ID == nil || a.Text == nil {
				if first == nil {
					first = fmt.Errorf("line %d of its output is no answer: %.80q", n, text)
				}
			} else {
				reply.Results = append(reply.Results, Result{*a.ID, *a.Text})
			}
		}
		if errors.Is(err, io.EOF) {
			return reply, first
		}
	}
}

func (c *Command) runFault(err error, said string) error {
	if said = strings.TrimSpace(said); said != "" {
		err = fmt.Errorf("%w; it said: %s", err, said)
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return c.fault(BadReply, "run it by hand to see why", err)
	}
	return c.fault(Setup, "see backends.command.run", err)
}

func (c *Command) fault(k Kind, hint string, err error) error {
	return &Error{Engine: "command", Kind: k, Hint: hint, Err: fmt.Errorf("%s: %w", c.options.Run[0], err)}
}

// capped keeps the first bytes of what is written and notes that there were
// more; it takes everything, so that the program does not hang.
type capped struct {
	bytes.Buffer
	most int
	over bool
}

func (c *capped) Write(p []byte) (int, error) {
	if room := c.most - c.Len(); len(p) > room {
		c.over = true
		c.Buffer.Write(p[:max(0, room)])
	} else {
		c.Buffer.Write(p)
	}
	return len(p), nil
}

// tail keeps the last bytes of what is written.
type tail struct {
	kept []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if n := len(t.kept) - t.most; n > 0 {
		t.kept = t.kept[n:]
	}
	return len(p), nil
}

func (t *tail) String() string { return strings.ToValidUTF8(string(t.kept), "?") }
