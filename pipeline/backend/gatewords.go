package backend

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leaked finds the canary of the run.
func (g *gatekeeper) leaked(_ Segment, text string) string {
	if g.canary != "" && strings.Contains(strings.ToLower(text), strings.ToLower(g.canary)) {
		return "the answer repeats the instructions that the engine was given"
	}
	return ""
}

// refusalAt is how far into an answer a refusal may begin, in bytes.
const refusalAt = 120

// refused finds the words of an assistant that will not translate. A source that
// has such words itself says nothing.
func (g *gatekeeper) refused(s Segment, text string) string {
	if refusal(s.Text, g.gate.SourceRefusals) != "" {
		return ""
	}
	for _, phrases := range [][]string{g.gate.SourceRefusals, g.gate.TargetRefusals} {
		if p := refusal(text, phrases); p != "" {
			return fmt.Sprintf("the engine refuses: the answer says %q", p)
		}
	}
	return ""
}

func refusal(text string, phrases []string) string {
	head := strings.ReplaceAll(strings.ToLower(text), "’", "'")
	for _, p := range phrases {
		if i := strings.Index(head, p); i >= 0 && i <= refusalAt {
			return p
		}
	}
	return ""
}

// echoWords is how many words in lower case make a text one that is to be
// translated: names and codes may stay as they are.
const echoWords = 3

// echoed finds an answer that is the source again.
func (g *gatekeeper) echoed(s Segment, text string) string {
	if g.gate.Target == nil || !strings.EqualFold(letters(s.Text), letters(text)) {
		return ""
	}
	if n := len(slices.DeleteFunc(words(asItIs.ReplaceAllString(s.Text, " ")), capital)); n >= echoWords {
		return "the answer is the source again"
	}
	return ""
}

// wordless finds an answer of marks alone to words that are to be translated.
func wordless(s Segment, text string) string {
	if strings.ContainsFunc(placeholder.ReplaceAllString(text, ""), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	if len(words(s.Text)) >= echoWords {
		return "the answer has no words"
	}
	return ""
}

// asItIs is a word with a point, slash or the like inside: a link, an address, a
// path, a name of a file or of an account. It stays as it is.
var asItIs = regexp.MustCompile(`\S*[\pL\pN][./@_:\\]+[\pL\pN]\S*|[@#][\pL\pN]+`)

// letters is a text without what stands between its words.
func letters(text string) string { return strings.Join(words(text), " ") }

func words(text string) []string {
	return strings.FieldsFunc(placeholder.ReplaceAllString(text, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

func capital(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(first)
}

// Of scriptFrom letters and more, at least scriptShare are of the target's
// script, and some of any echoWords words. People's translations into Armenian
// have 0.89 and more in 995 of 1000 sentences.
const (
	scriptFrom  = 20
	scriptShare = 0.5
)

// wrongScript finds an answer in another language, as far as the script tells,
// and letters of a third script, which are look-alikes or a model that strays.
// Names and addresses that stay as they are in the source do not count.
func (g *gatekeeper) wrongScript(s Segment, text string) string {
	target, source := g.gate.Target, g.gate.Source
	if target == nil {
		return ""
	}
	own, all, lower := 0, 0, 0
	text = asItIs.ReplaceAllStringFunc(text, func(a string) string {
		if strings.Contains(s.Text, a) {
			return " "
		}
		return a
	})
	for _, w := range words(text) {
		kept := capital(w) && strings.Contains(s.Text, w)
		if !capital(w) {
			lower++
		}
		for _, r := range w {
			switch {
			case unicode.IsMark(r):
				continue
			case unicode.Is(target, r):
				own++
			case source != nil && !unicode.Is(source, r) && !strings.ContainsRune(s.Text, r):
				return fmt.Sprintf("the answer has %q (%U), a letter of neither language", r, r)
			case kept:
				continue
			}
			all++
		}
	}
	if all >= scriptFrom && float64(own) < scriptShare*float64(all) || own == 0 && lower >= echoWords {
		return fmt.Sprintf("the answer is not in the target language: %d of %d letters are of its script", own, all)
	}
	return ""
}

// sameFrom is the length, in characters, from which two sentences do not happen
// to have one translation.
const sameFrom = 20

// wrongPlace finds an answer that belongs to another segment of the call: the
// same text for two sources, or the numbers of another source.
func (g *gatekeeper) wrongPlace(s Segment, text string) string {
	if len(g.segments) < 2 {
		return ""
	}
	g.index()
	if other := g.texts[text]; other == severalIDs {
		return "the engine gave the same answer to another segment"
	}
	mine, its := numbersOf(s.Text), numbersOf(text)
	if mine == "" || its == "" || mine == its {
		return ""
	}
	if other, ok := g.numbers[its]; ok && other != s.ID {
		return "the answer has the numbers of another segment"
	}
	return ""
}

// severalIDs stands for more than one id.
const severalIDs = "\x00"

// index notes which segments, texts and numbers stand where, once for all.
func (g *gatekeeper) index() {
	if g.texts != nil {
		return
	}
	g.at, g.texts, g.numbers = map[string]int{}, map[string]string{}, map[string]string{}
	sources := map[string]string{}
	for i, s := range g.segments {
		g.at[s.ID] = i
		if n := numbersOf(s.Text); n != "" {
			g.numbers[n] = s.ID
		}
		text, ok := g.answers[s.ID]
		if !ok || utf8.RuneCountInString(text) < sameFrom {
			continue
		}
		if first, seen := sources[text]; seen && letters(first) != letters(s.Text) {
			g.texts[text] = severalIDs
		}
		sources[text] = s.Text
	}
}

var digitRun = regexp.MustCompile(`[0-9]+`)

// numbersOf are the runs of digits of a text that are not in placeholders,
// sorted; single digits are often written out in words.
func numbersOf(text string) string {
	var out []string
	for _, n := range digitRun.FindAllString(placeholder.ReplaceAllString(text, " "), -1) {
		if len(n) > 1 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
