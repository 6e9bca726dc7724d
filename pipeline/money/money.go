// Package money says what calls to engines cost: what a service counts (Usage),
// what that costs (Price), what is written down of each call before it is made
// and after (Call, Settlement), and how much may be spent (Cap). It keeps
// nothing: the ledger is in package memory.
package money

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Amount is a sum of money in millionths of the currency.
type Amount int64

const unit = 1_000_000

// AmountOf makes an amount of a number of the currency's units, rounded up.
func AmountOf(units float64) Amount { return Amount(math.Ceil(units*unit - 1e-9)) }

// Units is the amount in the currency's units.
func (a Amount) Units() float64 { return float64(a) / unit }

// String has two decimals, or as many as a small amount needs, six at most.
func (a Amount) String() string {
	text := strconv.FormatFloat(a.Units(), 'f', 6, 64)
	whole, decimals, _ := strings.Cut(text, ".")
	kept := strings.TrimRight(decimals, "0")
	if len(kept) < 2 || a >= unit {
		kept = decimals[:2]
	}
	return whole + "." + kept
}

// Usage is what one call or more came to, in the units that services bill by.
// Zero is unknown or none; an engine fills in what the service tells, and the
// client counts the rest.
type Usage struct {
	// Requests are HTTP requests.
	Requests int `json:"requests,omitempty"`
	// Characters are billed code points.
	Characters int `json:"characters,omitempty"`
	// Input and Output are tokens, all of them: Cached are those of Input that
	// came from the service's cache, CacheWrites those that it put there, and
	// Reasoning those of Output that were not part of the answer.
	Input       int `json:"input_tokens,omitempty"`
	Output      int `json:"output_tokens,omitempty"`
	Cached      int `json:"cached_tokens,omitempty"`
	CacheWrites int `json:"cache_write_tokens,omitempty"`
	Reasoning   int `json:"reasoning_tokens,omitempty"`
	// Estimated says that the service did not tell and the figures are ours.
	Estimated bool `json:"estimated,omitempty"`
}

// Plus adds two usages up.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Requests: u.Requests + v.Requests, Characters: u.Characters + v.Characters,
		Input: u.Input + v.Input, Output: u.Output + v.Output,
		Cached: u.Cached + v.Cached, CacheWrites: u.CacheWrites + v.CacheWrites,
		Reasoning: u.Reasoning + v.Reasoning, Estimated: u.Estimated || v.Estimated,
	}
}

// Told says that a service told what a call came to. One that tells of less than
// nothing has told nothing.
func (u Usage) Told() bool {
	least := min(u.Characters, u.Input, u.Output, u.Cached, u.CacheWrites)
	return least >= 0 && (u.Characters > 0 || u.Input > 0 || u.Output > 0)
}

// Price is what a million of each unit costs. The zero price is for what is
// free.
type Price struct {
	// Characters is for billed code points; Call is for each request.
	Characters, Call float64
	// Input, Output, Cached and CacheWrites are for tokens; Cached and CacheWrites
	// cost as much as Input where they are zero.
	Input, Output, Cached, CacheWrites float64
}

// Times is the price times a factor.
func (p Price) Times(f float64) Price {
	return Price{p.Characters * f, p.Call * f, p.Input * f, p.Output * f, p.Cached * f, p.CacheWrites * f}
}

// mostAmount bounds the cost of a call, so that sums of many stay far from the
// largest Amount: a service can tell any number, and a sum that has turned
// negative would be below every cap.
const mostAmount = 1 << 53

// Cost is what a usage costs, rounded up to a millionth; nine thousand million of
// the currency at most.
func (p Price) Cost(u Usage) Amount {
	or := func(price float64) float64 {
		if price == 0 {
			return p.Input
		}
		return price
	}
	sum := p.Characters*float64(u.Characters) + p.Call*float64(u.Requests)
	sum += p.Input*float64(max(0, u.Input-u.Cached-u.CacheWrites)) + p.Output*float64(u.Output)
	sum += or(p.Cached)*float64(u.Cached) + or(p.CacheWrites)*float64(u.CacheWrites)
	return Amount(math.Ceil(min(sum, mostAmount) - 1e-9))
}

// Cap is how much may be spent; zero is no cap.
type Cap struct {
	// Engine is the name of the engine whose calls count, or empty for all.
	Engine string
	// Run is for one run of the program, Day and Month for those of the calendar
	// in UTC.
	Run, Day, Month Amount
}

// CapError says that a call would break a cap. Nothing was spent.
type CapError struct {
	// Engine is that of the cap, or empty; Span is "run", "day" or "month".
	Engine, Span string
	Cap, Spent   Amount
	// Asked is what the call may cost at most.
	Asked    Amount
	Currency string
}

func (e *CapError) Error() string {
	whose := "all engines"
	if e.Engine != "" {
		whose = "engine " + e.Engine
	}
	return fmt.Sprintf("the cap of %s %s a %s for %s is reached: %s is spent or under way, and the next call may cost %s",
		e.Cap, e.Currency, e.Span, whose, e.Spent, e.Asked)
}
