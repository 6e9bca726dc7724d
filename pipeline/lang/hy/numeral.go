package hy

import (
	"strconv"
	"strings"
)

// numerals are how the words of a number begin; one with = stands for itself
// only, since its letters begin many words.
var numerals = map[int]string{
	0: "զրո", 1: "մեկ =մի առաջին", 2: "երկու երկրորդ երկօր երկամ երկկողմ կրկն", 3: "երեք երրորդ եռ",
	4: "չորս չորրորդ չորեք քառ", 5: "հինգ հնգ", 6: "վեց", 7: "յոթ", 8: "ութ", 9: "ինը ինն",
	10: "տաս", 20: "քսան", 30: "երեսուն", 40: "քառասուն", 50: "հիսուն", 60: "վաթսուն", 70: "յոթանասուն",
	80: "ութսուն", 90: "իննսուն", 100: "հարյուր", 1000: "հազար", 1000000: "միլիոն", 1000000000: "միլիարդ",
}

// inWords says that one of the folded words says the number, or that it stands
// there in Roman digits.
func inWords(value string, said []string) bool {
	n, err := strconv.Atoi(value)
	if err != nil {
		return false
	}
	starts := strings.Fields(numerals[n])
	if n > 10 && n < 100 && len(starts) == 0 {
		tens := numerals[n/10*10]
		if n < 20 {
			tens = "տասն"
		}
		for _, unit := range strings.Fields(numerals[n%10]) {
			starts = append(starts, tens+unit)
		}
	}
	if r := roman(n); r != "" {
		starts = append(starts, "="+r)
	}
	for _, word := range said {
		for _, s := range starts {
			if whole, exact := strings.CutPrefix(s, "="); exact && word == whole || !exact && strings.HasPrefix(word, s) {
				return true
			}
		}
	}
	return false
}

// scales are the words that multiply a number, by the zeros they add: 10 հազար
// is 10,000.
var scales = map[string]int{"հազար": 3, "միլիոն": 6, "մլն": 6, "միլիարդ": 9, "մլրդ": 9, "տրիլիոն": 12, "տրլն": 12}

// zerosOf is how many zeros a folded word adds to the number before it.
func zerosOf(word string) int {
	for scale, zeros := range scales {
		if strings.HasPrefix(word, scale) {
			return zeros
		}
	}
	return 0
}

// scaled is a number times ten to the power of zeros.
func scaled(value string, zeros int) string {
	whole, decimals, _ := strings.Cut(value, ".")
	if len(decimals) > zeros {
		return value
	}
	return plain(whole + decimals + strings.Repeat("0", zeros-len(decimals)))
}

// roman is a number up to 39 in small Roman digits, as centuries and kings have
// them.
func roman(n int) string {
	if n < 1 || n > 39 {
		return ""
	}
	ones := [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	return strings.Repeat("x", n/10) + ones[n%10]
}
