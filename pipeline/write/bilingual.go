package write

import (
	"crypto/sha256"
	_ "embed" // for the page's three files
	"encoding/base64"
	"html/template"
	"io"
	"strings"
)

// The page, its style and its script. Whatever comes from an article is escaped
// by the template, or by the encoder in rows.go; only these files and the font
// rule are trusted.
var (
	//go:embed page/bilingual.html
	pageHTML string
	//go:embed page/bilingual.css
	pageStyle template.CSS
	//go:embed page/bilingual.js
	pageScript template.JS

	pageTemplate = template.Must(template.New("bilingual").Parse(pageHTML))
	styleHash    = sourceHash(string(pageStyle))
	scriptHash   = sourceHash(string(pageScript))
)

// bilingual writes one self-contained page on which a person reviews the
// article: both languages side by side, segment by segment.
func bilingual(w io.Writer, d *Doc) error {
	return pageTemplate.Execute(w, newPage(d))
}

// sourceHash allows one inline script or style, and none that an article might
// smuggle in: https://www.w3.org/TR/CSP3/#grammardef-hash-source
func sourceHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func policy(fonts template.CSS) string {
	return "default-src 'none'; script-src " + scriptHash + "; style-src " + styleHash + " " + sourceHash(string(fonts)) +
		"; base-uri 'none'; form-action 'none'"
}

// fontRule sets the fonts of the target language. A family with anything but
// letters, digits, blanks and hyphens in its name is left out, so the rule
// cannot hold anything else.
func fontRule(families []string) template.CSS {
	var b strings.Builder
	b.WriteString(":root { --target-fonts: ")
	for _, f := range families {
		if strings.IndexFunc(f, notInFamily) < 0 && strings.TrimSpace(f) != "" {
			b.WriteString(`"` + f + `", `)
		}
	}
	b.WriteString("var(--ui-font); }")
	return template.CSS(b.String())
}

func notInFamily(r rune) bool {
	return !(r == ' ' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}
