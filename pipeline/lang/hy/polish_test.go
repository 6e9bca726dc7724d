package hy

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules {
		if seen[r.ID] || r.ID == "" || r.Why == "" || r.Source == "" || r.Severity == "" {
			t.Errorf("rule %q is not complete or not unique", r.ID)
		}
		seen[r.ID] = true
		want := r.Bad
		if r.polishes() {
			want = r.Good
		}
		if got := polish(r.Bad, ""); got != want {
			t.Errorf("%s: %s\n got %s\nwant %s", r.ID, r.Bad, got, want)
		}
		if got := polish(r.Good, ""); got != r.Good {
			t.Errorf("%s changes its own good sentence to %s", r.ID, got)
		}
	}
	if len(seen) != 37 {
		t.Errorf("%d rules, want 37", len(seen))
	}
}

func TestRulesAreDocumented(t *testing.T) {
	b, err := os.ReadFile("../../../docs/ARMENIAN.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		good := strings.ReplaceAll(r.Good, "\u00a0", "[NBSP]")
		for _, part := range []string{"| " + r.ID + " |", r.Why, good} {
			if !strings.Contains(string(b), part) {
				t.Errorf("docs/ARMENIAN.md does not show %q of %s", part, r.ID)
			}
		}
	}
}

// polished are engine output and what a newspaper would print.
var polished = []struct{ name, in, want string }{
	{"English full stop", "Չավուշօղլուն հինգշաբթի օրը խոսեց Անկարայում.", "Չավուշօղլուն հինգշաբթի օրը խոսեց Անկարայում։"},
	{"short last word", "Նա այստեղ է.", "Նա այստեղ է։"},
	{"one short word", "Այո.", "Այո։"},
	{"acronym at the end", "Վրաստանը ձգտում է ՆԱՏՕ.", "Վրաստանը ձգտում է ՆԱՏՕ։"},
	{"acronym with an ending", "Այդ մասին հայտարարեց ԱՄՆ-ն.", "Այդ մասին հայտարարեց ԱՄՆ-ն։"},
	{"stop inside straight quotes", "Նա ասաց. \"Մենք պատրաստ ենք.\"", "Նա ասաց. «Մենք պատրաստ ենք»։"},
	{"stop inside curly quotes", "Նա ասաց. “Մենք պատրաստ ենք.”", "Նա ասաց. «Մենք պատրաստ ենք»։"},
	{"comma inside quotes", "«Մենք պատրաստ ենք,» ասաց նախարարը։", "«Մենք պատրաստ ենք», ասաց նախարարը։"},
	{"comma inside quotes before a dash", "«Այո,»- ասաց նա։", "«Այո»,- ասաց նա։"},
	{"space before the last dot", "Դաշինքը \"պատրաստ է\" .", "Դաշինքը «պատրաստ է»։"},
	{"stop inside brackets", "Նա մեկնեց Թբիլիսի (Վրաստան).", "Նա մեկնեց Թբիլիսի (Վրաստան)։"},
	{"number at the end", "Հանդիպման մասնակիցները 25-ն էին, իսկ հյուրերը՝ 7.", "Հանդիպման մասնակիցները 25-ն էին, իսկ հյուրերը՝ 7։"},
	{"Latin name at the end", "Այդ մասին հաղորդում է Reuters.", "Այդ մասին հաղորդում է Reuters։"},
	{"placeholder at the end", "Նա ժամանեց ⟦12⟧.", "Նա ժամանեց ⟦12⟧։"},
	{"address at the end", "Մանրամասները՝ https://example.com/a_b.", "Մանրամասները՝ https://example.com/a_b։"},
	{"colon at the end", "Նա մեկնեց:", "Նա մեկնեց։"},
	{"colon inside quotes at the end", "Նա ասաց. «Վաղը կգամ:»", "Նա ասաց. «Վաղը կգամ»։"},
	{"space before a colon stop", "Նա մեկնեց :", "Նա մեկնեց։"},
	{"line that introduces others", "Եկան երեքը.\nհայրը,\nորդին,\nդուստրը.", "Եկան երեքը.\nհայրը,\nորդին,\nդուստրը։"},
	{"space behind", "Նա մեկնեց. ", "Նա մեկնեց։ "},
	{"quote that goes on", "Նա ասաց. \"Մենք պատրաստ ենք։ ", "Նա ասաց. «Մենք պատրաստ ենք։ "},
	{"quote that ends", "Մենք կմնանք այստեղ\", - ասաց նա։", "Մենք կմնանք այստեղ», - ասաց նա։"},
	{"ending behind straight quotes", "\"Գազպրոմ\"ի տնօրենը հեռացավ։", "«Գազպրոմ»-ի տնօրենը հեռացավ։"},
	{"several faults", "\"ՆԱՏՕի\" նիստը , որ 10։30ին էր,,ավարտվեց.", "«ՆԱՏՕ-ի» նիստը, որ 10:30-ին էր, ավարտվեց։"},
	{"comma and stop", "Նա եկավ,։", "Նա եկավ։"},
	{"stop and comma", "«Եկել եմ։», ասաց նա։", "«Եկել եմ», ասաց նա։"},
	{"decades", "1990ականներին այստեղ այգի էր։", "1990-ականներին այստեղ այգի էր։"},
	{"site with an ending", "Այդ մասին գրում է NEWS.amը։", "Այդ մասին գրում է NEWS.am-ը։"},
	{"both hyphen and copula", "Անդամ ՄԱԿը է։", "Անդամ ՄԱԿ-ն է։"},
	{"what introduces speech", "Նախարարը երեկ գրել է.", "Նախարարը երեկ գրել է."},
	{"what introduces a list", "Երևան են ժամանել հետևյալ երկրների դեսպանները.", "Երևան են ժամանել հետևյալ երկրների դեսպանները."},
	{"speech told already", "Նա ասաց, որ վաղը կգա.", "Նա ասաց, որ վաղը կգա։"},
	{"copula that is an acronym", "Թուրքիայի մուտքը ԵՄ կհետաձգվի։", "Թուրքիայի մուտքը ԵՄ կհետաձգվի։"},
	{"copula that is a name", "Դեսպանը Էլ Սալվադոր է մեկնել։", "Դեսպանը Էլ Սալվադոր է մեկնել։"},
	{"article before էլ", "Լավրովը էլ լռեց։", "Լավրովն էլ լռեց։"},
	{"article before a marked copula", "Լավրովը է՞ գալու։", "Լավրովն է՞ գալու։"},
	{"lookalike in capitals", "ՕՊԵՐԱ և ԽOՐՀՈՒՐԴ", "ՕՊԵՐԱ և ԽՕՐՀՈՒՐԴ"},
	{"Cyrillic lookalike", "Նա եկавծ չէ, բայց այсօր այստеղ է։", "Նա եկавծ չէ, բայց այсօր այստեղ է։"},
}

func TestPolish(t *testing.T) {
	for _, c := range polished {
		if got := polish(c.in, ""); got != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
		if got := polish(c.want, ""); got != c.want {
			t.Errorf("%s: polishing twice gives %q", c.name, got)
		}
	}
}

// untouched are texts without a fault that Polish mends.
var untouched = []struct{ name, text string }{
	{"clean", "Լավրովն այսօր Երևանում հանդիպեց Հայաստանի վարչապետին։"},
	{"speech", "Նա ասաց. «Մենք պատրաստ ենք»։"},
	{"question", "Ինչո՞ւ է նա լռում։"},
	{"exclamation", "Եկե՛ք շուտ, սիրելի՜ ընկերներ։"},
	{"headline without a stop", "Անկարան պատասխանեց Մոսկվային"},
	{"years cut short", "Նա ծնվել է 1955 թ."},
	{"years cut short, several", "Պատերազմը տևեց 1941-1945 թթ."},
	{"initials", "Գիրքը խմբագրեց Ա. Բ."},
	{"page cut short", "Տե՛ս նույն տեղում, հ. 5, հտ."},
	{"this year", "Նիստը կլինի մայիսին, ս.թ."},
	{"million cut short", "Ծախսվեց 10 մլն."},
	{"company cut short", "Գնորդը Apple Inc."},
	{"ellipsis", "Եվ նա լռեց..."},
	{"paragraph number", "Գլուխ 1."},
	{"mijaket and a capital", "Որոշումն այսպիսին է. Երևանը կմասնակցի։"},
	{"label", "Լուսանկարը: Ռոյթերս"},
	{"colon and a list", "Եկան հետևյալ երկրները: վրացիներ, հույներ։"},
	{"colon and speech", "Նա ասաց: «Կգամ»։"},
	{"time", "Ժամը 10:30-ին նիստ է։"},
	{"score", "Հաշիվը 3:2 է։"},
	{"English title in English quotes", "Նա գրել է “The Armenian Times” թերթում։"},
	{"inches", "Հեռախոսն ունի 6\" էկրան։"},
	{"quotes that do not pair", "Նա \"ասաց \"որ\" գա\"լու\"է"},
	{"mostly Latin", "Read more: \"Անկարա\", Turkish capital."},
	{"no Armenian", "Он сказал: \"да\"."},
	{"address", "Գրեք info@example.com կամ տեսեք www.example.com/a,b:c։"},
	{"query in an address", "Տեսեք https://example.com/?q=a,b;c::d։"},
	{"markup", "Տեսեք <a href=\"x,y\">այստեղ</a>։"},
	{"variable", "Դուք ունեք {count,number} նամակ։"},
	{"placeholder with endings", "⟦1⟧ում և ⟦2⟧-ից, ⟦3⟧ն, ⟦4⟧-ը։"},
	{"two placeholders", "⟦1⟧ ⟦2⟧, ⟦3⟧։"},
	{"code", "Գրեք `կոդ` և սեղմեք։"},
	{"hash tag", "Գրեք #ԵՄի և @OՐ։"},
	{"compound acronym", "ՀՀ-ԱՄՆ հարաբերությունները։"},
	{"acronym that is a word", "ՄԻԱՎով վարակվածները։"},
	{"Armenian acronym alone", "ԱՄՆ նախագահը։"},
	{"dialogue", "- Գնա՛նք։\n- Գնա՛նք։"},
	{"dash", "Երևանը - Հայաստանի մայրաքաղաքը - մեծ է։"},
	{"reporter behind a quoted stop", "«Գնանք։» - ասաց նա։"},
	{"path of a site", "Գլխավոր » Նորություններ » Սպորտ"},
	{"grouped number", "30,000 և 2,8 և 2.8"},
	{"copula behind a comma", "Տանտերը, էլ չասած հյուրերի մասին, հոգնել էր։"},
	{"I behind the article", "Այս գիրքը ես կկարդամ։"},
	{"not an article", "Դա ընդամենը էլ. նամակ է։"},
	{"joiner in emoji", "Ընտանիք 👨\u200d👩\u200d👧։"},
	{"Georgian letter in a word", "Սաკարթ"},
	{"European hyphen and ev", "Կիև-Մոսկվա և Երևան։"},
	{"private rune", "Նշան \U000F0001ում։"},
	{"empty", ""},
	{"space", " \n "},
	{"bad bytes", "Նա \xff ասաց,,"},
}

func TestPolishLeaves(t *testing.T) {
	for _, c := range untouched {
		if got := polish(c.text, ""); got != c.text {
			t.Errorf("%s: %q becomes %q", c.name, c.text, got)
		}
	}
}

func TestPolishLongLine(t *testing.T) {
	const size = 1 << 18
	in := strings.Repeat("ՆԱՏՕի նիստը , \"որ\" է ", size/40)
	want := strings.Repeat("ՆԱՏՕ-ի նիստը, «որ» է ", size/40)
	if polish(in, "") != want {
		t.Error("a long line is not polished")
	}
	// Work that grows with the square of the text would not come to an end.
	for _, part := range []string{" ", "Ա: ", "ա. ", "» ", "« ", "- ", "`", "\"", "։", "…", "5ա", "ա\n"} {
		text := "Սա տեքստ է" + strings.Repeat(part, size/len(part)) + " և վերջ։"
		if again := polish(polish(text, ""), ""); again != polish(text, "") {
			t.Errorf("much of %q is not polished for good", part)
		}
	}
}

func FuzzPolish(f *testing.F) {
	for _, r := range rules {
		f.Add(r.Bad)
	}
	for _, c := range polished {
		f.Add(c.in)
	}
	for _, c := range untouched {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := polish(text, "")
		if twice := polish(once, ""); twice != once {
			t.Errorf("%q: once %q, twice %q", text, once, twice)
		}
		if utf8.ValidString(text) != utf8.ValidString(once) {
			t.Errorf("%q becomes %q", text, once)
		}
	})
}
