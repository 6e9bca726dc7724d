package en

// starters are words that, written with a capital inside prose, begin a
// sentence: pronouns, determiners, conjunctions, prepositions, adverbs and
// auxiliary verbs. Words that are also names (Will, May, Mark) are left out.
// After an abbreviation that may or may not end a sentence they decide; the
// idea is the frequent sentence starter of Kiss and Strunk, "Unsupervised
// Multilingual Sentence Boundary Detection", Computational Linguistics 32.4
// (2006), https://aclanthology.org/J06-4003/.
const starters = `
	I He She It We You They This That These Those There Here Who What When Where
	Why How Which Whose His Her Its Our Your Their My Someone Everyone Nobody
	Everything Nothing Both Each Every Some Many Much Most Several All Any None Few
	Another Such Other Others One Two Three
	The A An And But Or Nor Yet So If Although Though While Whereas Because Since
	Unless Until After Before As At By For From In Into On To With Without Within
	Under Over Between Among Amid Against Despite During Through Throughout Upon
	Across Around About Along Like Unlike Once Then Now Today Yesterday
	Tomorrow Meanwhile However Moreover Furthermore Nevertheless Nonetheless
	Instead Otherwise Therefore Thus Hence Still Also Even Only Just Perhaps Maybe
	Indeed Later Earlier Recently Finally Previously Currently Additionally
	Afterwards Afterward Again According Not Never Soon Often Sometimes Usually
	Is Are Was Were Do Does Did Has Have Had Can Could Should Would Must Let
	Isn Aren Wasn Weren Doesn Didn Hasn Haven Hadn Couldn Wouldn Shouldn
	Please Yes Well Mr Mrs Ms`

// labels are nouns that a single letter or a numeral belongs to, so that the
// letter is not someone's initial: "vitamin C.", "World War I."
const labels = `
	appendix block category channel class company division document exhibit factor
	figure form gate grade group hepatitis influenza level lot model option part
	phase plan platform point room schedule section series size table team terminal
	tier type unit version vitamin vitamins volume war wing zone`

// speech are verbs that attribute a quotation to a speaker.
const speech = `
	said says asked asks added adds told tells replied replies answered wondered
	exclaimed shouted cried yelled tweeted wrote writes quipped joked demanded
	declared insisted inquired asserted commented continued recalled remarked
	screamed whispered noted argued explained responded`

// times may follow "a.m." and "p.m." within a sentence.
const times = `
	Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu
	Thur Thurs Fri Sat Sun January February March April May June July August
	September October November December Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec
	Eastern Central Mountain Pacific Atlantic Greenwich Local Moscow London`
