// Command targman turns English articles into aligned Armenian and English
// text in which every name is spelled the one agreed way. It alone reads
// flags, environment and configuration, prints, and ends the process; the line
// itself is in package pipeline. One file holds one subcommand.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"targman/locales"
	"targman/pipeline/fsys"
)

// version is set by the release build.
var version = "0.1.0"

// program is what the commands share.
type program struct {
	in       io.Reader
	out, err io.Writer
	env      []string
	say      *locales.Speaker
	catalog  *locales.Catalog
	// log is where warnings and errors go, asJSON that it is for machines.
	log    *slog.Logger
	asJSON bool
	record *record
}

func main() {
	ctx := untilSignal() // before anything else
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run is the program without its process; it returns the exit code.
func run(ctx context.Context, args, env []string, in io.Reader, out, errs io.Writer) int {
	catalog, err := locales.Load()
	if err != nil {
		return (&program{err: errs}).fail(err)
	}
	print := &printer{Writer: out}
	p := &program{in: in, out: print, err: errs, env: env, catalog: catalog, say: catalog.Speaker(wantedLanguages(args, env)...)}
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(print)
	root.SetErr(errs)
	cmd, err := root.ExecuteContextC(ctx)
	err = because(ctx, err)
	p.record.ran(cmd, err, args)
	code := p.fail(err)
	if print.err != nil && (code == exitDone || code == exitFindings) {
		err = fmt.Errorf("print results: %w; see where the output goes", fsys.Cause(print.err))
		code = p.fail(err)
	}
	return p.record.end(ctx, code, err)
}
