package schedule

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// nasty are words that are hard to spell.
var nasty = []string{"", " ", "a b", "100%", "%n", "%%", `"`, `'`, `it's`, `\`, `\n`, "a\nb", "\n", "\t", "$HOME", "${x}", "`id`", "$(id)", ";", "#", "~", "*",
	"é Հայ", "-o", "a=b", "!", `'"$n"'`, `"%`, "\u0085", "\u2028", "\x01"}

// systemd reads a word of a command line again, as systemd.syntax(7) and the
// specifiers of systemd.unit(5) say. It is written from the manual.
func systemd(t interface{ Fatalf(string, ...any) }, word string) string {
	word = strings.ReplaceAll(word, "%%", "\x00")
	if strings.Contains(word, "%") {
		t.Fatalf("%q has a specifier", word)
	}
	word = strings.ReplaceAll(word, "\x00", "%")
	inner, ok := strings.CutPrefix(word, `"`)
	if !ok {
		if strings.ContainsAny(word, " \t\n\"'\\;#") || word == "" {
			t.Fatalf("%q needs quotes", word)
		}
		return word
	}
	inner, ok = strings.CutSuffix(inner, `"`)
	if !ok || strings.ContainsAny(inner, "\n\r") {
		t.Fatalf("%q does not end on its line", word)
	}
	var b strings.Builder
	for i := 0; i < len(inner); i++ {
		switch {
		case inner[i] == '"':
			t.Fatalf("%q ends early", word)
		case inner[i] != '\\':
			b.WriteByte(inner[i])
		case inner[i+1] == 'x':
			n, err := strconv.ParseUint(inner[i+2:i+4], 16, 8)
			if err != nil {
				t.Fatalf("%q: %v", word, err)
			}
			b.WriteByte(byte(n))
			i += 3
		default:
			b.WriteByte(inner[i+1])
			i++
		}
	}
	return b.String()
}

// cron gives a command to the shell, as crontab(5) says: a percent sign is a
// newline unless a backslash stands before it.
func cron(t *testing.T, line string) string {
	t.Helper()
	_, line, _ = strings.Cut(line, "\n") // the comment
	line, ok := strings.CutSuffix(line, "\n")
	if !ok || strings.Contains(line, "\n") {
		t.Fatalf("%q is not one line", line)
	}
	m := regexp.MustCompile(`^(?:\S+ ){5}(.*)$`).FindStringSubmatch(line)
	if m == nil || strings.Contains(strings.ReplaceAll(m[1], `\%`, ""), "%") {
		t.Fatalf("%q is no line of a crontab, or has a bare percent sign", line)
	}
	return strings.ReplaceAll(m[1], `\%`, "%")
}

// TestQuote spells words so that systemd reads them again.
func TestQuote(t *testing.T) {
	for _, word := range nasty {
		if got := systemd(t, quote(word)); got != word {
			t.Errorf("%q is written %s and read %q", word, quote(word), got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.String().Draw(t, "word")
		if got := systemd(t, quote(word)); got != word {
			t.Fatalf("%q is written %s and read %q", word, quote(word), got)
		}
	})
}

// shellGives runs a cron line's command by hand, in an empty environment, and says
// which arguments arrived.
func shellGives(t *testing.T, words []string) []string {
	t.Helper()
	j := Job{Name: "t", Program: "/usr/bin/printf", Args: append([]string{`%s\0`}, words...)}
	line, err := j.Cron("nice", "-n", "1")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("env", "-i", "/bin/sh", "-c", cron(t, line)).Output()
	if err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	got := strings.Split(string(out), "\x00")
	return got[:len(got)-1]
}

// TestCronWords brings every word through cron and the shell.
func TestCronWords(t *testing.T) {
	var words []string
	for _, word := range nasty {
		words = append(words, word)
		if len(words) == 6 || word == nasty[len(nasty)-1] {
			if got := shellGives(t, words); strings.Join(got, "\x00") != strings.Join(words, "\x00") {
				t.Errorf("%q arrive as %q", words, got)
			}
			words = nil
		}
	}
}

// TestLongCommand: a longer one is cut off by cron.
func TestLongCommand(t *testing.T) {
	of := func(word string) (string, error) {
		return (&Job{Name: "t", Program: "/usr/bin/printf", Args: []string{word}}).Cron()
	}
	short, err := of("a")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(short, "\n")
	command := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 6)[5]
	for n, ok := range map[int]bool{mostLine - 1: true, mostLine: true, mostLine + 1: false} {
		_, err := of(strings.Repeat("a", 1+n-len(command)))
		if (err == nil) != ok || !ok && !strings.Contains(err.Error(), "the line would have 999 bytes, and cron takes 998") {
			t.Errorf("a command of %d bytes: %v", n, err)
		}
	}
}

// FuzzCron does so with any word.
func FuzzCron(f *testing.F) {
	for _, word := range nasty {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		j := Job{Name: "t", Program: "/usr/bin/printf", Args: []string{word}}
		if _, err := j.Cron(); err != nil {
			if utf8.ValidString(word) && !strings.ContainsAny(word, "\x00\r") && len(word) < 100 {
				t.Errorf("%q is refused: %v", word, err)
			}
			return
		}
		if got := shellGives(t, []string{word}); len(got) != 1 || got[0] != word {
			t.Errorf("%q arrives as %q", word, got)
		}
	})
}

// TestVerify has systemd itself look at the units.
func TestVerify(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("systemd-analyze is not installed; .ci/run has to install it")
		}
		t.Skip("systemd-analyze is not installed; .ci/run installs it")
	}
	folder := filepath.Join(t.TempDir(), "a 100% $HOME; #1 é")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "targman program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name string
		job  Job
	}{
		{"daily", Job{Every: Daily, At: 4*time.Hour + 15*time.Minute, User: "daemon"}},
		{"hourly", Job{Every: Hourly, At: 7 * time.Minute}},
		{"weekly", Job{Every: Weekly, Others: true}},
		{"own-times", Job{On: "Mon..Fri 04:00,12:30"}},
		{"own-manager", Job{Every: Daily, OwnManager: true, Credentials: []string{"deepl"}, Variables: []string{"OPENAI_API_KEY"}}},
		{"keys", Job{Every: Daily, Credentials: []string{"deepl", "x.y_z"}, Variables: []string{"OPENAI_API_KEY"}}},
		{"newline", Job{Every: Daily, Writable: []string{"/srv/a\nb"}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			j := x.job
			j.Name, j.Program, j.MaxTime = "targman-"+x.name, program, 2*time.Hour
			j.Args = append([]string{"translate", "--config", folder + "/config.yaml"}, nasty...)
			j.Writable = append(j.Writable, folder, folder+`/"quoted" it's \ back`)
			verify(t, &j)
		})
	}
}

func verify(t *testing.T, j *Job) {
	t.Helper()
	service, err := j.Service()
	if err != nil {
		t.Fatal(err)
	}
	timer, err := j.Timer()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	args := []string{"verify", "--man=no"}
	for ext, text := range map[string]string{".service": service, ".timer": timer} {
		name := filepath.Join(folder, j.Name+ext)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if j.OwnManager {
		args = append([]string{"--user"}, args...)
	}
	c := exec.Command("systemd-analyze", args...)
	c.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+folder)
	if out, err := c.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "" {
		t.Errorf("%v\n%s\n%s%s", err, out, service, timer)
	}
}

// TestRefused says no to what cannot be told.
func TestRefused(t *testing.T) {
	good := Job{Name: "t", Program: "/p", Args: []string{"a"}}
	for name, change := range map[string]func(*Job){
		"a name with a slash":         func(j *Job) { j.Name = "a/b" },
		"no name":                     func(j *Job) { j.Name = "" },
		"a user with a line break":    func(j *Job) { j.User = "a\nUser=root" },
		"a path that is not UTF-8":    func(j *Job) { j.Args = []string{"\xff"} },
		"a path with NUL":             func(j *Job) { j.Args = []string{"a\x00b"} },
		"a credential that is a line": func(j *Job) { j.Credentials = []string{"a\nb"} },
		"a variable with a space":     func(j *Job) { j.Variables = []string{"A B"} },
		"25 o'clock":                  func(j *Job) { j.At = 25 * time.Hour },
	} {
		j := good
		change(&j)
		_, err := j.Service()
		_, err2 := j.Timer()
		_, err3 := j.Cron()
		if err == nil || err2 == nil || err3 == nil {
			t.Errorf("%s: %v, %v, %v", name, err, err2, err3)
		}
	}
	for name, refuse := range map[string]func() error{
		"a program in quotes":      func() error { j := good; j.Program = `/a"b`; _, err := j.Service(); return err },
		"times with a line break":  func() error { j := good; j.On = "daily\nX=1"; _, err := j.Timer(); return err },
		"a crontab of six fields":  func() error { j := good; j.On = "1 2 3 4 5 6"; _, err := j.Cron(); return err },
		"a crontab with a command": func() error { j := good; j.On = "1 2 3 4 $(x)"; _, err := j.Cron(); return err },
		"a line that is too long":  func() error { j := good; j.Args = []string{strings.Repeat("a", 999)}; _, err := j.Cron(); return err },
		"a carriage return":        func() error { j := good; j.Args = []string{"a\rb"}; _, err := j.Cron(); return err },
		"a credential of cron's":   func() error { j := good; j.Credentials = []string{"deepl"}; _, err := j.Cron(); return err },
	} {
		if err := refuse(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	j := good
	j.On = "daily\n"
	if _, err := j.Timer(); !errors.Is(err, errOn) {
		t.Errorf("wrong times: %v", err)
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{2 * time.Hour: "2h", 90 * time.Minute: "1h30m", 10 * time.Minute: "10m", 30 * time.Second: "30s", 0: "0s", 3601 * time.Second: "1h0m1s"} {
		if got := Span(d); got != want {
			t.Errorf("Span(%s) = %s, want %s", time.Duration(d), got, want)
		}
	}
}
