package en

import (
	"strings"

	"targman/pipeline/lang"
)

// nameWords puts the lists together.
func nameWords() *lang.NameWords {
	small := func(lists ...string) map[string]bool { return set(strings.ToLower(strings.Join(lists, " "))) }
	return &lang.NameWords{
		Ordinary: small(starters, ordinary), Titles: small(titles), Dates: small(days), Peoples: small(peoples),
		Organisations: small(bodies), Places: small(landforms), Links: small(links), Joins: small("and"), Articles: small("the"), Particles: small(particles),
		Whereabouts: small(whereabouts), Speech: small(speech),
		Endings: map[string][]string{
			"ru": strings.Fields(russianEndings), "tr": strings.Fields(turkishEndings),
		},
		Letters: map[string]string{"tr": "ğışĞİŞ"},
	}
}

// ordinary are words that begin headlines, captions and sentences, beside the
// starters: frequent adverbs, adjectives, participles and nouns of news
// (Leech, Rayson, Wilson, "Word Frequencies in Written and Spoken English",
// 2001, https://ucrel.lancs.ac.uk/bncfreq/).
const ordinary = `
	new old more most last first second third next former senior top early late
	according asked speaking following given based compared including regarding
	people officials reporters journalists critics experts analysts scientists
	police troops soldiers protesters residents citizens members leaders workers
	farmers students doctors visitors supporters opponents women men children
	government parliament ministers talks elections opposition prices news report
	reports update updated photo photos video watch read share home search about
	contact related advertisement menu subscribe copyright article articles
	however then thanks because nearly almost roughly half world back next year
	years week month day days morning evening night today inflation trade wine
	bread water rain snow winter summer spring autumn east west north south
	northern southern eastern western central i'm i've it's that's there's he's
	she's we're they're don't doesn't didn't can't won't hundreds thousands
	millions dozens part less good great big small long high low public private
	national international foreign local every fewer what's who's let's`

// days are weekdays and months (CLDR, dates/calendars/gregorian, en).
const days = `
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
	thur thurs fri sat sun january february march april may june july august
	september october november december jan feb mar apr aug sep sept oct nov dec`

// titles stand before names: forms of address, offices, ranks, clergy (U.S.
// Government Publishing Office Style Manual, 2016, 3.35 to 3.38 and 9.25).
const titles = `
	mr mrs ms miss mx dr prof sir dame lord lady madam president premier prime
	minister foreign defense defence interior finance justice health education
	economy energy environment culture agriculture vice deputy acting former
	chancellor king queen prince princess emir sheikh sultan ayatollah pope
	patriarch catholicos archbishop bishop cardinal father reverend rev imam rabbi
	general gen colonel col major maj captain capt lieutenant lt sergeant sgt
	admiral adm marshal commander cmdr chief chairman chairwoman chairperson chair
	director secretary secretary-general ambassador envoy senator sen
	representative rep congressman congresswoman governor gov mayor judge
	professor speaker spokesman spokeswoman spokesperson commissioner coach
	state attorney prosecutor ombudsman minister-president co-chair comrade
	undersecretary assistant leader`

// peoples are adjectives and nouns of nations (GPO Style Manual, 2016, chapter
// 17, "Nationalities"), and of larger regions.
const peoples = `
	afghan afghans albanian albanians algerian algerians american americans
	angolan argentine argentines argentinian armenian armenians australian
	australians austrian austrians azerbaijani azerbaijanis azeri azeris bahraini
	bangladeshi belarusian belarusians belgian belgians bolivian bosnian bosnians
	brazilian brazilians british britons briton bulgarian bulgarians cambodian
	canadian canadians chechen chechens chilean chinese colombian colombians
	croatian croatians croat cuban cubans cypriot cypriots czech czechs danish dane
	danes dutch egyptian egyptians emirati english estonian estonians ethiopian
	finnish finn finns french georgian georgians german germans ghanaian greek
	greeks hungarian hungarians icelandic indian indians indonesian iranian
	iranians iraqi iraqis irish israeli israelis italian italians japanese
	jordanian kazakh kazakhs kenyan korean koreans kurd kurds kurdish kuwaiti
	kyrgyz latvian latvians lebanese libyan lithuanian lithuanians macedonian
	malaysian maltese mexican mexicans moldovan mongolian montenegrin moroccan
	nepali nigerian norwegian norwegians omani ossetian ossetians pakistani
	palestinian palestinians peruvian philippine filipino polish poles portuguese
	qatari romanian romanians russian russians saudi saudis scottish scot scots
	serbian serbians serb serbs singaporean slovak slovaks slovenian somali
	spanish sudanese swedish swede swedes swiss syrian syrians tajik tatar tatars
	thai tunisian turk turks turkish turkmen ukrainian ukrainians uruguayan uzbek
	uzbeks venezuelan vietnamese welsh yazidi yazidis yemeni european europeans
	african africans asian asians arab arabs arabic arctic caucasian latin muslim
	muslims christian christians jewish jew jews islamic orthodox catholic
	catholics soviet western`

// bodies are nouns that names of organisations have in them (GPO Style Manual,
// 2016, 3.19 to 3.25).
const bodies = `
	academy administration agency airlines airways alliance army assembly
	association authority bank board brigade bureau cabinet centre center chamber
	church club coalition college command commission committee company
	confederation conference congress corporation corp council court department
	directorate duma faculty federation fleet force forces foundation front fund
	group guard guards holding house inc nations institute institution league
	library ltd ministry mission movement museum network office organisation
	organization parliament party police press project senate service services
	society staff summit team times tribunal union university watch`

// landforms are nouns that names of places have in them (GPO Style Manual, 2016,
// 3.10 and 3.11).
const landforms = `
	airport archipelago avenue bay beach border bridge canal canyon cape city
	corridor county dam desert district fort forest gorge gulf hill hills island
	islands isthmus lake mount mountain mountains ocean oblast palace park pass
	peninsula plain plateau port province railway region reservoir river road sea
	square station strait street states republic kingdom upper lower town valley village volcano`

// links may stand between two words of an organisation or a place.
const links = `of for the in on`

// particles are small words inside names of persons (Chicago Manual of Style,
// 17th edition, 8.5 and 8.14).
const particles = `al bin ibn ben da de del den der di dos du el la le ter van von und y`

// whereabouts stand before places.
const whereabouts = `in near across around outside inside`

// Endings of surnames, in Latin letters: Russian (Unbegaun, "Russian Surnames",
// 1972) and Turkish (the law on surnames of 1934 and the names that came of it,
// https://en.wikipedia.org/wiki/Turkish_name).
const (
	russianEndings = `ov ova ev eva yov ovsky evsky sky skaya skiy tskiy oy aya enko in ina yin ich`
	turkishEndings = `oglu oğlu lioglu türk turk soy demir kaya yildiz yıldız doğan dogan ğan`
)
