package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"targman/pipeline/schedule"
)

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
