package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// guard lets connections out to the public network only. It looks at the
// address that a connection is really made to, so that no name, redirect or
// change of a name's address leads around it.
type guard struct{ allowed []string }

// allowed is the key of a context under which the guard notes that the host may
// be in a private network.
type allowed struct{}

func (g guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	ok := slices.ContainsFunc(g.allowed, func(name string) bool { return strings.EqualFold(strings.Trim(name, "[]"), host) })
	d := net.Dialer{ControlContext: control}
	return d.DialContext(context.WithValue(ctx, allowed{}, ok), network, address)
}

// control is called for every address that a connection is tried to.
func control(ctx context.Context, _, address string, _ syscall.RawConn) error {
	if ok, _ := ctx.Value(allowed{}).(bool); ok {
		return nil
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil || !public(to.Addr()) {
		return &privateError{address}
	}
	return nil
}

// privateError is the refusal of an address.
type privateError struct{ address string }

func (e *privateError) Error() string {
	return fmt.Sprintf("%s is not in the public network", e.address)
}

// global is the part of IPv6 that is given out for the public network
// (https://www.iana.org/assignments/ipv6-address-space).
var global = netip.MustParsePrefix("2000::/3")

// nat64 addresses hold one of IPv4 in their last four bytes (RFC 6052).
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// special are the blocks that are not of the public network, from
// https://www.iana.org/assignments/iana-ipv4-special-registry and
// https://www.iana.org/assignments/iana-ipv6-special-registry, read 2026-11-27.
var special = prefixes(
	"0.0.0.0/8",        // this network
	"10.0.0.0/8",       // private
	"100.64.0.0/10",    // carriers
	"127.0.0.0/8",      // this machine
	"168.63.129.16/32", // the machine's host at Azure, in a public block
	"169.254.0.0/16",   // link-local, metadata of clouds
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocols
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // 6to4 relays
	"192.168.0.0/16",   // private
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/3",      // multicast, reserved, broadcast
	"2001::/23",        // protocols, Teredo
	"2001:db8::/32",    // documentation
	"2002::/16",        // 6to4
	"3fff::/20",        // documentation
)

func prefixes(texts ...string) (out []netip.Prefix) {
	for _, t := range texts {
		out = append(out, netip.MustParsePrefix(t))
	}
	return out
}

// public says that an address is of the public network.
func public(a netip.Addr) bool {
	a = a.Unmap() // ::ffff:127.0.0.1
	if nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if a.Is6() && !global.Contains(a) {
		return false
	}
	return a.IsValid() && !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}
