package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/fatih/color"
)

// What a run tells while it is at work goes to standard error: to a person on a
// terminal in words, elsewhere as one JSON object a line
// (https://pkg.go.dev/log/slog#NewJSONHandler), the last of which is the run's
// own (package runs).

// logFormats and logLevels are the values of log.format and log.level.
var (
	logFormats = []string{logAuto, logText, logJSON}
	logLevels  = []string{"debug", "info", "warn", "error"}
)

const (
	logAuto = "auto"
	logText = "text"
	logJSON = "json"
)

// openLog begins to tell in the format and from the level on.
func (p *program) openLog(c LogConfig) {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Level)) // validated; info when there is none
	p.asJSON = c.Format == logJSON || c.Format != logText && !terminal(p.err)
	if p.asJSON {
		p.log = slog.New(slog.NewJSONHandler(p.err, &slog.HandlerOptions{Level: level, ReplaceAttr: discreet}))
		return
	}
	p.log = slog.New(person{p, level})
}

// earlyLog is the log of a run whose settings could not be read: only what the
// command line and the environment say of it is known.
func earlyLog(args, env []string) (c LogConfig) {
	c.Format, _ = lookup(env, envName("log.format"))
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--log-format="); ok {
			c.Format = v
		} else if a == "--log-format" && i+1 < len(args) {
			c.Format = args[i+1]
		}
	}
	if !slices.Contains(logFormats, c.Format) {
		c.Format = logAuto // it is this that is told of, or there is none
	}
	return c
}

// discreet writes times in UTC and hides what looks like a secret.
func discreet(groups []string, a slog.Attr) slog.Attr {
	switch {
	case a.Key == slog.TimeKey && len(groups) == 0:
		a.Value = slog.TimeValue(a.Value.Time().UTC())
	case a.Value.Kind() == slog.KindString:
		a.Value = slog.StringValue(redact(a.Value.String()))
	}
	return a
}

// tell is where all that a person is told passes through. facts are names and
// values for machines; the words have them already.
func (p *program) tell(level slog.Level, text string, facts ...any) {
	log := p.log
	if log == nil {
		log = slog.New(person{p, slog.LevelWarn})
	}
	log.Log(context.Background(), level, text, facts...)
}

// person is a log in words.
type person struct {
	p     *program
	least slog.Level
}

// Enabled says that a message of the level is told.
func (h person) Enabled(_ context.Context, level slog.Level) bool { return level >= h.least }

// WithAttrs and WithGroup change nothing: a person reads the words.
func (h person) WithAttrs([]slog.Attr) slog.Handler { return h }

// WithGroup changes nothing.
func (h person) WithGroup(string) slog.Handler { return h }

// Handle prints the lines of a message, each with the prefix, but for
// continuation lines, which are indented.
func (h person) Handle(_ context.Context, r slog.Record) error {
	name, paint := "error", color.FgRed
	switch {
	case r.Level < slog.LevelWarn:
		name, paint = "note", color.FgCyan
	case r.Level < slog.LevelError:
		name, paint = "warning", color.FgYellow
	}
	prefix := h.p.paint(h.p.err, paint).Sprint("targman: " + h.p.text(name, nil) + ":")
	var errs []error
	for _, line := range strings.Split(r.Message, "\n") {
		if !strings.HasPrefix(line, " ") {
			line = prefix + " " + line
		}
		_, err := fmt.Fprintln(h.p.err, line)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
