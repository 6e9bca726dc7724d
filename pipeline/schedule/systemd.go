package schedule

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// calendar are the signs of an expression of systemd.time(7).
var calendar = regexp.MustCompile(`^[A-Za-z0-9*,.:/~ -]{1,200}$`)

// landing is how long calls under way have to land when the time is over: the
// longest call, and the writing.
const landing = 10 * time.Minute

// Timer is the unit that starts the service
// (https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html).
func (j *Job) Timer() (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	on := j.On
	hour, minute := j.clock()
	switch {
	case on != "" && !calendar.MatchString(on):
		return "", fmt.Errorf("%q: %w", on, errOn)
	case on != "":
	case j.Every == Hourly:
		on = fmt.Sprintf("*-*-* *:%02d:00", minute)
	case j.Every == Weekly:
		on = fmt.Sprintf("Mon *-*-* %02d:%02d:00", hour, minute)
	default:
		on = fmt.Sprintf("*-*-* %02d:%02d:00", hour, minute)
	}
	return lines(
		"[Unit]", "Description=Translate what is new at its hours ("+j.Name+")", "",
		"[Timer]", "# Local time. A run that was missed while the machine was off is made up for.",
		"OnCalendar="+on, "Persistent=true", "RandomizedDelaySec=5min", "",
		"[Install]", "WantedBy=timers.target"), nil
}

// Service is the unit that runs the command once
// (https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html);
// it needs systemd 247 or newer.
func (j *Job) Service() (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	command, err := j.exec()
	if err != nil {
		return "", err
	}
	out := []string{"[Unit]", "Description=Translate what is new (" + j.Name + ")"}
	if !j.OwnManager {
		out = append(out, "Wants=network-online.target", "After=network-online.target")
	}
	out = append(out, "# A unit of yours that tells somebody when a run fails:", "#OnFailure=tell@%N.service", "",
		"[Service]", "Type=oneshot", command,
		"# 3: done, but a person is wanted (targman status says for what); 143: it was stopped.", "SuccessExitStatus=3 143",
		"# What takes longer than "+Span(j.MaxTime)+" is left to the next run. A signal lets calls under way land first.",
		seconds("TimeoutStartSec", j.MaxTime+landing), seconds("TimeoutStopSec", landing), "KillMode=mixed",
		"Nice=10", "IOSchedulingClass=idle")
	if j.User != "" && !j.OwnManager {
		out = append(out, "User="+j.User)
	}
	out = append(out, j.secrets()...)
	out = append(out, "")
	return lines(append(out, j.hardening()...)...), nil
}

func lines(list ...string) string { return strings.Join(list, "\n") + "\n" }

// seconds is a time-out; a command without a limit of its own has none here.
func seconds(key string, d time.Duration) string {
	if key == "TimeoutStartSec" && d <= landing {
		return key + "=infinity"
	}
	return fmt.Sprintf("%s=%d", key, int(d/time.Second))
}

// exec is the command line. The colon switches variables off, so that a dollar is
// one.
func (j *Job) exec() (string, error) {
	if strings.ContainsFunc(j.Program, control) || strings.ContainsAny(j.Program, `"'\`) {
		return "", fmt.Errorf("program %q: systemd starts none with quotes, backslashes or controls in its path; install it elsewhere", j.Program)
	}
	words := []string{quote(":" + j.Program)}
	for _, arg := range j.Args {
		words = append(words, quote(arg))
	}
	return "ExecStart=" + strings.Join(words, " "), nil
}

// plain needs no quotes.
var plain = regexp.MustCompile(`^[A-Za-z0-9_./:@=+,-]+$`)

// quote spells a word for a command line in a unit
// (https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html#Quoting);
// a percent sign begins a specifier unless there are two.
func quote(word string) string {
	if plain.MatchString(word) {
		return word
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range word {
		switch {
		case r == '%':
			b.WriteString("%%")
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case control(r):
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, `\x%02x`, c)
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// folder is where keys are looked for.
func (j *Job) folder() string {
	if j.OwnManager {
		return "%h/.config/targman"
	}
	return "/etc/targman"
}

// CredentialFile is where the service reads a credential from, and does not start
// without; %h is the home of the manager's user.
func (j *Job) CredentialFile(name string) string { return j.folder() + "/" + j.Name + "/" + name }

// secrets names where keys are; a key itself is in no unit.
func (j *Job) secrets() (out []string) {
	if len(j.Credentials) > 0 {
		out = append(out, "# Keys, one a file, mode 0600, owned by who starts the service.")
	}
	for _, name := range j.Credentials {
		out = append(out, "LoadCredential="+name+":"+j.CredentialFile(name))
	}
	if len(j.Variables) > 0 {
		out = append(out, "# Lines NAME=value, mode 0600: "+strings.Join(j.Variables, ", ")+".",
			"EnvironmentFile=-"+j.folder()+"/"+j.Name+".env")
	}
	return out
}
