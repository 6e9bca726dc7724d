package schedule

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// fields are the five of crontab(5), or a word for them.
var fields = regexp.MustCompile(`^(?:@(?:hourly|daily|weekly|monthly)|(?:[0-9A-Za-z*,/-]+ ){4}[0-9A-Za-z*,/-]+)$`)

// mostLine is the longest command that every cron takes, in bytes (MAX_COMMAND in
// the source of Vixie cron).
const mostLine = 998

// path is where programs are looked for; cron itself looks in fewer folders, or none.
const path = "PATH=/usr/local/bin:/usr/bin:/bin"

// Cron is a line for a user's crontab, with a comment before it. wrap begins the
// command, such as nice -n 10.
func (j *Job) Cron(wrap ...string) (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	if len(j.Credentials) > 0 {
		return "", fmt.Errorf("cron gives no credentials, and %s is one: keep the key in a file (key_file) or use systemd", j.Credentials[0])
	}
	when, err := j.fields()
	if err != nil {
		return "", err
	}
	command := j.environment() + path + " " + strings.Join(append(wrap, j.words()...), " ")
	if newline := strings.Contains(command, "\n"); newline {
		// A crontab has a line for each command: the shell makes the newline.
		command = strings.ReplaceAll(command, "\n", `'"$n"'`)
		command = `n="$(printf '\nx')"; n="${n%x}"; ` + command
	}
	command = strings.ReplaceAll(command, "%", `\%`) // a newline else
	if strings.ContainsRune(command, '\r') {
		return "", errors.New("a crontab cannot have a carriage return in a path; rename it or use systemd")
	}
	if len(command) > mostLine {
		return "", fmt.Errorf("the line would have %d bytes, and cron takes %d; use shorter paths or systemd", len(command), mostLine)
	}
	return "# targman " + j.Name + "; what it prints, cron mails to MAILTO\n" + when + " " + command + "\n", nil
}

func (j *Job) fields() (string, error) {
	hour, minute := j.clock()
	switch {
	case j.On != "" && !fields.MatchString(j.On):
		return "", fmt.Errorf("%q: expected five fields such as \"0 4 * * 1-5\" (crontab(5))", j.On)
	case j.On != "":
		return j.On, nil
	case j.Every == Hourly:
		return fmt.Sprintf("%d * * * *", minute), nil
	case j.Every == Weekly:
		return fmt.Sprintf("%d %d * * 1", minute, hour), nil
	}
	return fmt.Sprintf("%d %d * * *", minute, hour), nil
}

// environment reads the file with the keys, if there is to be one.
func (j *Job) environment() string {
	if len(j.Variables) == 0 {
		return ""
	}
	file := `"$HOME"/.config/targman/` + j.Name + ".env"
	return "set -a; [ ! -r " + file + " ] || . " + file + "; set +a; "
}

func (j *Job) words() (out []string) {
	for _, word := range append([]string{j.Program}, j.Args...) {
		out = append(out, shell(word))
	}
	return out
}

// shell spells a word for a POSIX shell
// (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02).
func shell(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
