package hy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// mend puts the repairs of one rule in place.
func mend(text string, found []lang.Issue, id string) string {
	for _, i := range slices.Backward(found) {
		if i.ID == id && i.Fixable {
			text = text[:i.Start] + i.Fix + text[i.End:]
		}
	}
	return text
}

func TestEveryRuleTellsItsBadSentenceFromTheGoodOne(t *testing.T) {
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			found := issues(r.Bad, r.Of)
			if len(found) == 0 {
				t.Fatalf("%s: nothing found", r.Bad)
			}
			fixable := false
			for _, i := range found {
				if i.ID != r.ID || i.Severity != string(r.Severity) || i.House != r.House || !strings.HasPrefix(i.Message, r.Why) {
					t.Errorf("%s: found %+v", r.Bad, i)
				}
				fixable = fixable || i.Fixable
			}
			if got := mend(r.Bad, found, r.ID); fixable && got != r.Good {
				t.Errorf("mended to %s, want %s", got, r.Good)
			}
			if fixable != (r.find != nil || r.ID == "N02") {
				t.Errorf("fixable is %v", fixable)
			}
			for _, i := range issues(r.Good, r.Of) {
				if !i.House {
					t.Errorf("%s: found %+v", r.Good, i)
				}
			}
		})
	}
}

// showIssues writes what was found: "H01 warn ՆԱՏՕի>ՆԱՏՕ-ի", without ">" where
// only a person can tell.
func showIssues(text string, found []lang.Issue) string {
	var out []string
	for _, i := range found {
		s := fmt.Sprintf("%s %s %s", i.ID, i.Severity, text[i.Start:i.End])
		if i.Fixable {
			s += ">" + i.Fix
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestIssues(t *testing.T) {
	for _, c := range []struct{ name, text, source, want string }{
		{"whole words of letters", "Նա այսoր hոգնած է։", "", "L01 error այսoր>այսօր; L01 error hոգնած>հոգնած"},
		{"two letters of a word", "Նա այuoր այստեղ է։", "", "L01 error այuoր>այսօր"},
		{"a letter like no Armenian one", "Նա այսwր այստեղ է։", "", "L01 error այսwր"},
		{"a Latin name with an ending", "Այդ գրառումը տեղադրվել է Facebookում։", "", "H03 warn Facebookում>Facebook-ում"},
		{"a number with its ending", "Դա 10ին է։", "", "H02 warn 10ին>10-ին"},
		{"an ending behind quotes", "«Գազպրոմ»ի տնօրենը։", "", "H05 warn »ի>»-ի"},
		{"no space behind a comma", "Գնաց,բայց եկավ։", "", "P12 warn ,բայց>, բայց"},
		{"an address in the way", "Տես www.example.com/a, ՆԱՏՕի կայքը։", "", "H01 warn ՆԱՏՕի>ՆԱՏՕ-ի"},
		{"an address inside a repair", "Ինչու է www.example.com դանդաղ?", "", "P03 error Ինչու է www.example.com դանդաղ?>Ինչո՞ւ է www.example.com դանդաղ։"},
		{"classical spelling", "Այսօր իւրաքանչյուրն ազատ է։", "", "L02 warn իւրաքանչյուրն"},
		{"classical spelling, quoted", "Գրված է «իւրաքանչիւր ոք» բառերով։", "", "L02 info իւրաքանչիւր"},
		{"a mark before ւ", "Ինչո՞ւ ես լուռ։", "", ""},
		{"a question of two words that ask", "Ով երբ կգա?", "", "P03 error ?"},
		{"a question of none", "Նա կգա?", "", "P03 error ?"},
		{"a question with the mark", "Նա կգա՞?", "", "P03 error ?>։"},
		{"a question within a sentence", "Գիտես, երբ կգա?", "", "P03 error ?"},
		{"a question and its reporter", "«Ինչու եկար?» - հարցրեց նա։", "", "P03 error ?; P20 style ->–"},
		{"a conjunction that looks like a question", "Լռեց, քանի որ հոգնել էր?", "", "P03 error ?"},
		{"an English title", "Ֆիլմը՝ Who? վերնագրով։", "", ""},
		{"a doubt in brackets", "Ծնվել է 1850 (?) թվականին։", "", ""},
		{"a name with !", "Դ!ԵՄ կուսակցությունը։", "", ""},
		{"an English title with !", "Mamma Mia! ֆիլմը։", "", ""},
		{"marks where they belong", "Ի՞նչ, Բարի՛ օր, Օ՜, և՛ նա, ե՛ւ դու, ԻՆՉՈ՞Ւ։", "", ""},
		{"marks of an acronym and a minute", "ԱՄՆ՞, գոլ 24՛ ու 33 ՛։", "", ""},
		{"an acronym with a vowel", "ՄԱԿ՞ կգնաս։", "", "P09 error ՞"},
		{"Latin with a mark", "Reuters՞ ասաց։", "", ""},
		{"an apostrophe inside a word", "Ժան դ՚Արկը։", "", ""},
		{"a word spaced out", "Կառավարությունը ո ր ո շ ո ւ մ է՝ հաստատել։", "", ""},
		{"the source introduces", "Արդյունքները.", "Results:", ""},
		{"the source introduces, and so does a colon", "Արդյունքները:", "Results:", ""},
		{"the source ends where the text seems to introduce", "Այո, այդպես գրել է.", "Yes, he wrote so.", "P02 warn .>։"},
		{"the copula's letters in a name", "Նրանց մուտքը ԵՄ կհետաձգվի։", "", ""},
		{"the source asks", "Կգա վաղը։", "Will she come?", "S01 warn Կգա վաղը։"},
		{"the source asks and so does the text", "Կգա՞ վաղը։", "Will she come?", ""},
		{"an address asks", "Տես այստեղ։", "See https://example.com/?a=b here.", ""},
		{"a number lost", "Եկավ։", "All 12 came.", "S02 warn Եկավ։"},
		{"a number in words", "Տասներկու հոգի եկավ։", "All 12 came.", ""},
		{"an ordinal", "Երկրորդ տեղն է։", "In 2nd place.", ""},
		{"a number in Roman digits", "XX դար։", "The 20th century.", ""},
		{"groups of a number", "Եկավ 1 250 000 մարդ։", "As many as 1,250,000 came.", ""},
		{"decimals", "Աճը 2,8 % է։", "It grew by 2.8%.", ""},
		{"a time in the afternoon", "Ժամը 20:30-ին։", "At 8:30 p.m.", ""},
		{"thousands in words", "Տնկել են 10 հազար ծառ, ծախսելով 2,5 միլիոն դրամ։", "They planted 10,000 trees for 2,500,000 drams.", ""},
		{"too few thousands", "Տնկել են 10 ծառ։", "They planted 10,000 trees.", "S02 warn Տնկել են 10 ծառ։"},
		{"a date", "12.05.2018-ին։", "On 05/12/2018.", ""},
		{"a number of a placeholder", "⟦7⟧ մարդ։", "⟦7⟧ people.", "S03 error ⟦7⟧"},
		{"a placeholder with an ending", "Եկավ ⟦1⟧-ը և ⟦2⟧ին։", "", "S03 error ⟦1⟧-ը; S03 error ⟦2⟧ին"},
		{"half a placeholder", "Եկավ ⟦1 ⟧։", "", "S03 error ⟦; S03 error ⟧"},
		{"a placeholder in English", "The ⟦1⟧ came.", "", "S03 error ⟦1⟧"},
		{"English groups, copied", "Եկավ 30,000 մարդ։", "30,000 came.", "N02 info 30,000>30\u00a0000"},
		{"English groups, not copied", "Եկավ 30,000 մարդ։", "", "N02 info 30,000"},
		{"English decimals, copied", "Աճեց 2.8 տոկոսով։", "It grew by 2.8 percent.", "N02 info 2.8>2,8"},
		{"a version, copied", "Python 3.12 տարբերակը թողարկվել է արդեն։", "Python 3.12 is out.", ""},
		{"mostly Latin", "Read more: \"Անկարա\", capital, is it?", "", ""},
		{"bad bytes", "Նա \xff ասաց,,", "", "P10 error ,,>,"},
		{"empty", "", "What? 12", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := showIssues(c.text, issues(c.text, c.source)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestIssuesOfCleanText(t *testing.T) {
	for _, c := range untouched {
		for _, i := range issues(c.text, "") {
			if c.name != "bad bytes" && i.Fixable && (i.Severity == "error" || i.Severity == "warn") {
				t.Errorf("%s: %q has %+v", c.name, c.text, i)
			}
		}
	}
}

// The issues that are errors or warnings and can be mended are those that
// Polish mends.
func TestPolishMendsTheIssues(t *testing.T) {
	for _, c := range polished {
		if polish(c.in, "") == c.in {
			continue
		}
		mends := func(i lang.Issue) bool { return i.Fixable && (i.Severity != "style" || i.ID == "P01") && !i.House }
		if !slices.ContainsFunc(issues(c.in, ""), mends) {
			t.Errorf("%s: %q is polished, and no issue says why", c.name, c.in)
		}
		if slices.ContainsFunc(issues(c.want, ""), func(i lang.Issue) bool { return mends(i) && i.Severity != "info" }) {
			t.Errorf("%s: %q is polished, and an issue is left", c.name, c.want)
		}
	}
}

func FuzzIssues(f *testing.F) {
	for _, r := range rules {
		f.Add(r.Bad, r.Of)
	}
	f.Add("Եկավ ⟦1 ⟧ \xff", "1,2.3,4 5 p.m.")
	f.Fuzz(func(t *testing.T, text, source string) {
		last := 0
		for _, i := range issues(text, source) {
			if i.Start < last || i.End < i.Start || i.End > len(text) || i.ID == "" || i.Message == "" {
				t.Fatalf("%q: %+v", text, i)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[i.Start:i.End]+i.Fix) {
				t.Errorf("%q: %+v cuts a character", text, i)
			}
			last = i.Start
		}
	})
}
