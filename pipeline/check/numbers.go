package check

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// separators may stand inside a number and differ between languages.
var separators = strings.NewReplacer(".", "", ",", "", " ", "", "\u00A0", "", "\u202F", "")

var numbers = Check{
	ID:       "numbers",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "A number of the source is missing in the target, or the target has one more.",
	Run: func(u *bitext.Unit, _ lang.Pack) string {
		missing := numbersOf(u.Source.Text)
		var extra []string
		for _, n := range numbersIn(u.Target.Text) {
			key := separators.Replace(n)
			if missing.take(key) {
				continue
			}
			extra = append(extra, n)
		}
		left := missing.left()
		switch {
		case len(left) > 0 && spelledOut(left):
			return ""
		case len(left) > 0:
			return fmt.Sprintf("missing in the target: %s", strings.Join(left, ", "))
		case len(extra) > 0 && !spelledOut(extra):
			return fmt.Sprintf("not in the source: %s", strings.Join(extra, ", "))
		}
		return ""
	},
}

// spelledOut says that all the numbers are small enough to be written as words
// in the other language (up to twelve, a habit of newspapers).
func spelledOut(ns []string) bool {
	for _, n := range ns {
		switch n {
		case "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12":
		default:
			return false
		}
	}
	return true
}

// bag holds numbers in the order they stand, each with how often.
type bag struct {
	order []string
	key   map[string][]int
}

func numbersOf(text string) *bag {
	b := &bag{key: map[string][]int{}}
	for _, n := range numbersIn(text) {
		k := separators.Replace(n)
		b.key[k] = append(b.key[k], len(b.order))
		b.order = append(b.order, n)
	}
	return b
}

func (b *bag) take(key string) bool {
	at := b.key[key]
	if len(at) == 0 {
		return false
	}
	b.order[at[0]] = ""
	b.key[key] = at[1:]
	return true
}

func (b *bag) left() []string {
	var out []string
	for _, n := range b.order {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}
