package hy

import "slices"

// Severity says how much a fault matters, in the words of a report.
type Severity string

// The severities.
const (
	Error Severity = "error"
	Warn  Severity = "warn"
	Style Severity = "style"
)

// Rule is a rule of Armenian typography that Polish applies.
type Rule struct {
	// ID is stable; P is punctuation, L letters, H hyphens, G grammar.
	ID       string
	Severity Severity
	// Why explains the rule in one line.
	Why string
	// Source is where it is laid down.
	Source string
	// Bad is a faulty sentence and Good the same sentence polished.
	Bad, Good string

	// find gives the repairs, ascending and disjoint. It must find nothing in
	// what its repairs make.
	find func(t []rune) []edit
}

// Rules lists the rules in the order in which Polish applies them.
func Rules() []Rule { return slices.Clone(rules) }

// The works that the rules are taken from. Usage is what the press writes,
// counted in 155,000 words of Armenian newspapers.
const (
	unicode76  = "The Unicode Standard, section 7.6 Armenian, https://www.unicode.org/versions/latest/core-spec/chapter-7/"
	fullStops  = "Վերջակետ, https://hy.wikipedia.org/wiki/Վերջակետ"
	quoteMarks = "Չակերտներ, https://hy.wikipedia.org/wiki/Չակերտներ"
	reform     = "Armenian orthography reform, https://en.wikipedia.org/wiki/Armenian_orthography_reform"
	ligatures  = "Unicode chart FB00, https://www.unicode.org/charts/PDF/UFB00.pdf"
	lookalikes = "Unicode Technical Standard 39, https://www.unicode.org/reports/tr39/"
	controls   = "Unicode Technical Report 36, https://www.unicode.org/reports/tr36/"
	committee  = "Language Committee of Armenia, "
	onU        = committee + "on the letter ու, https://www.langcom.am/հորդորակ-ու-տառի-գրության-մասին/"
	onArticles = committee + "on the articles ը and ն, https://www.langcom.am/հորդորակ-ը-եվ-ն-հոդերի-գործածությ/"
	onQuotes   = committee + "on quotation marks, https://iravaban.net/390185.html"
	usage      = "Usage: "
)

var rules = []Rule{
	{
		ID: "P01", Severity: Style, find: colonStops,
		Why:    "A colon typed as a full stop becomes ։; a colon in front of small letters, digits or speech is left.",
		Source: fullStops,
		Bad:    "Նախարարը մեկնեց Անկարա: Նա կվերադառնա վաղը:",
		Good:   "Նախարարը մեկնեց Անկարա։ Նա կվերադառնա վաղը։",
	},
	{
		ID: "P02", Severity: Warn, find: finalDots,
		Why:    "The full stop at the end of a text is ։; the dot stays after abbreviations and initials.",
		Source: fullStops,
		Bad:    "Բանակցությունները կշարունակվեն հինգշաբթի.",
		Good:   "Բանակցությունները կշարունակվեն հինգշաբթի։",
	},
	{
		ID: "P05", Severity: Error, find: foreignQuotes,
		Why:    "Quotation marks are « »; those around a text in Latin letters are left.",
		Source: quoteMarks,
		Bad:    "Նա \"Ազատություն\" թերթի խմբագիրն է։",
		Good:   "Նա «Ազատություն» թերթի խմբագիրն է։",
	},
	{
		ID: "P06", Severity: Error, find: graves,
		Why:    "The short stop is ՝, not an accent.",
		Source: unicode76,
		Bad:    "Նախագահը` որպես հյուր, լուռ էր։",
		Good:   "Նախագահը՝ որպես հյուր, լուռ էր։",
	},
	{
		ID: "P10", Severity: Error, find: doubled,
		Why:    "A mark stands once, and a comma not beside a full stop.",
		Source: usage + "otherwise in 1 sentence of 10,000",
		Bad:    "Հանդիպումն ավարտվեց,, և բոլորը հեռացան։։",
		Good:   "Հանդիպումն ավարտվեց, և բոլորը հեռացան։",
	},
	{
		ID: "P11", Severity: Error, find: spacedMarks,
		Why:    "No space stands before , ։ and ՝.",
		Source: usage + "otherwise in 2 sentences of 1,000",
		Bad:    "Երևանում , Գյումրիում և Վանաձորում ձյուն է ։",
		Good:   "Երևանում, Գյումրիում և Վանաձորում ձյուն է։",
	},
	{
		ID: "P12", Severity: Warn, find: tightMarks,
		Why:    "A space stands after , ։ and ՝.",
		Source: usage + "otherwise in 1 sentence of 1,000",
		Bad:    "Դեսպանը մեկնեց,բայց շուտով վերադարձավ։",
		Good:   "Դեսպանը մեկնեց, բայց շուտով վերադարձավ։",
	},
	{
		ID: "P13", Severity: Warn, find: quotedStops,
		Why:    "The full stop and the comma stand behind the closing quotation mark.",
		Source: usage + "»։ 490 times, ։» never",
		Bad:    "Նա ասաց. «Մենք պատրաստ ենք։»",
		Good:   "Նա ասաց. «Մենք պատրաստ ենք»։",
	},
	{
		ID: "P15", Severity: Warn, find: spacedQuotes,
		Why:    "No space stands inside the quotation marks.",
		Source: usage + "otherwise in 1 sentence of 10,000",
		Bad:    "Հյուրերը դիտեցին « Անուշ » օպերան։",
		Good:   "Հյուրերը դիտեցին «Անուշ» օպերան։",
	},
	{
		ID: "P16", Severity: Warn, find: yentamnas,
		Why:    "֊ divides a word at the end of a line; inside a line the hyphen is '-'.",
		Source: unicode76,
		Bad:    "ԱՄՆ֊ի դեսպանը ելույթ ունեցավ։",
		Good:   "ԱՄՆ-ի դեսպանը ելույթ ունեցավ։",
	},
	{
		ID: "P18", Severity: Error, find: clockStops,
		Why:    "Hours and minutes are divided by a colon, not by ։.",
		Source: usage + "the colon; ։ in 7 sentences of 1,000, a slip of the keyboard",
		Bad:    "Նիստը սկսվեց ժամը 10։30-ին։",
		Good:   "Նիստը սկսվեց ժամը 10:30-ին։",
	},
	{
		ID: "L01", Severity: Error, find: homoglyphs,
		Why:    "A foreign letter that looks like an Armenian one inside an Armenian word is replaced by it.",
		Source: lookalikes,
		Bad:    "Նրանք այսoր hոգնած են։",
		Good:   "Նրանք այսօր հոգնած են։",
	},
	{
		ID: "L04", Severity: Warn, find: smallEv,
		Why:    "In a word of capitals և is ԵՎ.",
		Source: reform,
		Bad:    "ԵՐևԱՆ, 5 մայիսի։",
		Good:   "ԵՐԵՎԱՆ, 5 մայիսի։",
	},
	{
		ID: "L05", Severity: Error, find: ligated,
		Why:    "Ligatures other than և are written as two letters.",
		Source: ligatures,
		Bad:    "Նա \uFB14րժեց առաջարկը։",
		Good:   "Նա մերժեց առաջարկը։",
	},
	{
		ID: "L06", Severity: Warn, find: capitalU,
		Why:    "At the beginning of a word only the first part of ու is a capital.",
		Source: onU,
		Bad:    "ՈՒկրաինայի նախագահը ժամանեց։",
		Good:   "Ուկրաինայի նախագահը ժամանեց։",
	},
	{
		ID: "L07", Severity: Error, find: invisibles,
		Why:    "Zero-width characters and direction controls do not belong into Armenian text.",
		Source: controls,
		Bad:    "Խոր\u200bհրդարանը հաստատեց բյուջեն։",
		Good:   "Խորհրդարանը հաստատեց բյուջեն։",
	},
	{
		ID: "H01", Severity: Warn, find: acronymEndings,
		Why:    "The ending of an acronym is joined by a hyphen.",
		Source: usage + "4 endings without a hyphen, several hundred with one",
		Bad:    "ՆԱՏՕի նիստը հետաձգվեց։",
		Good:   "ՆԱՏՕ-ի նիստը հետաձգվեց։",
	},
	{
		ID: "H02", Severity: Warn, find: digitEndings,
		Why:    "The ending of a number in digits is joined by a hyphen.",
		Source: usage + "otherwise in 1 sentence of 10,000",
		Bad:    "Հունիսի 10ին կգումարվի 5րդ նիստը։",
		Good:   "Հունիսի 10-ին կգումարվի 5-րդ նիստը։",
	},
	{
		ID: "H03", Severity: Warn, find: latinEndings,
		Why:    "The ending of a name in Latin letters is joined by a hyphen.",
		Source: usage + "never otherwise",
		Bad:    "Այդ մասին հայտնում է Reutersը։",
		Good:   "Այդ մասին հայտնում է Reuters-ը։",
	},
	{
		ID: "H04", Severity: Warn, find: spacedHyphens,
		Why:    "No space stands beside the hyphen of an ending.",
		Source: usage + "otherwise in 4 sentences of 10,000",
		Bad:    "Դա եղել է 2008 -ին, ԱԺ- ում։",
		Good:   "Դա եղել է 2008-ին, ԱԺ-ում։",
	},
	{
		ID: "H05", Severity: Warn, find: quoteEndings,
		Why:    "An ending outside the quotation marks is joined by a hyphen.",
		Source: usage + "91 endings behind » with a hyphen, none without; " + onQuotes,
		Bad:    "«Գազպրոմ»ի բաժնետոմսերը թանկացան։",
		Good:   "«Գազպրոմ»-ի բաժնետոմսերը թանկացան։",
	},
	{
		ID: "G01", Severity: Warn, find: copulaArticles,
		Why:    "Before է, եմ, էր and the like, and before էլ, the article is -ն.",
		Source: onArticles,
		Bad:    "Հաղթողը երիտասարդ մարզիկը է։",
		Good:   "Հաղթողը երիտասարդ մարզիկն է։",
	},
}
