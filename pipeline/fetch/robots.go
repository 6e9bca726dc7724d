package fetch

import (
	"strconv"
	"strings"
	"time"
)

// Rules are those of a robots.txt for one program (RFC 9309).
type Rules struct {
	rules []rule
	// Delay is the pause that the file asks for (Crawl-delay, not in the RFC but
	// in many files).
	Delay time.Duration
}

// rule is an allow or disallow line: a path with * for any bytes, and $ for
// the end of the path at its own end.
type rule struct {
	pattern string
	allow   bool
}

// ParseRobots reads a robots.txt for the program of the given name. What is
// not understood is passed over (section 2.2.4). The groups of one name count as
// one, and where there is none, those of all programs (section 2.2.1).
func ParseRobots(data []byte, name string) *Rules {
	f := robotsFile{name: product(name)}
	for line := range strings.FieldsFuncSeq(strings.TrimPrefix(string(data), "\ufeff"), func(r rune) bool { return r == '\n' || r == '\r' }) {
		f.take(field(line))
	}
	if f.found {
		return &f.mine
	}
	return &f.all
}

// robotsFile is a robots.txt as far as it has been read.
type robotsFile struct {
	name      string
	mine, all Rules
	found     bool     // a group of our own
	to        []*Rules // what the group that is read belongs to
	begun     bool     // the group has rules: a name starts another
}

// take takes a line. One without a key, such as an empty one, ends no group.
func (f *robotsFile) take(key, value string) {
	switch key {
	case "user-agent":
		f.group(value)
		return
	case "allow", "disallow":
		for _, r := range f.to {
			r.add(value, key == "allow")
		}
	case "crawl-delay":
		for _, r := range f.to {
			r.delay(value)
		}
	default:
		return
	}
	f.begun = true
}

// group starts a group, or adds a name to the one that has no rules yet.
func (f *robotsFile) group(agent string) {
	if f.begun {
		f.to, f.begun = nil, false
	}
	if agent = product(agent); agent == "*" {
		f.to = append(f.to, &f.all)
	} else if strings.EqualFold(agent, f.name) {
		f.to, f.found = append(f.to, &f.mine), true
	}
}

// field is the key, in lower case, and value of a line without its comment.
func field(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, _ = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// product is the name of a program without its version.
func product(agent string) string {
	if agent == "*" {
		return agent
	}
	end := strings.IndexFunc(agent, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

func (r *Rules) add(pattern string, allow bool) {
	if pattern != "" { // an empty one says nothing
		r.rules = append(r.rules, rule{escaped(pattern), allow})
	}
}

func (r *Rules) delay(value string) {
	if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
		r.Delay = time.Duration(min(s, maxCrawlDelay.Seconds()) * float64(time.Second))
	}
}

// Allows says whether a path, with its query, may be asked for. The longest
// rule that matches counts, and of two as long the one that allows (section
// 2.2.2).
func (r *Rules) Allows(path string) bool {
	if r == nil || path == "/robots.txt" {
		return true
	}
	path = escaped(path)
	length, allow := -1, true
	for _, x := range r.rules {
		if n := len(x.pattern); (n > length || n == length && x.allow) && x.matches(path) {
			length, allow = n, x.allow
		}
	}
	return allow
}

// matches takes for each piece between two stars the first place it fits, so
// that the time grows with the length of the path only.
func (x rule) matches(path string) bool {
	pattern, end := strings.CutSuffix(x.pattern, "$")
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, pieces[0])
	if !ok {
		return false
	}
	if len(pieces) == 1 {
		return !end || rest == ""
	}
	last := pieces[len(pieces)-1]
	for _, p := range pieces[1 : len(pieces)-1] {
		_, after, ok := strings.Cut(rest, p)
		if !ok {
			return false
		}
		rest = after
	}
	if end {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

// escaped brings paths into one form: bytes beyond ASCII are escaped, letters
// and digits are not, and escapes are in upper case (section 2.2.2).
func escaped(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				if unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					b.WriteString("%" + string(hex[n>>4]) + string(hex[n&15]))
				}
				i += 2
				continue
			}
		}
		if c > 0x7e || c <= ' ' || c == '%' {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// unreserved are the bytes that need no escape (RFC 3986, section 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
