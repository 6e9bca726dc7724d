package split

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"targman/pipeline/bitext"
)

func TestArticle(t *testing.T) {
	tests := []struct {
		name, markup string
		want         []string
	}{
		{"two sentences", "One. Two.", []string{"One.", "Two."}},
		{"space at the edges", " \u00a0One. \t Two.\u3000 ", []string{"One.", "Two."}},
		{"invisible characters at the edges", "\ufeff\u200bOne.\u2060 \u200bTwo.\ufeff", []string{"One.", "Two."}},
		{"invisible characters within", "co\u200boperate", []string{"co\u200boperate"}},
		{"nothing", "", nil},
		{"only space", " \n\t\u200b", nil},
		{"only markup", "<b> </b><x/>", nil},
		{"only an object", " <img/> ", []string{"<img/>"}},
		{"a linked object", "<b><img/></b>", []string{"<img/>"}},
		{"a forced break", "One\nTwo", []string{"One", "Two"}},
		{"an empty line", "One.\n \nTwo.", []string{"One.", "Two."}},

		{"markup of a word", "One <b>red</b> dog. Two.", []string{"One <b>red</b> dog.", "Two."}},
		{"markup of the first word", "<b>One</b> dog.", []string{"<b>One</b> dog."}},
		{"markup of the last word", "One <b>dog.</b> Two.", []string{"One <b>dog.</b>", "Two."}},
		{"markup of a sentence", "<b>One.</b> Two.", []string{"One.", "Two."}},
		{"markup of the second sentence", "One. <b>Two.</b>", []string{"One.", "Two."}},
		{"markup of a paragraph", "<b>One. Two.</b>", []string{"One.", "Two."}},
		{"markup in markup of a sentence", "<b><i>One.</i></b> Two.", []string{"One.", "Two."}},
		{"markup of a word in markup of a sentence", "<b><i>One</i> dog.</b>", []string{"<i>One</i> dog."}},
		{"markup of a word in markup of a paragraph", "<b>One. A <i>red</i> dog.</b>", []string{"One.", "A <i>red</i> dog."}},
		{"markup over a border", "One <b>dog. Two</b> cats.", []string{"One <b>dog.", "Two</b> cats."}},
		{"markup from a first word over a border", "<b>One. Two</b> cats.", []string{"One.", "Two</b> cats."}},
		{"markup up to a border with its space", "One <b>dog. </b>Two.", []string{"One <b>dog.", "Two."}},
		{"markup of a sentence with its space", "<b>One. </b>Two.", []string{"One.", "Two."}},
		{"markup that begins with a space", "One.<b> Two</b> cats.", []string{"One.", "Two</b> cats."}},
		{"crossed markup", "<b>One <i>dog.</b> Two.</i>", []string{"One <i>dog.", "Two."}},
		{"empty markup at the start", "<b></b>One.", []string{"One."}},
		{"empty markup at the end", "One.<b></b>", []string{"One."}},
		{"empty markup within", "One<b></b> dog.", []string{"One<b></b> dog."}},
		{"empty markup between kept markup and its word", "<b><i></i>One</b> dog.", []string{"<b><i></i>One</b> dog."}},
		{"a stray close", "</b>One</b> dog.</b>", []string{"One</b> dog."}},

		{"a lone code at the start", "<x/>One.", []string{"One."}},
		{"a lone code at the end", "One.<x/> Two.", []string{"One.", "Two."}},
		{"a lone code within", "One<x/> dog.", []string{"One<x/> dog."}},
		{"a lone code inside kept markup", "<b><x/>One</b> dog.", []string{"<b><x/>One</b> dog."}},
		{"a lone code in markup of a sentence", "<b><x/>One.</b>", []string{"One."}},
		{"an object at the start", "<img/> One. Two.", []string{"<img/> One.", "Two."}},
		{"an object at the end", "One.<img/> Two.", []string{"One.<img/>", "Two."}},
		{"an object that opens a sentence", "One. <img/> Two.", []string{"One.", "<img/> Two."}},
		{"an entity", "One &amp; two. Three.", []string{"One & two.", "Three."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			art := article(tt.markup)
			units := all(t, art, full)
			var got []string
			for _, u := range units {
				got = append(got, show(u.Original))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q: got %q, want %q", tt.markup, got, tt.want)
			}
			conform(t, art, units)
		})
	}
}

// A border without space between two segments: what closes belongs to the one
// before it, what opens to the one after it.
func TestBorderWithoutSpace(t *testing.T) {
	tests := []struct {
		name, markup string
		want         []string
	}{
		{"close then open", "a<b>one.</b><i>two</i> z", []string{"a<b>one.</b>", "<i>two</i> z"}},
		{"an empty pair", "one.<b></b>two", []string{"one.", "two"}},
		{"an object after the border", "a one.<img/>two", []string{"a one.", "<img/>two"}},
		{"a lone code", "one.<x/>two", []string{"one.", "two"}},
		{"open at the border", "one.<b>two</b> z", []string{"one.", "<b>two</b> z"}},
		{"close at the border", "a <b>one.</b>two", []string{"a <b>one.</b>", "two"}},
	}
	tight := func(text string) []int { return []int{strings.Index(text, ".") + 1} }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			art := article(tt.markup)
			units := all(t, art, tight)
			var got []string
			for _, u := range units {
				got = append(got, show(u.Original))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			conform(t, art, units)
		})
	}
}

func TestKinds(t *testing.T) {
	art := article("One. Two.", "One. Two.", "One. Two.", "Menu. Home.", "Menu. Home.", "Share. Print.", "Other. Text.", "One. Two.")
	set := func(i int, k bitext.Kind, of int) { art.Blocks[i].Kind, art.Blocks[i].Of = k, of }
	set(1, bitext.Duplicate, 0)
	set(2, bitext.Duplicate, 1)
	set(3, bitext.Furniture, 0)
	set(4, bitext.Duplicate, 3)
	set(5, bitext.UI, 0)
	set(6, bitext.Duplicate, 0) // not the same text: there is nothing to pair off
	set(7, bitext.Duplicate, 7) // repeats itself
	want := []string{"1.1 One.", "1.2 Two.", "2.1 One.", "2.2 Two.", "3.1 One.", "3.2 Two.",
		"4.1 Menu. Home.", "5.1 Menu. Home.", "6.1 Share. Print.", "7.1 Other. Text.", "8.1 One. Two."}
	var got []string
	units := all(t, art, full)
	for _, u := range units {
		got = append(got, u.ID+" "+u.Original.Text)
		if b := art.Blocks[u.Block]; u.Kind != b.Kind {
			t.Errorf("unit %s: got kind %s, want %s", u.ID, u.Kind, b.Kind)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	conform(t, art, units)
}

func TestSpan(t *testing.T) {
	art := article("<b>One.</b> A <i>red &amp; blue</i> dog.", "Two.")
	var got []string
	for _, u := range all(t, art, full) {
		got = append(got, u.Span.Of(art.Source))
	}
	if want := []string{"One.", "A <i>red &amp; blue</i> dog.", "Two."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSourceIsNFC(t *testing.T) {
	tests := []struct{ name, markup, want string }{
		{"already composed", "Erdoğan <b>met</b> him.", "Erdoğan <b>met</b> him."},
		{"an accent of its own", "Erdog\u0306an <b>met</b> him.", "Erdoğan <b>met</b> him."},
		{"markup around the letter", "Erdo<b>g\u0306</b>an", "Erdo<b>ğ</b>an"},
		{"a code between letter and accent", "Erdog<x/>\u0306an <b>met</b> him", "Erdoğ<x/>an <b>met</b> him"},
		{"an object between", "cafe\u0301 <img/> cafe\u0301", "café <img/> café"},
		{"a code after the last letter", "cafe\u0301 <b>cafe\u0301</b> cafe\u0301", "café <b>café</b> café"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			art := article(tt.markup)
			units := all(t, art, full)
			if len(units) != 1 {
				t.Fatalf("got %d units, want 1", len(units))
			}
			if got := show(units[0].Source); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := show(units[0].Original); got != tt.markup {
				t.Errorf("original changed: got %q, want %q", got, tt.markup)
			}
			conform(t, art, units)
		})
	}
}

// The stages after this one change Source in place; Original must not follow.
func TestSourceIsACopy(t *testing.T) {
	u := all(t, article("One <b>red</b> dog."), full)[0]
	u.Source.Codes[0].At = 99
	if u.Original.Codes[0].At == 99 {
		t.Error("Source and Original share their codes")
	}
}

func TestBadBreaks(t *testing.T) {
	art := article("One. Two. Three.")
	units := all(t, art, func(string) []int { return []int{-3, 0, 5, 5, 2, 10, 16, 99} })
	var got []string
	for _, u := range units {
		got = append(got, u.Original.Text)
	}
	if want := []string{"One.", "Two.", "Three."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// conform checks what holds for the units of every article.
func conform(t *testing.T, art *bitext.Article, units []bitext.Unit) {
	t.Helper()
	last := bitext.Span{}
	for i := range art.Blocks {
		b := &art.Blocks[i]
		n, at := 0, 0
		for ; len(units) > 0 && units[0].Block == i; units = units[1:] {
			u := &units[0]
			n++
			if u.ID != id(i+1, n) {
				t.Errorf("got id %q, want %q", u.ID, id(i+1, n))
			}
			at += conformText(t, b.Text[at:], u)
			if u.Span.Start < last.End || u.Span.Start < b.Span.Start || u.Span.End > b.Span.End || u.Span.Len() <= 0 {
				t.Errorf("unit %s: span %v is not after %v inside the block's %v", u.ID, u.Span, last, b.Span)
			}
			last = u.Span
			conformCodes(t, b, u)
		}
		if rest := b.Text[at:]; strings.TrimFunc(rest, isSpace) != "" {
			t.Errorf("block %d: %q is in no unit", i+1, rest)
		}
		if b.Kind == bitext.Furniture && n > 1 {
			t.Errorf("block %d: furniture has %d units", i+1, n)
		}
	}
	if len(units) > 0 {
		t.Errorf("%d units too many, from %s", len(units), units[0].ID)
	}
}

// conformText checks a unit's text against what is left of its block's, and
// gives the length up to its end.
func conformText(t *testing.T, rest string, u *bitext.Unit) int {
	t.Helper()
	text := u.Original.Text
	if text == "" || strings.TrimFunc(text, isSpace) != text {
		t.Errorf("unit %s: %q is empty or has space around it", u.ID, text)
	}
	gap := strings.Index(rest, text)
	if gap < 0 || strings.TrimFunc(rest[:gap], isSpace) != "" {
		t.Fatalf("unit %s: %q does not follow in %q after a gap of space", u.ID, text, rest)
	}
	if want := norm.NFC.String(text); u.Source.Text != want {
		t.Errorf("unit %s: got source %q, want %q", u.ID, u.Source.Text, want)
	}
	return gap + len(text)
}

// conformCodes checks that a unit has all the codes within its span, and no
// other, and each at a place in its text.
func conformCodes(t *testing.T, b *bitext.Block, u *bitext.Unit) {
	t.Helper()
	inside := 0
	for _, c := range b.Codes {
		if c.Span.Start >= u.Span.Start && c.Span.End <= u.Span.End {
			inside++
		}
	}
	if inside != len(u.Original.Codes) || inside != len(u.Source.Codes) {
		t.Errorf("unit %s: %d codes lie in its span, original has %d, source %d", u.ID, inside, len(u.Original.Codes), len(u.Source.Codes))
	}
	for _, content := range []bitext.Content{u.Original, u.Source} {
		at := 0
		for _, c := range content.Codes {
			if c.At < at || c.At > len(content.Text) {
				t.Errorf("unit %s: code %d stands at %d of %q, after %d", u.ID, c.ID, c.At, content.Text, at)
				continue
			}
			at = c.At
			if c.Raw == "<img/>" && !strings.HasPrefix(content.Text[c.At:], bitext.Object) {
				t.Errorf("unit %s: code %d lost its object in %q", u.ID, c.ID, content.Text)
			}
		}
	}
}
