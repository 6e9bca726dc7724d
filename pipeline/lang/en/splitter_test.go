package en

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// cases are texts with "|" where a sentence begins; each names the rule that
// it shows.
var cases = []struct{ rule, name, text string }{
	{"stop", "two sentences", "The talks ended. |Both sides left Geneva."},
	{"stop", "one sentence", "The talks ended."},
	{"stop", "no stop at all", "Talks end in Geneva"},
	{"stop", "two spaces", "The talks ended.  |Both sides left."},
	{"stop", "a no-break space", "The talks ended.\u00a0|Both sides left."},
	{"stop", "a zero width space", "The talks ended.\u200b|Both sides left."},
	{"stop", "a number at the end", "It was founded in 1998. |Its first head was Anna Petrosyan."},
	{"stop", "a number at the start", "Crowds filled the square. |40 people were held."},
	{"stop", "a price at the end", "A loaf costs $2.50. |Milk is dearer."},
	{"stop", "a price at the start", "Prices rose. |$40 buys little."},
	{"stop", "a closing typographic quote", "He called it “a first step.” |Others disagreed."},
	{"stop", "a closing straight quote", "He called it \"a first step.\" |Others disagreed."},
	{"stop", "a closing single quote", "He called it ‘a first step.’ |Others disagreed."},
	{"stop", "a quote before the stop", "He called it “a first step”. |Others disagreed."},
	{"stop", "nested quotes", "“They said ‘never again.’” |No one answered."},
	{"stop", "an opening quote", "The minister agreed. |“We will sign,” he said."},
	{"stop", "an opening straight quote", "The minister agreed. |\"We will sign,\" he said."},
	{"stop", "sentences inside a quote", "“We will sign. |We are ready,” he said."},
	{"stop", "a quote that hangs after a space", "« They will sign. » |The rest is known."},
	{"stop", "a wrong quote after the stop", "It was “a mistake.“ |They apologised."},
	{"stop", "a sentence in brackets", "They left early. |(The train was late.) |Nobody waited."},
	{"stop", "brackets before the stop", "They left early (on Monday). |Nobody waited."},
	{"stop", "a bracket that hangs after a space", "( They left early. ) |Nobody waited."},
	{"stop", "a footnote mark", "The bridge fell in 1931.[12] |It was rebuilt later."},
	{"stop", "footnote marks after a space", "The bridge fell in 1931. [12] [13] |It was rebuilt later."},
	{"stop", "an asterisk", "The fare is free.* |Children pay nothing."},
	{"stop", "an object after the stop", "The bridge fell.\uFFFC |It was rebuilt later."},
	{"stop", "an object at the start", "See the map. |\uFFFC shows the border."},
	{"stop", "an address before the stop", "Write to press@example.org. |Answers take a week."},
	{"stop", "a web address before the stop", "The list is at https://example.org/a.b/c.html. |It is long."},
	{"stop", "a percentage", "Inflation is 4.5%. |Wages lag behind."},
	{"stop", "an Armenian word", "He wrote Բարեւ. |Բարեւ means hello."},
	{"stop", "a word written as iPhone", "Sales fell. |iPhone owners wait longer."},
	{"stop", "etc. before a capital", "They sell bread, milk, etc. |Prices are low."},
	{"stop", "a line break", "Talks End in Geneva\n|The talks ended."},
	{"stop", "line breaks and spaces", "Talks end. \n \n |both sides left."},
	{"stop", "line breaks around the text", "\n Talks end.\n"},

	{"address", "a web address after the stop", "The list is long. |https://example.org/list"},

	{"lower-case", "a stop before a small letter", "The firm Sound. opened in May."},
	{"lower-case", "an abbreviation that the list lacks", "The prof. and the gen. sec. met."},
	{"lower-case", "etc. before a small letter", "Bread, milk, etc. are cheap."},
	{"lower-case", "a question and its attribution", "“Really?” he asked."},
	{"lower-case", "an exclamation and its attribution", "\"We won!\" said the captain."},
	{"lower-case", "an exclamation within a sentence", "He works at Wow! magazine now."},
	{"lower-case", "a comma and an attribution", "“We hope so,” she said. |Nobody else spoke."},
	{"lower-case", "an ellipsis before a small letter", "He waited ... and waited."},
	{"lower-case", "a typographic ellipsis before a small letter", "He waited… and waited."},
	{"lower-case", "a sentence in brackets within a sentence", "The school (It opened in 1920.) is shut."},
	{"lower-case", "p.m. before a small letter", "It starts at 7 p.m. on Friday."},

	{"attribution", "a question and a name", "“Who pays?” Petrosyan asked."},
	{"attribution", "a question, a title and a name", "“Who pays?” President Anna Petrosyan asked. |No one knew."},
	{"attribution", "a question, a short title and a name", "“Who pays?” Mr. Petrosyan asked."},
	{"attribution", "a question of one's own", "\"Who pays?\" I asked."},
	{"stress", "a quoted question and another sentence", "“Who pays?” |The room was silent."},
	{"stress", "a question", "Who pays? |The state does."},
	{"stress", "an exclamation", "They won! |The square filled."},
	{"stress", "two marks", "Who pays?! |The state does."},
	{"stress", "many marks", "They won!!! |The square filled."},
	{"stress", "a double mark of one character", "Who pays⁇ |The state does."},
	{"stress", "an abbreviation before a question mark", "Is he from the U.S.? |No one asked."},

	{"ellipsis", "three points and a capital", "He waited... |The train was gone."},
	{"ellipsis", "a typographic ellipsis and a capital", "He waited… |The train was gone."},
	{"ellipsis", "four points", "He never came.... |She left the platform."},
	{"ellipsis", "spaced points", "He never came . . . . |She left the platform."},
	{"ellipsis", "an ellipsis in a quote", "“We waited ...” |The line broke."},
	{"ellipsis", "an ellipsis and I", "I thought . . . I never meant it."},
	{"resumed", "an ellipsis after a stop", "It rained all week. |... The war went on."},
	{"resumed", "spaced points after a stop", "It rained all week. |. . . The war went on."},
	{"omission", "points in brackets", "He said “the war [...] must end” twice."},
	{"omission", "points in brackets before a name", "He thanked President [...] Petrosyan."},
	{"omission", "points in brackets before a sentence", "“The war must end [...] |It has lasted too long,” he said."},
	{"opening", "points at the start", "... The war went on."},
	{"opening", "a number at the start of a line", "1. The border stays open."},
	{"opening", "a number with parts", "2.1. The border stays open."},
	{"opening", "a letter at the start", "Q. Who pays? |A. The state does."},
	{"opening", "a small roman numeral", "iv. The border stays open."},
	{"opening", "numbers of items after stops", "1. The border stays open. |2. The bridge is shut."},
	{"item", "letters of items after stops", "The rules: a) Nobody leaves. |b) Nobody enters."},
	{"item", "letters in brackets after stops", "(a) Nobody leaves. |(b) Nobody enters."},

	{"continued", "a comma after an abbreviation", "Acme Inc., of Boston, and others bid."},
	{"continued", "a dash after the stop", "“Why now?” — nobody asked."},
	{"continued", "a semicolon after an ellipsis", "He waited ...; no one came."},
	{"continued", "an ampersand", "The lawyers of Stone & Co. & Sons came."},

	{"abbreviation", "titles", "Mr. and Mrs. Stone met Dr. Anna Petrosyan and Prof. Lee."},
	{"abbreviation", "ranks", "Gen. Stone, Lt. Col. Lee and Maj. Gen. Petrosyan spoke."},
	{"abbreviation", "offices", "Sen. Stone and Gov. Lee wrote to Rep. Petrosyan."},
	{"abbreviation", "a title before a name that starts sentences", "We saw Mr. So and Dr. No there."},
	{"abbreviation", "a title in a headline", "GEN. STONE MEETS MR. LEE"},
	{"abbreviation", "a title after a hyphen", "The ex-Sen. Stone spoke."},
	{"abbreviation", "places", "They climbed Mt. Aragats and flew to Ft. Worth."},
	{"abbreviation", "a saint", "They live in St. Louis near St. Mary's."},
	{"abbreviation", "a street at the end", "They live on Oak St. |The house is old."},
	{"abbreviation", "e.g. and i.e.", "Some, e.g. Armenians, and others, i.e. Georgians, came."},
	{"abbreviation", "v. between parties", "The case is Stone v. Lee."},
	{"abbreviation", "No. before a number", "He lives at No. 5 and plays no. 10."},
	{"abbreviation", "No as an answer", "No. |We will not sign."},
	{"abbreviation", "No as an answer before I", "No. |I will not sign."},
	{"abbreviation", "references", "See p. 12, Fig. 3, Vol. II and Art. 5 for more."},
	{"abbreviation", "dates", "It happened on Jan. 5 and on Tues. Sept. 9."},
	{"abbreviation", "a birth year", "Anna Petrosyan (b. March 1961) and others (pop. 4,000)."},
	{"abbreviation", "a company within", "Acme Inc. President Anna Lee and Stone Corp. Chairman Bo Ek met."},
	{"abbreviation", "a company at the end", "She works for Acme Inc. |The firm is old."},
	{"abbreviation", "a company at the end of a quote", "“She works for Acme Inc.” |He paused."},
	{"abbreviation", "Jr. within and at the end", "Bo Ek Jr. Day honours Bo Ek Jr. |He was brave."},
	{"abbreviation", "Ph.D. at the end", "She holds a Ph.D. |It took six years."},
	{"abbreviation", "a state", "He is from Boston, Mass. |His wife is not."},
	{"abbreviation", "a party and a state", "Sen. Bo Ek (D-Mass.) Friday spoke."},
	{"abbreviation", "et al.", "Stone et al. (2010) found none."},
	{"abbreviation", "a.m. before a day", "It opens at 9 a.m. Monday and shuts at 5 p.m. EST."},
	{"abbreviation", "p.m. at the end", "It shuts at 5 p.m. |Police came later."},
	{"abbreviation", "a possessive", "This is Bo Ek Jr.'s house."},

	{"initial", "initials", "Mr. J. R. Smith of the U.S. met A. N. Lee."},
	{"initial", "an initial within a name", "They met Bo E. Ek in May."},
	{"initial", "initials without spaces", "They met J.R. Smith and W.E.B. Du Bois."},
	{"initial", "I at the end", "We agree, you and I. |Did anyone object?"},
	{"label", "vitamin C", "Oranges hold vitamin C. |Doctors praise it."},
	{"label", "a war", "He fought in World War I. |Soldiers froze."},
	{"acronym", "U.S. within", "The U.S. President and the U.S. Senate disagree."},
	{"acronym", "U.S. at the end", "They moved to the U.S. |Now they are back."},
	{"acronym", "U.S. before a small letter", "They lived in the U.S. for years."},
	{"acronym", "D.C.", "He flew to Washington, D.C. |His staff stayed."},
	{"acronym", "a headline in which every word has a capital", "U.S. And Armenia Sign Deal"},
	{"consonants", "an abbreviation that the list lacks", "He led the 3rd Sqdn. Leader Lee did not."},
	{"consonants", "the same before a new sentence", "He led the 3rd Sqdn. |Nobody else would."},

	{"unspaced", "decimals and times", "It grew 3.5 percent by 10.30 and cost .75 more."},
	{"unspaced", "a domain", "Booking.com and Example.Org are sites."},
	{"unspaced", "a web address with a question mark", "Go to https://example.org/?Q=A.The now."},
	{"unspaced", "a lost space", "The talks ended.|The sides left."},
	{"unspaced", "a lost space after a quote", "It is “over.”|The sides left."},
	{"unspaced", "a lost space that may be a name", "The file talks.Ended was lost."},
	{"unspaced", "a lost space before a title", "They left.|Mr. Lee stayed."},
	{"unspaced", "an object right after the stop", "The name.\uFFFCx stays."},

	{"exception", "the user's abbreviation", "He met Kapt. Lee and Kapt. The Ship."},
	{"exception", "the user's abbreviation of two words", "The Nat. Ass. Voted on it."},
	{"exception", "the user's name", "She works at Bravo! The site is old."},
	{"exception", "a word that only ends like the user's name", "They cried unbravo! |The Bravo! Site is old. |(Bravo!) Stars came."},

	{"opening", "a list in one line", "1. The bread |2. The milk |3. The salt"},
	{"opening", "a list in one line with brackets", "1) The bread |2) The milk"},
	{"opening", "a list in one line with both", "1.) The bread. |2.) The milk."},
	{"opening", "a list in one line with letters", "a. The bread |b. The milk |c. The salt"},
	{"stop", "a list in one line with bullets", "• The bread |• The milk. |It is cold. |• The salt"},
	{"opening", "numbers in prose are no list", "1. Stone beat 2. division rivals 2. to nil"},
}

// custom is what the cases of the rule "exception" need.
var custom = lang.Custom{Abbreviations: []string{"Kapt.", "Nat. Ass."}, Exceptions: []string{"Bravo!"}}

func splits(t testing.TB, c lang.Custom) func(string) []int {
	t.Helper()
	f, err := Pack().Splitter(c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mark(text string, breaks []int) string {
	for _, b := range slices.Backward(breaks) {
		text = text[:b] + "|" + text[b:]
	}
	return text
}

func TestSplitter(t *testing.T) {
	f := splits(t, custom)
	for _, tt := range cases {
		t.Run(tt.rule+"/"+tt.name, func(t *testing.T) {
			text := strings.ReplaceAll(tt.text, "|", "")
			breaks := f(text)
			if got := mark(text, breaks); got != tt.text {
				t.Errorf("got  %q\nwant %q", got, tt.text)
			}
			conform(t, text, breaks)
		})
	}
}

// Each case reaches the rule it names, and each rule has cases.
func TestEveryRuleDecides(t *testing.T) {
	lex, err := newLexicon(custom)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, tt := range cases {
		text := strings.ReplaceAll(tt.text, "|", "")
		from, breaks := 0, append(splits(t, custom)(text), len(text))
		for i := range len(text) {
			for i >= breaks[0] {
				from, breaks = breaks[0], breaks[1:]
			}
			if n := markLen(text[i:]); n > 0 {
				line := i + strings.IndexByte(text[i:]+"\n", '\n')
				at := lex.look(text, skip(text, from, isGap), i, line)
				r, _ := at.ruling()
				shown[r.id+"/"+tt.rule] = true
			}
		}
	}
	for _, r := range rules {
		if r.because == "" {
			t.Errorf("rule %s has neither source nor reason", r.id)
		}
		if !shown[r.id+"/"+r.id] {
			t.Errorf("no case of rule %s is decided by it", r.id)
		}
	}
	for _, tt := range cases {
		if !slices.ContainsFunc(rules, func(r rule) bool { return r.id == tt.rule }) {
			t.Errorf("case %q names the rule %s, which there is not", tt.name, tt.rule)
		}
	}
}

// A segment that is split again, alone, stays whole: what a memory keeps from
// one article is one segment in the next.
func TestSegmentStaysWhole(t *testing.T) {
	f := splits(t, custom)
	for _, tt := range cases {
		for seg := range strings.SplitSeq(tt.text, "|") {
			if got := f(strings.TrimSpace(seg)); len(got) > 0 {
				t.Errorf("%s/%s: %q was split again at %v", tt.rule, tt.name, seg, got)
			}
		}
	}
}

func TestCustomErrors(t *testing.T) {
	tests := []struct {
		name string
		c    lang.Custom
		want string
	}{
		{"an empty abbreviation", lang.Custom{Abbreviations: []string{"Sgt.", ""}}, `add abbreviation "": it is empty`},
		{"a blank exception", lang.Custom{Exceptions: []string{" "}}, "it is empty"},
		{"an over-long exception", lang.Custom{Exceptions: []string{strings.Repeat("long ", 40) + "!"}}, "it has 201 bytes and at most 80"},
		{"an abbreviation without its stop", lang.Custom{Abbreviations: []string{"Sgt"}}, `it ends in 't'`},
		{"an abbreviation with another mark", lang.Custom{Abbreviations: []string{"Wow!"}}, `it ends in '!'`},
		{"an exception without a mark", lang.Custom{Exceptions: []string{"Yahoo"}}, `it ends in 'o'`},
		{"nothing but marks", lang.Custom{Exceptions: []string{"?!"}}, "nothing but marks"},
		{"a line break", lang.Custom{Exceptions: []string{"a\nb!"}}, "control character"},
		{"not UTF-8", lang.Custom{Abbreviations: []string{"a\xff."}}, "not UTF-8"},
		{"space around it", lang.Custom{Abbreviations: []string{" Sgt."}}, "take the space out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Pack().Splitter(tt.c)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
			if f != nil {
				t.Error("got a splitter beside the error")
			}
		})
	}
}

// hostile are texts that would be slow if a rule looked back without bound.
var hostile = []string{"A.", "U.S. The ", "a.The ", ". ", ".)", "? “", ".\u00a0.", "1. A ", "• ", "(a) B ", "[1] . ", "x.[1", "“A?” B ", ".\n"}

func TestHostileText(t *testing.T) {
	f := splits(t, lang.Custom{})
	for _, unit := range hostile {
		text := strings.Repeat(unit, 1<<17/len(unit))
		conform(t, text, f(text))
	}
}

// conform checks what the contract of lang.Pack.Splitter promises.
func conform(t *testing.T, text string, breaks []int) {
	t.Helper()
	last := 0
	for _, b := range breaks {
		if b <= last || b >= len(text) {
			t.Fatalf("break %d is not after %d and before %d", b, last, len(text))
		}
		if r, _ := utf8.DecodeRuneInString(text[b:]); isGap(r) || cuts(text, b) {
			t.Fatalf("break %d stands before %q and not before a character of a sentence", b, r)
		}
		last = b
	}
	if len(text) < 1<<12 {
		conformLines(t, text, breaks)
	}
}

// cuts says that b is inside a character. A stray byte of a broken text is a
// character of its own.
func cuts(text string, b int) bool {
	for start := max(0, b-utf8.UTFMax+1); start < b; start++ {
		if r, n := utf8.DecodeRuneInString(text[start:]); r != utf8.RuneError && start+n > b {
			return true
		}
	}
	return false
}

// conformLines checks that every line with anything on it begins a sentence.
func conformLines(t *testing.T, text string, breaks []int) {
	t.Helper()
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		start := at + skip(line, 0, isGap)
		at += len(line) + 1
		if start == at-1 || start == skip(text, 0, isGap) {
			continue
		}
		if !slices.Contains(breaks, start) {
			t.Fatalf("the line at %d does not begin a sentence", start)
		}
	}
}

func FuzzSplitter(f *testing.F) {
	for _, tt := range cases {
		f.Add(tt.text)
	}
	f.Add("One. \x85Two. \xe2\x80 Three \xe2.")
	sentences := splits(f, custom)
	f.Fuzz(func(t *testing.T, text string) {
		conform(t, text, sentences(text))
	})
}
