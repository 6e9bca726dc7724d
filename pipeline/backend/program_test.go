package backend

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// asProgram as the first argument makes the test binary the counterpart of the
// command engine.
const asProgram = "as-program"

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == asProgram {
		os.Exit(programs[os.Args[2]](os.Args[3:]))
	}
	// Under the race detector each program would wait a second before it ends.
	os.Setenv("GORACE", "atexit_sleep_ms=0")
	os.Exit(m.Run())
}

// run is the command line of a counterpart.
func run(name string, args ...string) []string {
	return append([]string{os.Args[0], asProgram, name}, args...)
}

// programs are the counterparts, by name; each returns its exit code.
var programs = map[string]func(args []string) int{
	"hold":      hold,
	"good":      func([]string) int { return say(lines(question())) },
	"reverse":   func([]string) int { return say(reversed(lines(question()))) },
	"half":      func([]string) int { return say(half(lines(question()))) },
	"none":      func([]string) int { question(); return 0 },
	"no end":    func([]string) int { fmt.Print(strings.Join(lines(question()), "\n")); return 0 },
	"crlf":      func([]string) int { fmt.Print(strings.Join(lines(question()), "\r\n") + "\r\n"); return 0 },
	"mark":      func([]string) int { fmt.Print(byteOrderMark); return say(lines(question())) },
	"exit":      func([]string) int { return complain("no such model") },
	"deaf":      func([]string) int { os.Stdin.Close(); return 0 },
	"deaf exit": func([]string) int { os.Stdin.Close(); return complain("no such model") },
	"colours":   func([]string) int { return complain("\x1b[31mno\x1b[0m\r\nsuch\tmodel\x00\u202e") },
	"midway":    func([]string) int { say(half(lines(question()))); return complain("out of memory") },
	"all, exit": func([]string) int { say(lines(question())); return complain("late") },
	"cut": func([]string) int {
		text := strings.Join(lines(question()), "\n")
		fmt.Print(text[:len(text)-20])
		return 0
	},
	"unknown": func([]string) int {
		return say(append(lines(question()), line("99", "whose?"), line("", "nobody's")))
	},
	"twice alike": func([]string) int { text := lines(question()); return say(append(text, text...)) },
	"twice": func([]string) int {
		in := question()
		return say(append(lines(in), line(in[0].ID, "something else")))
	},
	"rubbish before":  func([]string) int { return say(append([]string{"Loading model…"}, lines(question())...)) },
	"rubbish after":   func([]string) int { return say(append(lines(question()), "Done.")) },
	"rubbish between": func([]string) int { return say([]string{strings.Join(lines(question()), "\n***\n{}\n\n")}) },
	"rubbish": func([]string) int {
		question()
		return say([]string{"Traceback", "null", "[]", `{"id":1,"text":"a"}`, `{"id":"1"}`, `{"id":"1","text":null}`, `"x"`})
	},
	"flood": func([]string) int {
		say(lines(question()))
		for {
			if _, err := fmt.Println(strings.Repeat("x", 1<<16)); err != nil {
				return 1
			}
		}
	},
	"loud": func([]string) int {
		say(lines(question()))
		fmt.Fprint(os.Stderr, strings.Repeat("warning\n", 1<<16))
		return 0
	},
	"hang": func([]string) int { say(half(lines(question()))); time.Sleep(time.Hour); return 0 },
	"hang with child": func(args []string) int {
		say(half(lines(question())))
		child(args[0], false)
		return hold(args)
	},
	"leave child":      func(args []string) int { say(lines(question())); return child(args[0], false) },
	"leave free child": func(args []string) int { say(lines(question())); return child(args[0], true) },
}

// question reads the batch and fails on lines that are not as documented.
func question() []commandLine {
	var out []commandLine
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	in.DisallowUnknownFields()
	for {
		var l commandLine
		err := in.Decode(&l)
		if err == io.EOF {
			return out
		}
		if err != nil || l.ID == "" || l.Source != "en" || l.Target != "hy" {
			fmt.Fprintln(os.Stderr, "bad input:", l, err)
			os.Exit(9)
		}
		out = append(out, l)
	}
}

func line(id, text string) string {
	out, err := json.Marshal(map[string]string{"id": id, "text": text})
	if err != nil {
		panic(err)
	}
	return string(out)
}

func lines(in []commandLine) []string {
	var out []string
	for _, l := range in {
		out = append(out, line(l.ID, rendered(l.Text)))
	}
	return out
}

func say(text []string) int {
	for _, l := range text {
		fmt.Println(l)
	}
	return 0
}

func half(text []string) []string { return text[:len(text)/2] }

func reversed(text []string) []string {
	var out []string
	for i := range text {
		out = append(out, text[len(text)-1-i])
	}
	return out
}

func complain(text string) int {
	fmt.Fprintln(os.Stderr, text)
	return 3
}

// hold connects to the test and lives until the test hangs up, so that the
// test sees by the connection whether the process lives.
func hold(args []string) int {
	conn, err := net.Dial("tcp", args[0])
	if err != nil {
		return 1
	}
	fmt.Fprintln(os.Stderr, "held")
	_, _ = io.Copy(io.Discard, conn)
	return 0
}

// child starts a process that holds our output open, and returns when it has
// connected.
func child(address string, free bool) int {
	argv := run("hold", address)
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout = os.Stdout
	if free {
		leaveGroup(cmd)
	}
	ready, err := cmd.StderrPipe()
	if err != nil || cmd.Start() != nil {
		return 1
	}
	_, _ = bufio.NewReader(ready).ReadString('\n')
	return 0
}
