package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"targman/testdata/parallel"
)

// lines makes sentences of lines; an empty line ends a paragraph, and words in
// braces are marks.
func lines(text string) []Sentence {
	var out []Sentence
	paragraph := 0
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			paragraph++
			continue
		}
		s := Sentence{Paragraph: paragraph}
		for {
			before, rest, ok := strings.Cut(line, "{")
			if !ok {
				break
			}
			mark, after, _ := strings.Cut(rest, "}")
			s.Marks = append(s.Marks, mark)
			line = before + mark + after
		}
		s.Text = line
		out = append(out, s)
	}
	return out
}

// show writes linked pairs as "0=0 1,2=1".
func show(ps []Pair) string {
	var out []string
	for _, p := range ps {
		out = append(out, indices(p.Source)+"="+indices(p.Target))
	}
	return strings.Join(out, " ")
}

func indices(r Range) string {
	var out []string
	for i := r.From; i < r.To; i++ {
		out = append(out, fmt.Sprint(i))
	}
	return strings.Join(out, ",")
}

func TestAlign(t *testing.T) {
	cases := map[string]struct{ source, target, want string }{
		"one to one": {
			"The bridge of {kars} is closed.\nThe mayor of {ani} spoke.", "Կամուրջը {kars} փակ է։\nՔաղաքապետը {ani} խոսեց։", "0=0 1=1"},
		"split": {
			"The bridge of {kars} is closed because it was damaged by the storm of {2019}.\nThe mayor of {ani} spoke.",
			"{kars} կամուրջը փակ է։\nԱյն վնասվել էր {2019} թվականի փոթորկից։\n{ani} քաղաքապետը խոսեց։", "0=0,1 1=2"},
		"merged": {
			"{kars} has a new bridge now.\nIt was opened by the mayor in {2019}.\nThe mayor of {ani} spoke to the press.",
			"{kars} նոր կամուրջ ունի, որը {2019} թվականին բացել է քաղաքապետը։\n{ani} քաղաքապետը խոսեց լրագրողների հետ։", "0,1=0 2=1"},
		"left out": {
			"The bridge of {kars} is closed.\nNobody knows for how long it will be so, and nobody wants to say it.\nThe mayor of {ani} spoke.",
			"{kars} կամուրջը փակ է։\n{ani} քաղաքապետը խոսեց։", "0=0 1= 2=1"},
		"added": {
			"The bridge of {kars} is closed.\nThe mayor of {ani} spoke.",
			"{kars} կամուրջը փակ է։\nԻնչքան ժամանակով՝ ոչ ոք չգիտի, և ոչ ոք չի ուզում ասել։\n{ani} քաղաքապետը խոսեց։", "0=0 =1 1=2"},
		"empty source":   {"", "Մեկ։\nԵրկու։", "=0 =1"},
		"empty target":   {"One.\nTwo.", "", "0= 1="},
		"both empty":     {"", "", ""},
		"without a word": {"…", "…", "0=0"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Align(lines(c.source), lines(c.target), nil)
			if s := show(got.Pairs); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// documents makes sentences of made-up documents.
func documents(r *rand.Rand, size int) (source, target []Sentence, d parallel.Document) {
	d = parallel.Make(r, parallel.Articles(), size, parallel.Usual)
	return sentences(d.Source), sentences(d.Target), d
}

func sentences(list []parallel.Sentence) []Sentence {
	var out []Sentence
	paragraph := 0
	for _, s := range list {
		if s.Opens {
			paragraph++
		}
		out = append(out, Sentence{Text: s.Text, Marks: numbers(s.Text), Paragraph: paragraph})
	}
	return out
}

// numbers stand in for the marks that the line makes.
func numbers(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// conform checks what holds for every alignment.
func conform(t interface {
	Helper()
	Fatalf(string, ...any)
}, a Alignment, sources, targets int) {
	t.Helper()
	i, j := 0, 0
	for _, p := range a.Pairs {
		if p.Source.From != i || p.Target.From != j || p.Source.Len() < 0 || p.Target.Len() < 0 || p.Source.Len()+p.Target.Len() == 0 {
			t.Fatalf("the pair %+v does not begin at %d, %d or is empty", p, i, j)
		}
		if p.Confidence < 0 || p.Confidence > 1 || !p.Linked() && p.Confidence != 0 || p.Confidence != p.Confidence {
			t.Fatalf("the pair %+v has a confidence that is none", p)
		}
		if !p.Linked() && p.Source.Len()+p.Target.Len() != 1 {
			t.Fatalf("%+v: what has no partner stands alone", p)
		}
		i, j = p.Source.To, p.Target.To
	}
	if i != sources || j != targets {
		t.Fatalf("the pairs end at %d, %d; the documents at %d, %d", i, j, sources, targets)
	}
}

func mirrored(a Alignment) Alignment {
	out := Alignment{Related: a.Related}
	var linked []Pair
	sources, targets := 0, 0
	for _, p := range a.Pairs {
		sources, targets = p.Source.To, p.Target.To
		if p.Linked() {
			linked = append(linked, Pair{p.Target, p.Source, p.Confidence})
		}
	}
	out.Pairs = complete(linked, targets, sources)
	return out
}

func TestEverySentenceOnceAndMirrored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]string{"One two.", "A longer sentence of words.", "…", "", "12", "ABC", "Մեկ երկու։"}), 0, 12)
		make := func(name string) (out []Sentence) {
			for i, s := range text.Draw(t, name) {
				out = append(out, Sentence{Text: s, Marks: numbers(s), Paragraph: i / 3})
			}
			return out
		}
		source, target := make("source"), make("target")
		a := Align(source, target, nil)
		conform(t, a, len(source), len(target))
		if diff := cmp.Diff(mirrored(a).Pairs, Align(target, source, nil).Pairs); diff != "" && cmp.Diff(source, target) != "" {
			t.Fatalf("the other way round it is not the mirror image:\n%s", diff)
		}
	})
}

func TestMirroredDocuments(t *testing.T) {
	source, target, _ := documents(rand.New(rand.NewPCG(1, 2)), 40)
	known := Learn([]Known{{"The mayor spoke.", "Քաղաքապետը խոսեց։"}, {"The mayor left.", "Քաղաքապետը գնաց։"}})
	there, back := Align(source, target, known), Align(target, source, known.mirrored())
	if diff := cmp.Diff(mirrored(there), back); diff != "" {
		t.Errorf("the other way round it is not the mirror image:\n%s", diff)
	}
}

// TestQuality holds the line well below what is measured, so that a fault
// shows and a change of a hair does not: testdata/bench has the figures.
func TestQuality(t *testing.T) {
	var score parallel.Score
	r := rand.New(rand.NewPCG(3, 4))
	for range 8 {
		source, target, d := documents(r, 60)
		var links []parallel.Link
		for _, p := range Align(source, target, nil).Pairs {
			if p.Linked() {
				links = append(links, parallel.Link{SourceFrom: p.Source.From, SourceTo: p.Source.To, TargetFrom: p.Target.From, TargetTo: p.Target.To})
			}
		}
		score.Add(&d, links)
	}
	if f := score.Strict.F1(); f < 0.75 {
		t.Errorf("strict F1 is %.3f", f)
	}
}

func TestVerdict(t *testing.T) {
	articles := parallel.Articles()
	one := parallel.Make(rand.New(rand.NewPCG(1, 1)), articles[:5], 40, parallel.Usual)
	other := parallel.Make(rand.New(rand.NewPCG(1, 1)), articles[6:], 40, parallel.Usual)
	if v := Align(sentences(one.Source), sentences(one.Target), nil).Related; v != Related {
		t.Errorf("a document and its translation are %d", v)
	}
	if v := Align(sentences(one.Source), sentences(other.Target), nil).Related; v != Unrelated {
		t.Errorf("two documents that are no translations are %d", v)
	}
	if v := Align(lines("Hello."), lines("Բարև։"), nil).Related; v != Unknown {
		t.Errorf("two words are %d", v)
	}
}

// TestMissingPart takes a third out of the middle of one side: the path has to
// leave the diagonal by more than the first band is wide.
func TestMissingPart(t *testing.T) {
	const size, from, to = 900, 300, 600
	r := rand.New(rand.NewPCG(5, 6))
	var source, target []Sentence
	for i := range size {
		n := 20 + r.IntN(100)
		var marks []string
		if r.IntN(2) == 0 {
			marks = []string{fmt.Sprint(i)}
		}
		source = append(source, Sentence{Text: strings.Repeat("a", n), Marks: marks, Paragraph: i / 4})
		if i < from || i >= to {
			target = append(target, Sentence{Text: strings.Repeat("b", n+r.IntN(9)), Marks: marks, Paragraph: i / 4})
		}
	}
	a := Align(source, target, nil)
	conform(t, a, len(source), len(target))
	right := 0
	for _, p := range a.Pairs {
		if want := p.Target.From; p.Linked() && (p.Source.From == want || p.Source.From == want+to-from) {
			right++
		}
	}
	if right < (size-to+from)*9/10 {
		t.Errorf("%d of %d sentences have found their place", right, size-to+from)
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("One. {1}\n\nTwo.", "Մեկ։ {1}\nԵրկու՞։")
	f.Add("", "x")
	f.Add("a\na\na\na\na\na", "a\n\na")
	f.Fuzz(func(t *testing.T, source, target string) {
		if len(source)+len(target) > 4000 || !utf8.ValidString(source+target) {
			return
		}
		s, u := lines(source), lines(target)
		a := Align(s, u, nil)
		conform(t, a, len(s), len(u))
		if diff := cmp.Diff(mirrored(a).Pairs, Align(u, s, nil).Pairs); diff != "" && cmp.Diff(s, u) != "" {
			t.Fatalf("the other way round it is not the mirror image:\n%s", diff)
		}
	})
}

func TestWords(t *testing.T) {
	got := words("Ինչո՞ւ են ՆԱՏՕ-ի 12 երկրները: What’s new?")
	want := []string{"՞", "ինչու", "են", "նատօ", "ի", "երկրն", ":", "what", "s", "new", "?"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkAlign(b *testing.B) {
	for _, size := range []int{40, 1000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			source, target, _ := documents(rand.New(rand.NewPCG(1, 2)), size)
			b.ReportAllocs()
			for b.Loop() {
				Align(source, target, nil)
			}
			b.ReportMetric(float64(len(source)*b.N)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}
