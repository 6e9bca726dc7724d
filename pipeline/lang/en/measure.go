package en

// measures are the words that stand with numbers, by sense; see
// lang.NewWordlist. Words that mean something else more often than the measure
// are left out ("pound", "foot", "second").
var measures = map[string]string{
	"month-1": "January Jan", "month-2": "February Feb", "month-3": "March Mar", "month-4": "April Apr",
	"month-5": "May", "month-6": "June", "month-7": "July", "month-8": "August Aug",
	"month-9": "September Sept Sep", "month-10": "October Oct", "month-11": "November Nov", "month-12": "December Dec",

	"weekday-1": "Monday Mondays", "weekday-2": "Tuesday Tuesdays", "weekday-3": "Wednesday Wednesdays",
	"weekday-4": "Thursday Thursdays", "weekday-5": "Friday Fridays", "weekday-6": "Saturday Saturdays",
	"weekday-7": "Sunday Sundays",

	"number": `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
		eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
		first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
		sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth
		half halves halved quarter quarters thirds twice once dozen dozens couple pair both double* triple* twin*
		decade* century centuries centenary bilateral trilateral`,
	"thousand": "thousand thousands k", "million": "million millions mln m", "billion": "billion billions bn bln b",
	"trillion":  "trillion trillions tn trln",
	"afternoon": "pm", "percent": "% percent percentage cent",

	"USD": "$ USD dollar dollars", "EUR": "€ EUR euro euros", "RUB": "₽ RUB ruble* rouble*", "AMD": "AMD dram drams",
	"GEL": "GEL lari laris", "TRY": "TRY lira liras", "IRR": "IRR rial rials", "UAH": "UAH hryvni*", "CNY": "CNY yuan",
	"JPY": "JPY yen", "AZN": "AZN manat manats", "GBP": "£ GBP", "CHF": "CHF",

	"km": "km kilometer* kilometre*", "m": "meter meters metre metres", "cm": "cm centimeter* centimetre*",
	"mile": "mile miles", "ft": "feet ft", "kg": "kg kilogram*", "t": "ton tons tonne tonnes", "l": "liter liters litre litres",
	"ha": "hectare*", "acre": "acre acres", "°": "° degree degrees", "MW": "MW megawatt*",
}
