package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/fsys"
	"targman/pipeline/schedule"
)

// mostTime is how long a scheduled run works where no other limit is set.
const mostTime = 2 * time.Hour

// scheduling is one call of `targman schedule`.
type scheduling struct {
	*program
	cfg                 *loaded
	systemd, cron, user bool
	every, at, on       string
	name, runAs, binary string
	folder              string // that the files are written into; empty prints them
}

func (p *program) schedule() *cobra.Command {
	s := &scheduling{program: p}
	cmd := &cobra.Command{
		Use:   "schedule",
		Short: p.text("schedule.short", nil),
		Long:  p.text("schedule.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if s.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return s.run()
		},
	}
	f := cmd.Flags()
	f.BoolVar(&s.systemd, "systemd", false, p.text("flag.systemd", nil))
	f.BoolVar(&s.cron, "cron", false, p.text("flag.cron", nil))
	f.BoolVar(&s.user, "user", false, p.text("flag.user", nil))
	f.StringVar(&s.every, "every", string(schedule.Daily), p.text("flag.every", nil))
	f.StringVar(&s.at, "at", "04:00", p.text("flag.at", nil))
	f.StringVar(&s.on, "on", "", p.text("flag.on", nil))
	p.overrule(f, "max-time")
	f.StringVar(&s.name, "name", "", p.text("flag.unit", nil))
	f.StringVar(&s.runAs, "run-as", "", p.text("flag.run-as", nil))
	f.StringVar(&s.binary, "program", "", p.text("flag.program", nil))
	f.StringVar(&s.folder, "out", "", p.text("flag.schedule-out", nil))
	return cmd
}

func (s *scheduling) run() error {
	if s.systemd == s.cron {
		return usage(errors.New("name one of --systemd and --cron"))
	}
	job, err := s.job()
	if err != nil {
		return usage(err)
	}
	files, err := s.files(job)
	if err != nil {
		return usage(fmt.Errorf("schedule: %w", err))
	}
	s.tellMissing(job)
	if s.folder != "" {
		return s.write(files)
	}
	for _, f := range files {
		if s.systemd {
			fmt.Fprintln(s.out, "#", f.name)
		}
		fmt.Fprint(s.out, f.text)
	}
	return nil
}

// unitFile is a file of a schedule.
type unitFile struct{ name, text string }

func (s *scheduling) files(job *schedule.Job) ([]unitFile, error) {
	if s.cron {
		wrap := []string{"nice", "-n", "10"}
		if _, err := exec.LookPath("ionice"); err == nil {
			wrap = append(wrap, "ionice", "-c", "3")
		}
		line, err := job.Cron(wrap...)
		return []unitFile{{job.Name + ".cron", line}}, err
	}
	service, err := job.Service()
	if err != nil {
		return nil, err
	}
	timer, err := job.Timer()
	return []unitFile{{job.Name + ".service", service}, {job.Name + ".timer", timer}}, err
}

// tellMissing names what has to be there before a service starts: the folders
// that it could not make itself, and the keys.
func (s *scheduling) tellMissing(job *schedule.Job) {
	if s.cron {
		return
	}
	for _, folder := range job.Writable {
		if !s.user && !there(folder) {
			s.warn(s.text("schedule.missing", map[string]any{"Folder": folder}))
		}
	}
	home, _ := os.UserHomeDir() // ~ says as much
	for _, name := range job.Credentials {
		file := strings.Replace(job.CredentialFile(name), "%h", cmp.Or(home, "~"), 1)
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) { // root's own may not be looked at
			s.warn(s.text("schedule.no-key", map[string]any{"File": file}))
		}
	}
}

// write writes the files into a folder, which it makes; what stands there is not replaced unless
// it is the same.
func (s *scheduling) write(files []unitFile) error {
	for _, f := range files {
		name := filepath.Join(s.folder, f.name)
		old, err := os.ReadFile(name)
		if err == nil && !bytes.Equal(old, []byte(f.text)) {
			return usage(fmt.Errorf("schedule: %s is there and says something else; move it away or name another folder with --out", name))
		}
	}
	if err := os.MkdirAll(s.folder, 0o777); err != nil {
		return fmt.Errorf("schedule: make folder %s: %w", s.folder, fsys.Cause(err))
	}
	for _, f := range files {
		name := filepath.Join(s.folder, f.name)
		if err := fsys.Replace(name, []byte(f.text)); err != nil {
			return fmt.Errorf("schedule: write %s: %w", name, fsys.Cause(err))
		}
		fmt.Fprintln(s.out, s.text("schedule.wrote", map[string]any{"File": name}))
	}
	s.next(files)
	return nil
}

// next says what to do with the files.
func (s *scheduling) next(files []unitFile) {
	switch {
	case s.cron:
		fmt.Fprintln(s.out, s.text("schedule.next-cron", map[string]any{"File": filepath.Join(s.folder, files[0].name)}))
	case s.user:
		fmt.Fprintln(s.out, s.text("schedule.next-user", map[string]any{"Timer": files[1].name}))
	default:
		fmt.Fprintln(s.out, s.text("schedule.next-systemd", map[string]any{"Timer": files[1].name}))
	}
}
