package en

// kind says how an abbreviation stands towards the end of a sentence.
type kind uint8

const (
	// inner abbreviations are always followed by what they belong to.
	inner kind = iota + 1
	// numbering abbreviations go on only before a number: "No. 5", "Jan. 5".
	numbering
	// either abbreviations may stand at the end of a sentence or within it;
	// the next word decides.
	either
	// clock abbreviations end a sentence unless a day or a time zone follows.
	clock
)

// abbreviations are written without their last full stop. Case counts: "Sun." is
// a day and "sun" a word.
// They are collected from English usage in the press: titles and ranks, the
// Associated Press forms of states and months, companies, references, units.
var abbreviations = []struct {
	kind  kind
	words string
}{
	// Titles and ranks stand before a name.
	{inner, `Mr Mrs Ms Mx Messrs Mmes Mme Mlle Dr Drs Prof Profs Rev Revs Hon
		Fr Msgr Bp Abp Gov Govs Sen Sens Rep Reps Pres Amb Atty Supt Insp
		Gen Gens Lt Col Cols Maj Capt Cdr Cmdr Comdr Adm Brig Sgt Cpl Pvt Pfc
		Spc Ens Det Cmdt Commr Asst Assoc Dep Lt.Col Lt.Gen Maj.Gen Brig.Gen`},
	// So do these before the name of a place.
	{inner, `Mt Mts Ft Pt Ste Dept Depts Univ`},
	// These join two parts of a sentence.
	{inner, `e.g i.e eg ie cf viz vs v approx appx incl excl esp aka a.k.a resp`},
	// References, dates and measures stand before a number.
	{numbering, `No Nos no nos Nr nr Num p pp pg pgs P PP Vol Vols vol vols Ch ch
		Chs chs Art Arts art arts Sec Secs sec secs Sect sect Fig Figs fig figs
		Eq Eqs eq eqs Ex ex App app Para Paras para paras cl Cl ver Ver ed Ed
		Op op Ref ref Tel tel Ext ext c ca cca b d r s fl est Est max min avg
		circa pop m div N° n° § Rs rs Rm rm Apt apt Bk bk Pl pl`},
	{numbering, `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
		Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun`},
	// Companies and institutions.
	{either, `Inc Corp Co Cos Ltd Bros Assn Assoc Inst Intl Mfg Pty Pte Plc Pvt.Ltd
		S.p.A SpA GmbH.Co Cie`},
	// What follows a name.
	{either, `Jr Sr Esq Ret Ph.D PhD Ph.Ds M.Sc B.Sc D.Phil M.Phil Ed.D Psy.D Pharm.D
		B.Com LL.B LL.M LL.D Hons`},
	// Streets; St. is also a saint.
	{either, `St Sts Ave Blvd Rd Sq Hwy Pkwy Bldg Expy Tpke Ln Ct`},
	// States and provinces as the press shortens them.
	{either, `Ala Ariz Ark Calif Colo Conn Fla Ga Ill Ind Kan Ky La Md Mass Mich
		Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Vt Va Wash Wis Wyo
		Ont Que Alta Sask Del Ida Kans`},
	// Scholarly and common words.
	{either, `al ibid Ibid op.cit et.al Gov't govt Govt gov't dept Mgmt mgmt
		misc Cong Parl Rt Natl Nat'l Int'l Adj Capts ft sq cu lb lbs oz mi hr hrs mins
		secs yr yrs mo mos wk wks in.lb mph km kg cm mm`},
	{clock, `a.m p.m A.M P.M am pm`},
}
