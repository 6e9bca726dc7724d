package align

import (
	"strings"
	"unicode"
)

// stemLetters is how many letters of a word tell it apart. Languages with
// endings have many forms of a word; its beginning is the same in most.
const stemLetters = 5

// words are the beginnings of a text's words in lower case, and its marks that
// are no full stop, comma or dash: a question is one in any language. Numbers are
// left out, for they are known by their value.
func words(text string) []string {
	var out []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = word[:0]
		}
	}
	letters := false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
			if len(word) < stemLetters {
				word = append(word, unicode.ToLower(r))
			}
			letters = true
			continue
		case letters && r > unicode.MaxLatin1 && unicode.Is(unicode.Po, r):
			// Some scripts set the mark of a question inside a word.
			out = append(out, string(r))
			continue
		case strings.ContainsRune("?!()%:;", r):
			end()
			out = append(out, string(r))
		}
		end()
		letters = false
	}
	end()
	return out
}

// length is what a sentence's length is measured by: its letters and digits.
func length(text string) float64 {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return float64(n)
}

// vocabulary numbers words.
type vocabulary struct {
	ids   map[string]int32
	words []string
}

func (v *vocabulary) id(word string) int32 {
	id, ok := v.ids[word]
	if !ok {
		if v.ids == nil {
			v.ids = map[string]int32{}
		}
		id = int32(len(v.words))
		v.ids[word] = id
		v.words = append(v.words, word)
	}
	return id
}

// numbered are the numbers of the words of each text, a word once for each
// place.
func (v *vocabulary) numbered(texts []Sentence) [][]int32 {
	out := make([][]int32, len(texts))
	for i, s := range texts {
		for _, w := range words(s.Text) {
			out[i] = append(out[i], v.id(w))
		}
	}
	return out
}
