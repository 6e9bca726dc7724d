package hy

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

func TestPack(t *testing.T) {
	p := Pack()
	if p.Tag != "hy" || p.Quotes != [2]string{"«", "»"} || len(p.Fonts) == 0 {
		t.Errorf("got %q, %q, %q", p.Tag, p.Quotes, p.Fonts)
	}
	for _, r := range "ԱՖաֆևﬓﬗ" {
		if !unicode.Is(p.Letters, r) {
			t.Errorf("%q is not among the letters", r)
		}
	}
	for _, r := range "։՝՞՛՜֊-aЯ1" {
		if unicode.Is(p.Letters, r) {
			t.Errorf("%q is among the letters", r)
		}
	}
}

// segment is a sentence of usual length, and terms are the names in it.
const segment = "Ռուսաստանի արտաքին գործերի նախարար Սերգեյ Լավրովն այսօր Անկարայում հանդիպել է Մևլութ Չավուշօղլուի հետ՝ քննարկելու Լեռնային Ղարաբաղի կարգավորման շուրջ ԱՄՆ-ի և ՄԱԿ-ի առաջարկները։"

var terms = entries("Ռուսաստան", "Լավրով/person", "Անկարա/place", "Չավուշօղլու/person", "Լեռնային Ղարաբաղ/place",
	"ԱՄՆ", "ՄԱԿ", "Թուրքիա", "Բաքու=UV", "Եվրոպական միություն")

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{0, 3, 10} {
		b.Run(fmt.Sprintf("%d entries", n), func(b *testing.B) {
			find := Pack().Find
			b.ReportAllocs()
			b.SetBytes(int64(len(segment)))
			for b.Loop() {
				find(segment, terms[:n])
			}
		})
	}
}

func BenchmarkFindCold(b *testing.B) {
	f := newFinder()
	for b.Loop() {
		clear(f.patterns)
		f.find(segment, terms)
	}
}

func BenchmarkPolish(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"clean", segment},
		{"faulty", strings.NewReplacer("ԱՄՆ-ի", "ԱՄՆի", "։", ".", "հետ՝", "\"հետ\" ,").Replace(segment)},
		{"hidden", segment + " ⟦1⟧ https://example.com/"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				polish(c.text, "")
			}
		})
	}
}

func BenchmarkSplitter(b *testing.B) {
	text := strings.Repeat(segment+" ", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		sentences(text, nil)
	}
}

func BenchmarkNear(b *testing.B) {
	near := Pack().Near
	for b.Loop() {
		near(segment, terms[7], terms[:3])
	}
}

func BenchmarkReinflect(b *testing.B) {
	reinflect := Pack().Reinflect
	for b.Loop() {
		reinflect(terms[3], "Կավուսօղլուին", "")
	}
}

func BenchmarkIssues(b *testing.B) {
	b.SetBytes(int64(len(segment)))
	for b.Loop() {
		issues(segment, "Russian Foreign Minister Sergey Lavrov met Mevlut Cavusoglu on 12 May.")
	}
}
