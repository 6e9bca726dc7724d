package process

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestTail(t *testing.T) {
	why := errors.New("exit status 1")
	for _, x := range []struct {
		name string
		most int
		said string
		want string
	}{
		{"nothing", 10, "", "exit status 1"},
		{"blanks alone", 10, " \n\t", "exit status 1"},
		{"a line", 10, "no mail\n", "exit status 1; it said: no mail"},
		{"the end of much", 10, strings.Repeat("x", 100) + " the end", "exit status 1; it said: xx the end"},
		{"colours, directions, rubbish", 100, "\x1b[31mr\u202ee\xffd\u0000", "exit status 1; it said: [31mre?d"},
	} {
		tail := &Tail{Most: x.most}
		for _, part := range strings.SplitAfter(x.said, " ") {
			_, _ = io.WriteString(tail, part)
		}
		if got := tail.After(why).Error(); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
