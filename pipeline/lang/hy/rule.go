package hy

// Severity says how much a fault matters, in the words of a report.
type Severity string

// The severities.
const (
	Error Severity = "error"
	Warn  Severity = "warn"
	Style Severity = "style"
	Info  Severity = "info"
)

// Rule is a rule of Armenian spelling and typography. Pack.Issues reports what
// breaks it; Pack.Polish mends that where it is an error or a warning and the
// repair is certain.
type Rule struct {
	// ID is stable; P is punctuation, L letters, H hyphens, G grammar.
	ID       string
	Severity Severity
	// Why explains the rule in one line.
	Why string
	// Source is where it is laid down.
	Source string
	// Bad is a faulty sentence and Good the same sentence as it should be.
	Bad, Good string
	// Of is what they translate, where the rule compares with it.
	Of string
	// House says that the rule is the taste of a house and no more.
	House bool

	// find gives the repairs, ascending and disjoint; nil if there are none. It
	// must find nothing in what its repairs make.
	find func(t []rune) []edit
	// ask gives the faults that only a person can mend, ascending and disjoint;
	// nil if there are none.
	ask func(t []rune) []doubt
	// compare gives the faults that the source tells of, and those that have to
	// be looked for whatever the text is written in.
	compare func(v, source *view) []compared
	// stops says that a repair at the end of a text ends a sentence there.
	stops bool
	// always makes polish apply a rule of style.
	always bool
}

// doubt is a fault without a repair: runes start to end, half-open, and its
// severity where that is not the rule's.
type doubt struct {
	start, end int
	severity   Severity
}

// polishes says that polish applies the rule's repairs.
func (r *Rule) polishes() bool {
	return r.find != nil && (r.Severity == Error || r.Severity == Warn || r.always)
}

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
	house      = "House style"
)
