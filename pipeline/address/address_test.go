package address

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, x := range []struct{ address, want string }{
		{"https://example.org", "https://example.org/"},
		{" HTTPS://Example.ORG:443/A?b=C#d ", "https://example.org/A?b=C"},
		{"http://example.org:80/", "http://example.org/"},
		{"http://example.org:443/", "http://example.org:443/"},
		{"https://example.org/a?utm_source=x&id=5&UTM_Medium=y&fbclid=z", "https://example.org/a?id=5"},
		{"https://example.org/a?utm_source=x", "https://example.org/a"},
		{"https://example.org/a?", "https://example.org/a"},
		{"https://example.org/?at_medium=RSS", "https://example.org/"},
		{"https://օրինակ.հայ/լուր", "https://xn--y9atn0a2c3a.xn--y9a3aq/%D5%AC%D5%B8%D6%82%D6%80"},
		{"https://example.org/a b?c=d e&utm_source=x&f=լ'\"%20 #g", "https://example.org/a%20b?c=d%20e&f=%D5%AC%27%22%20%20"},
		{"https://my_site.Example.org/a", "https://my_site.example.org/a"},
		{"https://ab--cd.example.org/a", "https://ab--cd.example.org/a"},
		{"http://[::1]:8080/a", "http://[::1]:8080/a"},
		{"http://127.0.0.1/a b", "http://127.0.0.1/a%20b"},
	} {
		u, err := Parse(x.address)
		if err != nil || u.String() != x.want {
			t.Errorf("%s: %v, %v; want %s", x.address, u, err, x.want)
			continue
		}
		if again, err := Parse(u.String()); err != nil || again.String() != u.String() {
			t.Errorf("%s becomes %v, %v the second time", x.address, again, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, x := range []struct{ address, says string }{
		{"file:///etc/passwd", `begins with "file:"`},
		{"gopher://example.org/", `begins with "gopher:"`},
		{"javascript:alert(1)", `begins with "javascript:"`},
		{"example.org/feed", `begins with ":"`},
		{"", `begins with ":"`},
		{"https://", "no host"},
		{"https:///feed", "no host"},
		{"https://user:secret@example.org/", "user or password"},
		{"https://exa mple.org/", "expected an address such as"},
		{"https://a\x00b.org/", "expected an address such as"},
		{"https://-.org/", "is no name"},
		{"https://xn--a_b.org/", "is no name"},
		{"http://[fe80::1%25eth0]/", "of one network card"},
		{"https://example.org/" + strings.Repeat("a", Max-19), "2001 bytes; at most 2000"},
	} {
		_, err := Parse(x.address)
		if err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%.60q: %v; want %q", x.address, err, x.says)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is told: %v", err)
		}
	}
	for n := Max - 1; n <= Max; n++ {
		if _, err := Parse("https://example.org/" + strings.Repeat("a", n-20)); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// FuzzParse: the one form is one.
func FuzzParse(f *testing.F) {
	f.Add("https://Example.org:443/a%2Fb?utm_x=1&&c=d;e#f")
	f.Add("https://example.org/?a=b;X  #f")
	f.Add("http://[fe80::1%25eth0]/")
	f.Add("https://xn--/?%")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(u.String())
		if err != nil && len(u.String()) <= Max {
			t.Fatalf("%q becomes %q, which is no address: %v", s, u, err)
		}
		if err == nil && again.String() != u.String() {
			t.Fatalf("%q becomes %q and then %q", s, u, again)
		}
	})
}
