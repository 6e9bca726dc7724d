package hy

import (
	"slices"
	"testing"

	"targman/pipeline/lang"
)

func TestForms(t *testing.T) {
	for _, tt := range []struct {
		name  string
		entry lang.Entry
		want  []string
		sure  bool
	}{
		{"a place in a consonant", lang.Entry{Lemma: "Երևան", Kind: "place"}, []string{"Երևանը", "Երևանի", "Երևանից", "Երևանով", "Երևանում"}, true},
		{"a person in -ու", lang.Entry{Lemma: "Շոյգու", Kind: "person"}, []string{"Շոյգուն", "Շոյգուի", "Շոյգուից", "Շոյգուով"}, false},
		{"the same, set by hand", lang.Entry{Lemma: "Շոյգու", Kind: "person", Class: "U"}, []string{"Շոյգուն", "Շոյգուի", "Շոյգուից", "Շոյգուով"}, true},
		{"a place in -ի", lang.Entry{Lemma: "Թբիլիսի", Kind: "place"}, []string{"Թբիլիսին", "Թբիլիսիի", "Թբիլիսիից", "Թբիլիսիով", "Թբիլիսիում"}, false},
		{"-սկի leaves no doubt", lang.Entry{Lemma: "Զելենսկի", Kind: "person"}, []string{"Զելենսկին", "Զելենսկու", "Զելենսկուց", "Զելենսկիով"}, true},
		{"an unknown class", lang.Entry{Lemma: "Երևան", Kind: "place", Class: "XX"}, nil, false},
		{"no letter", lang.Entry{Lemma: "?!"}, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, sure := Pack().Forms(tt.entry)
			if !slices.Equal(got, tt.want) || sure != tt.sure {
				t.Errorf("got %q, %v; want %q, %v", got, sure, tt.want, tt.sure)
			}
		})
	}
}
