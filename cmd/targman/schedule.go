package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/runs"
	"targman/pipeline/schedule"
)

// scheduleFlags maps the flags of `targman schedule` to settings.
var scheduleFlags = map[string]string{"max-time": "max_time", "lang": "lang"}

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
			if s.cfg, err = p.load(cmd.Flags(), scheduleFlags); err != nil {
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
	f.String("max-time", "", p.text("flag.max-time", nil))
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

// job is the run to be scheduled, from the settings in effect.
func (s *scheduling) job() (*schedule.Job, error) {
	if s.cfg.File == "" {
		return nil, errors.New("schedule: there is no configuration file; name one with --config, or make a project with targman init")
	}
	program, err := s.binaryPath()
	if err != nil {
		return nil, err
	}
	at, err := clockTime(s.at)
	if err != nil {
		return nil, err
	}
	if err := known("--every", s.every, string(schedule.Hourly), string(schedule.Daily), string(schedule.Weekly)); err != nil {
		return nil, err
	}
	limit := s.cfg.MaxTime
	if limit == 0 {
		limit = mostTime
	}
	h := s.cfg.Hooks.Done
	job := &schedule.Job{Name: s.unit(), Program: program, Every: schedule.Interval(s.every), At: at, On: s.on, MaxTime: limit,
		User: s.runner(), OwnManager: s.user, Writable: s.writable(), Others: len(h.Run) > 0 || slices.Contains(s.cfg.used(), "command")}
	job.Args = []string{"translate", "--config", whole(s.cfg.File), "--if-locked", "skip", "--max-time", schedule.Span(limit), "--quiet"}
	if s.cron { // a person reads the mail
		job.Args = append(job.Args, "--log-format", logText)
	}
	job.Credentials, job.Variables = s.cfg.keys()
	job.Variables = append(job.Variables, h.Env...)
	return job, nil
}

// binaryPath is the program to be started.
func (s *scheduling) binaryPath() (string, error) {
	if s.binary != "" {
		if !there(s.binary) {
			return "", fmt.Errorf("--program: there is no %s", s.binary)
		}
		return whole(s.binary), nil
	}
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("schedule: find the program: %w; name it with --program", err)
	}
	if strings.Contains(self, string(filepath.Separator)+"go-build") {
		return "", fmt.Errorf("schedule: %s is there for this call only; install the program (go install ./cmd/targman) or name it with --program", self)
	}
	return self, nil
}

// runner is the user that a system service runs as: the one who asks, unless that
// is root, or the one who was named.
func (s *scheduling) runner() string {
	if s.runAs != "" || runtime.GOOS == "windows" || os.Getuid() == 0 {
		return s.runAs
	}
	if me, err := user.Current(); err == nil {
		return me.Username
	}
	return ""
}

var noUnit = regexp.MustCompile(`[^a-z0-9]+`)

// unit is the name of the units, by the folder of the project where none is given.
func (s *scheduling) unit() string {
	if s.name != "" {
		return s.name
	}
	name := strings.Trim(noUnit.ReplaceAllString(strings.ToLower(filepath.Base(s.cfg.folder())), "-"), "-")
	return strings.TrimSuffix("targman-"+name[:min(len(name), 80)], "-")
}

// writable are the folders that a run writes into.
func (s *scheduling) writable() (out []string) {
	add := func(folder string) {
		if folder = whole(folder); !slices.Contains(out, folder) {
			out = append(out, folder)
		}
	}
	add(filepath.Dir(s.cfg.Memory.File))
	add(s.cfg.Out)
	for _, file := range append(slices.Clone(s.cfg.Report.Files), s.cfg.Report.Metrics) {
		if file != "" {
			add(filepath.Dir(file))
		}
	}
	return out
}

// keys are the names of the credentials and of the variables in which the engines
// that may be asked find their keys.
func (l *loaded) keys() (credentials, variables []string) {
	for _, name := range l.used() {
		c, ok := l.Backends.services()[name]
		switch {
		case !ok || c.KeyFile != "":
		case c.KeyCredential != "":
			credentials = append(credentials, c.KeyCredential)
		case c.KeyEnv != "":
			variables = append(variables, c.KeyEnv)
		}
		if name == "amazon" {
			variables = append(variables, l.Backends.Amazon.KeyIDEnv, l.Backends.Amazon.TokenEnv)
		}
	}
	for _, list := range []*[]string{&credentials, &variables} {
		slices.Sort(*list)
		*list = slices.DeleteFunc(slices.Compact(*list), func(s string) bool { return s == "" })
	}
	return credentials, variables
}

// clockTime reads a time of day.
func clockTime(text string) (time.Duration, error) {
	at, err := time.Parse("15:04", text)
	if err != nil {
		return 0, fmt.Errorf("--at: %q is no time of day; write it like 04:30", text)
	}
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, nil
}

// tellMissing names the folders that a service could not make itself.
func (s *scheduling) tellMissing(job *schedule.Job) {
	if s.cron {
		return
	}
	for _, folder := range job.Writable {
		if !there(folder) {
			s.warn(s.text("schedule.missing", map[string]any{"Folder": folder}))
		}
	}
}

// write writes the files into a folder; what stands there is not replaced unless
// it is the same.
func (s *scheduling) write(files []unitFile) error {
	for _, f := range files {
		name := filepath.Join(s.folder, f.name)
		old, err := os.ReadFile(name)
		if err == nil && !bytes.Equal(old, []byte(f.text)) {
			return usage(fmt.Errorf("schedule: %s is there and says something else; move it away or name another folder with --out", name))
		}
	}
	for _, f := range files {
		name := filepath.Join(s.folder, f.name)
		if err := runs.Replace(name, []byte(f.text)); err != nil {
			return fmt.Errorf("schedule: write %s: %w", name, bare(err))
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
