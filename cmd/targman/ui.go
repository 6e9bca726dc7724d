package main

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"
)

// What a person sees. Results go to standard output; progress, warnings and
// errors to standard error. An error is one message with its prefix, in lower
// case and without a full stop; each step to take follows on a line of its own.

// wantedLanguages lists the languages for the program's messages, best first:
// the flag, TARGMAN_LANG, the environment's locale. The flag is looked for by
// hand because the help itself is in that language.
func wantedLanguages(args, env []string) []string {
	var out []string
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			out = append(out, v)
		} else if a == "--lang" && i+1 < len(args) {
			out = append(out, args[i+1])
		}
	}
	for _, name := range []string{envName("lang"), "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v, ok := lookup(env, name); ok && v != "" {
			out = append(out, v)
			if name != envName("lang") {
				break // POSIX: the first of these that is set decides
			}
		}
	}
	return out
}

// fail prints an error, unless the command has told of it already, and returns
// the exit code.
func (p *program) fail(err error) int {
	code := exitCode(err)
	var why interruption
	switch {
	case err == nil, errors.As(err, &toldError{}):
	case errors.As(err, &why) && why.code == code:
		p.warn(p.text(why.message, nil))
	default:
		p.problem(err)
	}
	return code
}

// problem tells of an error.
func (p *program) problem(err error) { p.tell(slog.LevelError, err.Error()) }

// warn tells a warning.
func (p *program) warn(text string) { p.tell(slog.LevelWarn, text) }

// text says a message of the program in the language that was chosen.
func (p *program) text(id string, values map[string]any) string {
	if p.say == nil {
		return id
	}
	return p.say.Say(id, values)
}

// paint is a colour on a terminal and nothing elsewhere; NO_COLOR switches it
// off (https://no-color.org).
func (p *program) paint(w io.Writer, attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if _, no := lookup(p.env, "NO_COLOR"); no || !terminal(w) {
		c.DisableColor()
	} else {
		c.EnableColor()
	}
	return c
}

// printer remembers that results could not be printed, so that a full disk
// behind a redirection does not end with 0.
type printer struct {
	io.Writer
	err error
}

func (w *printer) Write(data []byte) (int, error) {
	n, err := w.Writer.Write(data)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

// terminal says that a person sits behind the writer.
func terminal(w io.Writer) bool {
	if p, ok := w.(*printer); ok {
		w = p.Writer
	}
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
