package write

import (
	"strconv"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// sketch writes tokens so that a person can check them: text as it is, codes
// as (1, 1) and -1-, marks as [ and ].
func sketch(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		switch t.kind {
		case isText:
			b.WriteString(t.text)
		case isStart:
			b.WriteString("[")
		case isEnd:
			b.WriteString("]")
		case isCode:
			id := strconv.Itoa(t.code.ID)
			b.WriteString(map[bitext.CodeKind]string{bitext.Open: "(" + id, bitext.Close: id + ")", bitext.Alone: "-" + id + "-"}[t.code.Kind])
		}
	}
	return b.String()
}

func open(id, at int) bitext.Code { return bitext.Code{ID: id, Kind: bitext.Open, At: at} }
func shut(id, at int) bitext.Code { return bitext.Code{ID: id, Kind: bitext.Close, At: at} }
func solo(id, at int) bitext.Code { return bitext.Code{ID: id, Kind: bitext.Alone, At: at} }

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		name  string
		text  string
		codes []bitext.Code
		marks []bitext.Span
		want  string
	}{
		{"nothing", "", nil, nil, ""},
		{"text", "ab", nil, nil, "ab"},
		{"a pair", "abc", []bitext.Code{open(1, 1), shut(1, 2)}, nil, "a(1b1)c"},
		{"an object takes its letter", "a\uFFFCb", []bitext.Code{solo(1, 1)}, nil, "a-1-b"},
		{"two codes and one object", "\uFFFC", []bitext.Code{solo(1, 0), solo(2, 0)}, nil, "-1--2-"},
		{"an object that no code has", "a\uFFFC", nil, nil, "a\uFFFC"},
		{"codes outside the text", "ab", []bitext.Code{open(1, -5), shut(1, 99)}, nil, "(1ab1)"},
		{"codes out of order", "abc", []bitext.Code{solo(1, 2), solo(2, 1)}, nil, "ab-1--2-c"},
		{"a mark", "abc", nil, []bitext.Span{{Start: 1, End: 2}}, "a[b]c"},
		{"two marks side by side", "ab", nil, []bitext.Span{{Start: 0, End: 1}, {Start: 1, End: 2}}, "[a][b]"},
		{"a mark inside the codes around it", "abc", []bitext.Code{open(1, 1), shut(1, 2)}, []bitext.Span{{Start: 1, End: 2}}, "a(1[b]1)c"},
		{"a mark outside the codes at its start", "abc", []bitext.Code{open(1, 0), shut(1, 1)}, []bitext.Span{{Start: 0, End: 2}}, "[(1a1)b]c"},
		{"a mark outside the codes at its end", "abc", []bitext.Code{open(1, 1), shut(1, 2)}, []bitext.Span{{Start: 0, End: 2}}, "[a(1b1)]c"},
		{"a mark that crosses a code", "abc", []bitext.Code{open(1, 1), shut(1, 3)}, []bitext.Span{{Start: 0, End: 2}}, "[a(1b]c1)"},
		{"a mark over an object", "a\uFFFCb", []bitext.Code{solo(1, 1)}, []bitext.Span{{Start: 0, End: 5}}, "[a-1-b]"},
		{"a mark on an object", "a\uFFFCb", []bitext.Code{solo(1, 1)}, []bitext.Span{{Start: 1, End: 4}}, "a[-1-]b"},
		{"a mark up to an object", "ab\uFFFC", []bitext.Code{solo(1, 2)}, []bitext.Span{{Start: 1, End: 2}}, "a[b]-1-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := sketch(tokens(nil, bitext.Content{Text: c.text, Codes: c.codes}, c.marks))
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// dice makes contents out of the bytes of a fuzzer.
type dice struct{ bytes []byte }

func (d *dice) roll(n int) int {
	if len(d.bytes) == 0 || n <= 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return int(b) % n
}

func (d *dice) content(text string) bitext.Content {
	c := bitext.Content{Text: text}
	for range d.roll(6) {
		c.Codes = append(c.Codes, bitext.Code{
			ID: d.roll(4), Kind: bitext.CodeKind(d.roll(3)), At: d.roll(len(text)+3) - 1,
			Raw: []string{"<b>", "", "\x01&"}[d.roll(3)], Type: []string{"fmt", "", "odd"}[d.roll(3)],
		})
	}
	return c
}

func (d *dice) doc(text string) *Doc {
	a := &bitext.Article{Name: "x", Ext: ".txt", Source: text, Spell: spell}
	doc := &Doc{Article: a, Source: "en", Target: "hy", Tool: "t 1"}
	for i := range 1 + d.roll(3) {
		b := bitext.Block{Kind: bitext.Paragraph, Content: d.content(strings.Repeat(text, 2))}
		for j := range 1 + d.roll(3) {
			u := bitext.Unit{ID: strconv.Itoa(i+1) + "." + strconv.Itoa(j+1), Block: i, Kind: b.Kind, Original: d.content(text)}
			u.Source, u.Target = u.Original, d.content(text[:d.roll(len(text)+1)])
			u.Origin = []bitext.Origin{bitext.FromExact, bitext.FromHuman, ""}[d.roll(3)]
			u.State = []bitext.State{bitext.Final, bitext.Initial, "odd"}[d.roll(3)]
			for range d.roll(3) {
				s := d.roll(len(text) + 2)
				found := bitext.Span{Start: d.roll(len(text) + 1), End: d.roll(len(text) + 2)}
				u.Terms = append(u.Terms, bitext.Term{Concept: strconv.Itoa(d.roll(2)), Target: []string{"t", ""}[d.roll(2)],
					Span: bitext.Span{Start: s, End: s + d.roll(5)}, Found: []bitext.Span{found}})
			}
			doc.Units = append(doc.Units, u)
		}
		a.Blocks = append(a.Blocks, b)
	}
	return doc
}

// FuzzFormats gives every format units as no stage should ever make them:
// codes out of order, doubled and alone, spans out of range and within letters.
// Nothing may panic, and XLIFF and TMX must still keep their rules.
func FuzzFormats(f *testing.F) {
	f.Add("abc", []byte{1, 2, 2, 1, 0, 1, 0, 0, 1, 2, 3})
	f.Add("né\uFFFC\x02", []byte{2, 5, 1, 1, 0, 0, 0, 1, 2, 4, 0, 0, 1, 0, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1})
	f.Add("", []byte{255, 254, 253})
	f.Fuzz(func(t *testing.T, text string, rolls []byte) {
		if len(text) > 200 {
			return
		}
		d := (&dice{rolls}).doc(text)
		for _, format := range Formats() {
			if format.Name == "document" {
				continue // it refuses spans that overlap; see TestDocument
			}
			out := render(t, format, d)
			switch format.Name {
			case "xlf":
				for _, e := range xlfErrors(out) {
					t.Errorf("%s\n%s", e, out)
				}
			case "tmx":
				if _, errors := tmxErrors(out); len(errors) > 0 {
					t.Errorf("%v\n%s", errors, out)
				}
			}
		}
		for i := range d.Units {
			checkTokens(t, &d.Units[i])
		}
	})
}

// checkTokens proves that cutting loses nothing and that marks are balanced.
func checkTokens(t *testing.T, u *bitext.Unit) {
	ts := tokens(nil, u.Source, spans(sourceTerms(u)))
	var text strings.Builder
	codes, depth := 0, 0
	for _, tok := range ts {
		switch tok.kind {
		case isText:
			text.WriteString(tok.text)
		case isCode:
			codes++
		case isStart:
			depth++
		case isEnd:
			depth--
		}
		if depth < 0 || depth > 1 {
			t.Fatalf("marks are not balanced: %s", sketch(ts))
		}
	}
	taken := (len(u.Source.Text) - text.Len()) / len(bitext.Object)
	if depth != 0 || codes != len(u.Source.Codes) || taken > codes {
		t.Fatalf("%+v became %s", u.Source, sketch(ts))
	}
}
