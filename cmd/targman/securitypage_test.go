package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// securityPage says what is promised; its list of files is made of the index.
const securityPage = "../../docs/SECURITY.md"

var listOfFiles = regexp.MustCompile(`(?s)(<!-- made of testdata[^\n]*-->\n).*?(<!-- end -->)`)

// TestSecurityPage holds the page to the index: a section for each threat, the
// list of files as it is, and tests that exist.
func TestSecurityPage(t *testing.T) {
	page := text(securityPage)
	files := map[string][]string{}
	for _, h := range hostileIndex(t) {
		files[h.Threat] = append(files[h.Threat], h.File)
	}
	var list strings.Builder
	list.WriteString("\n| threat | files |\n|---|---|\n")
	for _, threat := range sortedKeys(files) {
		if !strings.Contains(page, "\n### "+threat+"\n") {
			t.Errorf("%s has no section about %s", securityPage, threat)
		}
		fmt.Fprintf(&list, "| %s | %s |\n", threat, strings.Join(files[threat], ", "))
	}
	want := listOfFiles.ReplaceAllString(page, "${1}"+list.String()+"\n${2}")
	if *update {
		if err := os.WriteFile(securityPage, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if want != page {
		t.Errorf("%s is not what the index says; run the test with -update", securityPage)
	}
	for _, name := range regexp.MustCompile("`(Test[A-Za-z]+)`").FindAllStringSubmatch(page, -1) {
		if !testExists(t, name[1]) {
			t.Errorf("%s names %s, which is no test", securityPage, name[1])
		}
	}
}

func sortedKeys(m map[string][]string) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// testExists looks for a test in the packages that the page speaks of.
func testExists(t *testing.T, name string) bool {
	t.Helper()
	for _, folder := range []string{".", "../../pipeline", "../../pipeline/backend", "../../pipeline/write", "../../pipeline/read", "../../pipeline/fetch"} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), "_test.go") && strings.Contains(text(folder+"/"+e.Name()), "func "+name+"(t ") {
				return true
			}
		}
	}
	return false
}
