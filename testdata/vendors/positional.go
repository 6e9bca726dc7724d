package vendors

import (
	"fmt"
	"strings"
)

// form is an answer to texts by position.
func form(texts []string, answer func(answers []string) any) Asked {
	return Asked{Texts: texts, Answer: func(answers []string) string { return text(answer(answers)) }}
}

// list makes one object of each answer.
func list(answers []string, one func(i int, answer string) object) []object {
	out := []object{}
	for i, a := range answers {
		out = append(out, one(i, a))
	}
	return out
}

// html is what services that read HTML make of an answer: they write quotes as
// references.
func html(answer string) string {
	return strings.NewReplacer("'", "&#39;", "«", "&laquo;").Replace(answer)
}

// pair refuses calls for other languages than the tests'.
func pair(source, target, wantSource, wantTarget string) error {
	if source != wantSource || target != wantTarget {
		return fmt.Errorf("from %q into %q, want %q and %q", source, target, wantSource, wantTarget)
	}
	return nil
}
