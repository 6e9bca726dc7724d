package backend

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// commandFaults are what programs do, with a batch of four segments. calls is
// how often the program ran, reason what the last failure says.
var commandFaults = []struct {
	program   string
	delivered string
	calls     int32
	reason    string
}{
	{"good", "1 2 3 4", 1, ""},
	{"reverse", "1 2 3 4", 1, ""},
	{"no end", "1 2 3 4", 1, ""},
	{"crlf", "1 2 3 4", 1, ""},
	{"mark", "1 2 3 4", 1, ""},
	{"loud", "1 2 3 4", 1, ""},
	{"unknown", "1 2 3 4", 1, ""},
	{"twice alike", "1 2 3 4", 1, ""},
	{"all, exit", "1 2 3 4", 1, ""},
	{"rubbish before", "1 2 3 4", 1, ""},
	{"rubbish after", "1 2 3 4", 1, ""},
	{"rubbish between", "1 2 3 4", 1, ""},
	{"flood", "1 2 3 4", 1, ""},
	{"twice", "2 3 4", 3, "twice, differently"},
	{"half", "1 2 3", 3, "left this segment out"},
	{"midway", "1 2 3", 3, "exit status 3; it said: out of memory; run it by hand"},
	{"cut", "1 2 3", 3, "is no answer: \"{"},
	{"none", "", 2, "left this segment out"},
	{"deaf", "", 2, "left this segment out"},
	{"exit", "", 2, "exit status 3; it said: no such model; run it by hand"},
	{"deaf exit", "", 2, "exit status 3; it said: no such model; run it by hand"},
	{"colours", "", 2, "it said: [31mno[0m such model;"},
	{"rubbish", "", 2, `line 1 of its output is no answer: "Traceback"; it must print one`},
}

func TestCommandFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range commandFaults {
		t.Run(tt.program, func(t *testing.T) {
			t.Parallel()
			e, err := NewCommand(CommandOptions{Run: run(tt.program), Timeout: time.Minute})
			if err != nil {
				t.Fatal(err)
			}
			w := &watched{Engine: e}
			segs := segments(4)
			if strings.HasPrefix(tt.program, "deaf") {
				segs[0].Text = strings.Repeat("more than a pipe holds ", 1<<14)
			}
			got := ask(t, client(w), segs)
			if got.ids(4) != tt.delivered || w.calls.Load() != tt.calls || got.err != nil {
				t.Errorf("delivered %q in %d calls with error %v, want %q in %d: %v",
					got.ids(4), w.calls.Load(), got.err, tt.delivered, tt.calls, got.failures)
			}
			for _, s := range segs {
				if text, ok := got.texts[s.ID]; ok && text != rendered(s.Text) {
					t.Errorf("segment %s is %q, want %q", s.ID, text, rendered(s.Text))
				}
			}
			if reason := got.failures["4"] + got.failures["1"]; !strings.Contains(reason, tt.reason) {
				t.Errorf("reason %q, want %q in it", reason, tt.reason)
			}
		})
	}
}

// TestCommandHangs stops a program at its time limit.
func TestCommandHangs(t *testing.T) {
	t.Parallel()
	e, err := NewCommand(CommandOptions{Run: run("hang"), Timeout: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	got := ask(t, client(e), segments(4))
	if want := "stopped because it had not ended in time (1ms)"; !strings.Contains(got.failures["4"], want) {
		t.Errorf("reason %q, want %q in it", got.failures["4"], want)
	}
}

// TestCommandFloods stops a program that prints without end, and keeps what
// came before.
func TestCommandFloods(t *testing.T) {
	t.Parallel()
	e, err := NewCommand(CommandOptions{Run: run("flood")})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := e.Translate(t.Context(), Request{Source: "en", Target: "hy", Segments: segments(4)})
	if len(reply.Results) != 4 || !errors.Is(err, errMuch) {
		t.Errorf("%d answers, error %v, want 4 and %v", len(reply.Results), err, errMuch)
	}
}

// TestCommandGivenUp counts what a program that always fails costs.
func TestCommandGivenUp(t *testing.T) {
	t.Parallel()
	e, err := NewCommand(CommandOptions{Run: run("exit"), Batch: 2})
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{Engine: e}
	c := client(w)
	for range 2 {
		if got := ask(t, c, segments(20)); got.kind() != "bad reply" || w.calls.Load() != 4 {
			t.Errorf("error %v after %d calls, want a bad reply after one batch and three single segments", got.err, w.calls.Load())
		}
	}
}

func TestCommandWithoutProgram(t *testing.T) {
	for _, argv := range [][]string{nil, {""}} {
		if _, err := NewCommand(CommandOptions{Run: argv}); err == nil || !strings.Contains(err.Error(), "backends.command.run") {
			t.Errorf("NewCommand(%q) = %v, want an error that names the setting", argv, err)
		}
	}
}

func TestParseLines(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     string // id=text, …
		err      string
	}{
		{"nothing", "", "", ""},
		{"blank lines", "\n \r\n", "", ""},
		{"one line", `{"id":"1","text":"a"}`, "1=a", ""},
		{"more members", `{"id":"1","text":"a","score":0.5}`, "1=a", ""},
		{"two lines", "{\"id\":\"1\",\"text\":\"a\"}\r\n{\"id\":\"2\",\"text\":\"b\"}\r\n", "1=a,2=b", ""},
		{"a number for an id", `{"id":1,"text":"a"}`, "", "line 1"},
		{"rubbish in line 2", "{\"id\":\"1\",\"text\":\"a\"}\nx\n{\"id\":\"2\",\"text\":\"b\"}", "1=a,2=b", `line 2 of its output is no answer: "x"`},
		{"a cut line", `{"id":"1","text":"a`, "", "line 1"},
		{"two on a line", `{"id":"1","text":"a"} {"id":"2","text":"b"}`, "", "line 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reply, err := parseLines([]byte(tt.in))
			if got := joined(reply.Results); got != tt.want {
				t.Errorf("answers %q, want %q", got, tt.want)
			}
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("error %v, want %q in it", err, tt.err)
			}
		})
	}
}

// joined shows results as id=text, in order.
func joined(results []Result) string {
	var out []string
	for _, r := range results {
		out = append(out, r.ID+"="+r.Text)
	}
	return strings.Join(out, ",")
}
