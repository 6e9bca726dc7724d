package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/pipeline/bitext"
)

func TestPlainKinds(t *testing.T) {
	const caption = "The mayor opens the new bridge on Saturday."
	tests := []struct {
		name string
		src  string
		want string // the kinds, first letters to be read with the source
	}{
		{"a headline", "Bridge Opens\nIt did.", "headline paragraph"},
		{"a headline that asks", "Will The Bridge Open?\nIt will.", "headline paragraph"},
		{"a headline that ends in initials", "Bridge Builders Come From The U.S.\nThey did.", "headline paragraph"},
		{"a first line that ends in a full stop", "The bridge opened.\nIt did", "paragraph paragraph"},
		{"a first line that is too long", strings.Repeat("very ", 40) + "long\nIt is.", "paragraph paragraph"},
		{"a list item is no headline", "- bridge\nIt did", "list-item paragraph"},
		{"only the first line is a headline", "Bridge Opens\nOn Time", "headline paragraph"},
		{"a rule before the headline", "***\nBridge Opens", "furniture headline"},
		{"a caption before the headline", "VARDAL -- A bridge\nBridge Opens\nIt did.", "caption headline paragraph"},
		{"a caption with a country and an agency", "Top\nST. JOHN'S, Newfoundland (AP) — A bridge", "headline caption"},
		{"a caption with a hyphen between spaces", "Top\nUPPER VARDAL - A bridge", "headline caption"},
		{"two cities", "Top\nVARDAL/HELM – A bridge", "headline caption"},
		{"a dateline before a sentence", "Top\nVARDAL -- The bridge opened.", "headline paragraph"},
		{"a dateline before a quoted sentence", "Top\nVARDAL -- “The bridge is open.”", "headline paragraph"},
		{"a dateline before an announcement", "Top\nVARDAL -- The mayor said:", "headline paragraph"},
		{"a dash after words that are no dateline", "Top\nThe bridge -- a long one", "headline paragraph"},
		{"a compound in capitals", "Top\nX-RAY of the bridge", "headline paragraph"},
		{"a line that stands twice", "Top\n" + caption + "\n\n" + caption + "\nIt did.", "headline caption duplicate paragraph"},
		{"a line that stands three times", "Top\n" + caption + "\n" + caption + "\n" + caption, "headline caption duplicate duplicate"},
		{"furniture between the two", "Top\n" + caption + "\n***\n" + caption, "headline caption furniture duplicate"},
		{"a short line that stands twice", "Top\nYes, of course.\nYes, of course.", "headline paragraph paragraph"},
		{"a headline that stands twice", "The Bridge Opens On Saturday\nThe Bridge Opens On Saturday", "headline duplicate"},
		{"a headline that stands again far below", "The Bridge Opens On Saturday\nIt did.\nThe Bridge Opens On Saturday", "headline paragraph duplicate"},
		{"a paragraph that stands again far below", "Top\n" + caption + "\nIt did.\n" + caption, "headline paragraph paragraph paragraph"},
		{"a repeat in other letters is none", "The Bridge Opens On Saturday\nTHE BRIDGE OPENS ON SATURDAY", "headline paragraph"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := []string{}
			for _, b := range readString(t, tt.src, Options{}).Blocks {
				got = append(got, string(b.Kind))
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestClassifyAnyFormat(t *testing.T) {
	text := func(k bitext.Kind, s string) bitext.Block {
		return bitext.Block{Kind: k, Content: bitext.Content{Text: s}}
	}
	link := func(raw string) bitext.Block {
		b := text(bitext.Caption, "The mayor opens the bridge")
		b.Codes = []bitext.Code{{ID: 1, Raw: raw}, {ID: 1, Kind: bitext.Close, At: 3, Raw: "</a>"}}
		return b
	}
	nav := text(bitext.Furniture, "Home")
	nav.Reason = "nav: navigation"
	a := &bitext.Article{Blocks: []bitext.Block{
		nav,
		text(bitext.Headline, bitext.Object+" The bridge opens"),
		text(bitext.Cell, "1,204.5 %"),
		text(bitext.Cell, "12 boats"),
		text(bitext.Paragraph, bitext.Object),
		text(bitext.Headline, "Home"),
		link(`<a href="1">`), link(`<a href="1">`), link(`<a href="2">`),
		text(bitext.Paragraph, "Share on Vardalbook"),
	}}
	classify(a, false, Options{
		UI:    func(s string) bool { return s == "Home" },
		Rules: rules(t, RuleSpec{ID: "share", Reason: "a button", Pattern: "Share on .*", Where: AtEnd, Within: 1}),
	})
	want := []string{
		"furniture: Home | nav: navigation",
		"headline: \uFFFC The bridge opens",
		"furniture: 1,204.5 % | no-letters: there is nothing in it to translate",
		"cell: 12 boats",
		"furniture: \uFFFC | no-letters: there is nothing in it to translate",
		"ui: Home",
		"caption: The mayor opens the bridge",
		"duplicate: The mayor opens the bridge | repeat: the same text as the caption in block 7",
		"caption: The mayor opens the bridge",
		"furniture: Share on Vardalbook | share: a button",
	}
	if diff := cmp.Diff(kinds(a), want); diff != "" {
		t.Errorf("got - want +\n%s", diff)
	}
	if a.Blocks[7].Of != 6 {
		t.Errorf("the duplicate repeats block %d, want 6", a.Blocks[7].Of)
	}
	if a.Meta.Title != "The bridge opens" {
		t.Errorf("title: got %q", a.Meta.Title)
	}
}

func TestUIIsAskedOnlyForWhatCanBeOne(t *testing.T) {
	asked := []string{}
	o := Options{UI: func(s string) bool { asked = append(asked, s); return false }}
	readString(t, "  Menu \n"+strings.Repeat("long ", 100)+"\n", o)
	if diff := cmp.Diff(asked, []string{"Menu"}); diff != "" {
		t.Errorf("got - want +\n%s", diff)
	}
}
