package hy

import (
	"strconv"
	"strings"
)

// number is a number in digits: runes start to end, half-open, and its groups
// of digits with what stands between them.
type number struct {
	start, end int
	groups     []string
	gaps       []rune
	// noon: the source says p.m. behind it.
	noon bool
}

// numbersIn finds the numbers of a text.
func numbersIn(t []rune) []number {
	var out []number
	for i := 0; i < len(t); {
		end := past(t, i, isDigit)
		if end == i {
			i++
			continue
		}
		n := number{start: i, end: end, groups: []string{string(t[i:end])}}
		for next := past(t, n.end+1, isDigit); groupsOn(t, n, next); next = past(t, n.end+1, isDigit) {
			n.gaps = append(n.gaps, t[n.end])
			n.groups = append(n.groups, string(t[n.end+1:next]))
			n.end = next
		}
		n.noon = saysNoon(t[n.end:])
		out, i = append(out, n), n.end
	}
	return out
}

// mostGroups bounds a number; what has more is a list.
const mostGroups = 8

// groupsOn says that the digits up to next belong to the number: a dot, a
// comma or a space of a group of three stands before them.
func groupsOn(t []rune, n number, next int) bool {
	gap := at(t, n.end)
	switch {
	case next <= n.end+1 || len(n.groups) == mostGroups:
		return false
	case gap == '.' || gap == ',':
		return true
	}
	return (isSpace(gap) || gap == '\'' || gap == '’') && next-n.end == 4 && len(n.groups[0]) <= 3 && !n.hasDecimals()
}

// hasDecimals says that the last group cannot be one of thousands.
func (n number) hasDecimals() bool {
	return len(n.groups) > 1 && len(n.groups[len(n.groups)-1]) != 3
}

func saysNoon(t []rune) bool {
	behind := strings.ToLower(string(t[:min(len(t), 12)]))
	behind = strings.TrimLeft(behind, ":0123456789 \u00a0")
	return strings.HasPrefix(behind, "pm") || strings.HasPrefix(behind, "p.m")
}

// values are all that a number may mean: with its marks taken for those of
// groups, with the last for the decimal one, and group by group.
func (n number) values() []string {
	out := []string{plain(strings.Join(n.groups, ""))}
	if last := len(n.groups) - 1; last > 0 {
		out = append(out, plain(strings.Join(n.groups[:last], ""))+"."+n.groups[last])
		for _, g := range n.groups {
			out = append(out, plain(g))
		}
	}
	return out
}

// meant are the values of a number in English, where the comma groups and the
// dot is decimal; the parts of a date or a list count one by one.
func (n number) meant() []string {
	joined := n.groups[0]
	for i, gap := range n.gaps {
		g := n.groups[i+1]
		switch {
		case gap == '.' && len(n.gaps) == i+1 && !strings.ContainsRune(string(n.gaps[:i]), '.'):
			joined += "." + g
		case gap != '.' && len(g) == 3:
			joined += g
		default:
			var parts []string
			for _, g := range n.groups {
				parts = append(parts, plain(g))
			}
			return parts
		}
	}
	return []string{plain(joined)}
}

// plain is a number without leading zeros.
func plain(digits string) string {
	if s := strings.TrimLeft(digits, "0"); s != "" && s[0] != '.' {
		return s
	}
	return "0" + strings.TrimLeft(digits, "0")
}

// missing are the numbers of the source that a translation has neither in
// digits nor in words.
func missing(source []number, t []rune) []string {
	if len(source) == 0 {
		return nil
	}
	has := map[string]bool{}
	for _, n := range numbersIn(t) {
		zeros := zerosOf(wordAt(t, n.end))
		for _, v := range n.values() {
			has[v], has[scaled(v, zeros)] = true, true
		}
	}
	var said []string
	for w := range words(t) {
		said = append(said, fold(string(t[w.start:w.end])))
	}
	var out []string
	for _, n := range source {
		for _, v := range n.meant() {
			if has[v] || n.noon && has[addNoon(v)] {
				continue
			}
			has[v] = true // each is looked for once
			if !inWords(v, said) {
				out = append(out, v)
			}
		}
	}
	return out
}

func addNoon(hour string) string {
	n, err := strconv.Atoi(hour)
	if err != nil || n > 12 {
		return ""
	}
	return strconv.Itoa(n + 12)
}

// englishNumbers is N02. Those that were copied from the source with their
// marks can be mended; others with a comma may have decimals.
func englishNumbers(v, source *view) []compared {
	if !v.armenian {
		return nil
	}
	copied := map[string]bool{}
	for _, n := range numbersIn(source.t) {
		copied[string(source.t[n.start:n.end])] = true
	}
	var out []compared
	for _, n := range numbersIn(v.t) {
		with, ok := n.regrouped(string(v.t[n.end:min(len(v.t), n.end+12)]))
		mends := ok && copied[string(v.t[n.start:n.end])]
		if mends || ok && n.gaps[0] == ',' {
			out = append(out, compared{v.at[n.start], v.at[n.end], asked{with: with, fixable: mends}})
		}
	}
	return out
}

// regrouped is an English number as Armenian writes it. A dot is taken for the
// decimal one only where a measure follows: 17.4 alone may be a version.
func (n number) regrouped(behind string) (string, bool) {
	if len(n.gaps) == 0 || isSpace(n.gaps[0]) {
		return "", false
	}
	out := n.groups[0]
	for i, gap := range n.gaps {
		last := i == len(n.gaps)-1
		switch g := n.groups[i+1]; {
		case gap == ',' && len(g) == 3 && len(n.groups[0]) <= 3:
			out += "\u00a0" + g
		case gap == '.' && last && (len(n.gaps) > 1 || measured(behind)):
			out += "," + g
		default:
			return "", false
		}
	}
	return out, true
}

// measured says that a text begins with a word that counts.
func measured(behind string) bool {
	behind = fold(strings.TrimLeftFunc(behind, func(r rune) bool { return isSpace(r) || r == '-' }))
	for _, unit := range []string{"%", "տոկոս", "հազար", "միլիոն", "մլն", "միլիարդ", "մլրդ", "տրիլիոն", "կմ", "կգ", "մետր", "կիլո"} {
		if strings.HasPrefix(behind, unit) {
			return true
		}
	}
	return false
}
