package read

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/pipeline/bitext"
)

// readString reads plain text with the options of the tests.
func readString(t testing.TB, src string, o Options) *bitext.Article {
	t.Helper()
	a, err := Article("page.txt", "page", []byte(src), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// kinds writes one line a block: kind, text, and the reason after a bar.
func kinds(a *bitext.Article) []string {
	out := []string{}
	for _, b := range a.Blocks {
		s := fmt.Sprintf("%s: %s", b.Kind, b.Text)
		if b.Reason != "" {
			s += " | " + b.Reason
		}
		out = append(out, s)
	}
	return out
}

func rules(t testing.TB, specs ...RuleSpec) []Rule {
	t.Helper()
	out := []Rule{}
	for _, s := range specs {
		r, err := NewRule(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func TestCopiedPage(t *testing.T) {
	data, err := os.ReadFile("testdata/text/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{UI: isSiteString, Rules: rules(t,
		RuleSpec{ID: "player-size", Reason: "a size label", Lines: []string{"XS", "SM", "MD", "LG"}, Where: AtEnd, Within: 4},
		RuleSpec{ID: "ad", Reason: "a mark of advertising", Pattern: `(?i)advertisement`},
	)}
	want := []string{
		"ui: Մատչելիության հղումներ",
		"headline: Port Of Vardal Reopens After Nine Days Of Storm",
		"caption: VARDAL -- Fishing boats return to the harbor on the morning of March 4",
		"duplicate: VARDAL -- Fishing boats return to the harbor on the morning of March 4 | repeat: the same text as the caption in block 3",
		"paragraph: The port of Vardal opened again on Tuesday after nine days in which no ship could leave it. Mayor Anna Lindqvist called it “the longest pause in forty years.”",
		"paragraph: “We counted sixty-two boats before noon,” she told reporters. “By the evening there were more than a hundred.”",
		"paragraph: VARDAL — The harbor office said on Wednesday that two cranes are still out of work.",
		"furniture: Advertisement | ad: a mark of advertising",
		"paragraph: Traders expect prices to fall by the end of the week.",
		"furniture: *** | no-letters: there is nothing in it to translate",
		"furniture: 12:45 | no-letters: there is nothing in it to translate",
		"furniture: XS | player-size: a size label",
		"furniture: SM | player-size: a size label",
		"furniture: MD | player-size: a size label",
		"furniture: LG | player-size: a size label",
	}
	for _, nl := range []string{"\n", "\r\n", "\r"} {
		a := readString(t, strings.ReplaceAll(string(data), "\n", nl), o)
		if diff := cmp.Diff(kinds(a), want); diff != "" {
			t.Errorf("line end %q: got - want +\n%s", nl, diff)
		}
		if a.Meta.Title != "Port Of Vardal Reopens After Nine Days Of Storm" {
			t.Errorf("title: got %q", a.Meta.Title)
		}
		if strings.Contains(a.Source, "\r") != (nl != "\n") {
			t.Errorf("line end %q: the source does not keep it", nl)
		}
	}
}

func TestTextBlocks(t *testing.T) {
	tests := []struct {
		name string
		src  string
		want []string
	}{
		{"nothing", "", []string{}},
		{"blank lines", " \n\t\r\n\u00A0\n", []string{}},
		{"a line each", "One went.\nTwo stayed.\n", []string{"paragraph: One went.", "paragraph: Two stayed."}},
		{"space around the words", "  One went. \n\t\u00A0Two stayed.\u00A0\n", []string{"paragraph: One went.", "paragraph: Two stayed."}},
		{
			"a wrapped paragraph",
			"The council met in the old hall for the first time since the\nflood, and the new roof held. Everyone was pleased with that and\nNora most of all.\n",
			[]string{"paragraph: The council met in the old hall for the first time since the flood, and the new roof held. Everyone was pleased with that and Nora most of all."},
		},
		{
			"a compound at the line break",
			"The council met in the old hall for the first time since a well-\nknown flood, and the new roof held for the whole of the session\nwithout leaking.\n",
			[]string{"paragraph: The council met in the old hall for the first time since a well-known flood, and the new roof held for the whole of the session without leaking."},
		},
		{
			"the margin of one paragraph vouches for another",
			"The council met in the old hall for the first time since the\nflood, and the new roof held without leaking.\n\nNext time the members want to meet in the house of the mayor,\nNora Halvorsen.\n",
			[]string{
				"paragraph: The council met in the old hall for the first time since the flood, and the new roof held without leaking.",
				"paragraph: Next time the members want to meet in the house of the mayor, Nora Halvorsen.",
			},
		},
		{
			"indented paragraphs without blank lines",
			"  The council met in the old hall for the first time since the\nflood, and the new roof held for the whole of the long session.\n  Nobody had to be carried out of the hall in a boat this time,\nwhich is progress.\n",
			[]string{
				"paragraph: The council met in the old hall for the first time since the flood, and the new roof held for the whole of the long session.",
				"paragraph: Nobody had to be carried out of the hall in a boat this time, which is progress.",
			},
		},
		{
			"two short lines are no wrapped paragraph",
			"The council met\nin the old hall.\n",
			[]string{"headline: The council met", "paragraph: in the old hall."},
		},
		{
			"lines of sentences are no wrapped paragraph",
			"The council met in the old hall for the first time in a year.\nThe roof held for the whole of the meeting, as was expected.\n",
			[]string{
				"paragraph: The council met in the old hall for the first time in a year.",
				"paragraph: The roof held for the whole of the meeting, as was expected.",
			},
		},
		{
			"a line that had room for the next word is not wrapped",
			"The council met in the old hall again, not in the new one\na day later than planned because of the rain, and dry.\n" +
				"It was the first time since the great flood of that year, and there\nwas cake.\n",
			[]string{
				"headline: The council met in the old hall again, not in the new one",
				"paragraph: a day later than planned because of the rain, and dry.",
				"paragraph: It was the first time since the great flood of that year, and there was cake.",
			},
		},
		{
			"marks of lists stay outside",
			"What next.\n- first of all\n* then\n• later\n1. one\n12) twelve\n",
			[]string{"paragraph: What next.", "list-item: first of all", "list-item: then", "list-item: later", "list-item: one", "list-item: twelve"},
		},
		{
			"what only looks like a list",
			"What next.\n-first\n2021. A year\n3.5 percent\n* * *\n- 5\n",
			[]string{
				"paragraph: What next.", "paragraph: -first", "paragraph: 2021. A year", "paragraph: 3.5 percent",
				"furniture: * * * | no-letters: there is nothing in it to translate",
				"furniture: - 5 | no-letters: there is nothing in it to translate",
			},
		},
		{
			"quotes, wrapped and nested",
			"She wrote:\n> The council met in the old hall for the first time since the\n> flood, and the roof held.\n> > Really?\n>\n",
			[]string{
				"paragraph: She wrote:",
				"quote: The council met in the old hall for the first time since the flood, and the roof held.",
				"quote: Really?",
				"furniture: > | no-letters: there is nothing in it to translate",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(kinds(readString(t, tt.src, Options{})), tt.want); diff != "" {
				t.Errorf("got - want +\n%s", diff)
			}
		})
	}
}

func TestWrappedRunsPointIntoTheSource(t *testing.T) {
	src := "> The council met in the old hall for the first time since the\r\n> flood, and the roof held.\r\n"
	a := readString(t, src, Options{})
	b := &a.Blocks[0]
	at := strings.Index(b.Text, "flood")
	got := b.SourceSpan(bitext.Span{Start: at - len("the "), End: at + len("flood")}, nil).Of(src)
	if want := "the\r\n> flood"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
