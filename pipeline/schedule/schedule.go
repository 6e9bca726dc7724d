// Package schedule writes what starts the program at its hours: a service and a
// timer for systemd, or a line for a crontab. It spells any path so that it comes
// out as it went in, and says so where that cannot be done. It opens nothing and
// runs nothing. Start at Job.
package schedule

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Job is a command that is to be run at its hours. All paths are absolute.
type Job struct {
	// Name is that of the units: letters, digits and dashes.
	Name string
	// Program is run with Args.
	Program string
	Args    []string
	// Every is how often, At the time of day.
	Every Interval
	At    time.Duration
	// On overrules Every and At: an expression of systemd.time(7), or the five
	// fields of crontab(5).
	On string
	// MaxTime is how long the command works at most before it ends by itself.
	MaxTime time.Duration
	// User runs a system service; empty is root. OwnManager makes units for the
	// user's own service manager.
	User       string
	OwnManager bool
	// Writable are the folders that the command writes into.
	Writable []string
	// Credentials are names of systemd credentials, Variables those of environment
	// variables that hold keys. Neither is a key.
	Credentials, Variables []string
	// Others says that the command runs programs of others.
	Others bool
}

// Interval is how often a job is run.
type Interval string

// The intervals there are.
const (
	Hourly Interval = "hourly"
	Daily  Interval = "daily"
	Weekly Interval = "weekly" // on Mondays
)

var (
	unitName = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$`)
	// credentialName is what names a credential here; systemd takes more.
	credentialName = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,100}$`)
	userName       = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9._-]*$`)
)

// check refuses what neither systemd nor cron could be told.
func (j *Job) check() error {
	switch {
	case !unitName.MatchString(j.Name):
		return fmt.Errorf("name %q: expected letters, digits and dashes", j.Name)
	case j.User != "" && !userName.MatchString(j.User):
		return fmt.Errorf("user %q: expected the name of a user", j.User)
	case j.At < 0 || j.At >= 24*time.Hour:
		return fmt.Errorf("time of day %s: expected 00:00 to 23:59", j.At)
	}
	for _, text := range append(append([]string{j.Program}, j.Args...), j.Writable...) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return fmt.Errorf("%q is not UTF-8; rename it", text)
		}
	}
	for _, name := range append(append([]string{}, j.Credentials...), j.Variables...) {
		if !credentialName.MatchString(name) {
			return fmt.Errorf("%q: expected a name of letters, digits, dots, dashes and underscores", name)
		}
	}
	return nil
}

var errOn = errors.New("expected an expression such as \"Mon..Fri 04:00\" (systemd.time(7))")

// clock is the minute and the hour at which a job is run.
func (j *Job) clock() (hour, minute int) {
	return int(j.At / time.Hour), int(j.At % time.Hour / time.Minute)
}

// Span is a duration without its zeros: 2h, 1h30m.
func Span(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

func control(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
