package money

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCost(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    Price
		u    Usage
		want string
	}{
		{"nothing", Price{Characters: 20}, Usage{}, "0.00"},
		{"a million characters", Price{Characters: 20}, Usage{Characters: 1_000_000}, "20.00"},
		{"one character", Price{Characters: 20}, Usage{Characters: 1}, "0.00002"},
		{"less than a millionth", Price{Input: 0.05}, Usage{Input: 1}, "0.000001"},
		{"tokens", Price{Input: 2, Output: 10}, Usage{Input: 1000, Output: 500}, "0.007"},
		{"cached tokens", Price{Input: 2, Cached: 0.5}, Usage{Input: 1000, Cached: 800}, "0.0008"},
		{"cached tokens without a price of their own", Price{Input: 2}, Usage{Input: 1000, Cached: 800}, "0.002"},
		{"tokens put into the cache", Price{Input: 2, CacheWrites: 2.5, Cached: 0.2}, Usage{Input: 1000, CacheWrites: 1000}, "0.0025"},
		{"calls", Price{Call: 500_000}, Usage{Requests: 3}, "1.50"},
		{"free", Price{}, Usage{Characters: 1e9, Input: 1e9, Output: 1e9}, "0.00"},
		{"more than there can be", Price{Input: 15}, Usage{Input: math.MaxInt}, "9007199254.74"},
	} {
		if got := tt.p.Cost(tt.u).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCostIsBounded: one below, at, and one above.
func TestCostIsBounded(t *testing.T) {
	for n, want := range map[int]Amount{mostAmount - 1: mostAmount - 1, mostAmount: mostAmount, mostAmount + 1: mostAmount} {
		if got := (Price{Call: 1}).Cost(Usage{Requests: n}); got != want {
			t.Errorf("%d calls cost %d, want %d", n, got, want)
		}
	}
}

// TestCostIsNeverLess adds calls up: together they cost no less than their sum
// of usage.
func TestCostIsNeverLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Price{Characters: rapid.Float64Range(0, 100).Draw(t, "characters"), Input: rapid.Float64Range(0, 100).Draw(t, "input"),
			Output: rapid.Float64Range(0, 100).Draw(t, "output")}
		u := Usage{Characters: rapid.IntRange(0, 1e6).Draw(t, "a"), Input: rapid.IntRange(0, 1e6).Draw(t, "b")}
		v := Usage{Characters: rapid.IntRange(0, 1e6).Draw(t, "c"), Output: rapid.IntRange(0, 1e6).Draw(t, "d")}
		if apart, together := p.Cost(u)+p.Cost(v), p.Cost(u.Plus(v)); apart < together {
			t.Fatalf("%s apart, %s together", apart, together)
		}
	})
}

// TestTold does not take a service at its word that says less than nothing: a
// negative cost would make room below every cap.
func TestTold(t *testing.T) {
	for _, tt := range []struct {
		u    Usage
		want bool
	}{
		{Usage{}, false},
		{Usage{Requests: 1}, false},
		{Usage{Input: 1}, true},
		{Usage{Characters: 1, Cached: 3}, true},
		{Usage{Input: 7, Output: -1000}, false},
		{Usage{Input: 7, Cached: -1}, false},
		{Usage{Output: 7, CacheWrites: -1}, false},
		{Usage{Characters: -1}, false},
	} {
		if got := tt.u.Told(); got != tt.want {
			t.Errorf("%+v: %t, want %t", tt.u, got, tt.want)
		}
	}
}

func TestAmountOf(t *testing.T) {
	for units, want := range map[float64]Amount{0: 0, 5: 5_000_000, 0.1: 100_000, 4.98: 4_980_000, 0.0000001: 1} {
		if got := AmountOf(units); got != want {
			t.Errorf("AmountOf(%v) = %d, want %d", units, got, want)
		}
	}
}

func TestCapError(t *testing.T) {
	e := &CapError{Engine: "deepl", Span: "day", Cap: AmountOf(5), Spent: AmountOf(4.98), Asked: 50_000, Currency: "EUR"}
	if got := e.Error(); !strings.Contains(got, "the cap of 5.00 EUR a day for engine deepl is reached: 4.98 is spent or under way, and the next call may cost 0.05") {
		t.Error(got)
	}
}
