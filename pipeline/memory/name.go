package memory

import (
	"net/url"
	"path/filepath"
	"strconv"
	"time"
)

// walPages is the length of the write-ahead log, in pages of 4 KB, at which it
// is copied into the file. Keys are hashes and touch pages all over the file,
// so a longer log than SQLite's 1,000 pages writes each page less often.
const walPages = 16000

// writeName is the data source name of the writer: every transaction is
// immediate, so that it never fails half way for another writer, and on the
// disk when it returns (synchronous FULL, not NORMAL: a power cut may roll
// back a commit under NORMAL, https://www.sqlite.org/pragma.html#pragma_synchronous).
func writeName(path string, wait time.Duration) string {
	return name(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": pragmas(wait, "synchronous(FULL)", "cache_size(-32768)", "temp_store(MEMORY)",
			"wal_autocheckpoint("+strconv.Itoa(walPages)+")"),
	})
}

// readName is the data source name of the readers. A still file has no log and
// no writer; reading it creates no file beside it
// (https://www.sqlite.org/uri.html#uriimmutable).
func readName(path string, wait time.Duration, still bool) string {
	v := url.Values{"mode": {"ro"}, "_pragma": pragmas(wait, "cache_size(-8192)")}
	if still {
		v.Set("immutable", "1")
	}
	return name(path, v)
}

// pragmas come after busy_timeout, because setting them may already wait. The
// schema of a file from elsewhere is not trusted with functions.
func pragmas(wait time.Duration, more ...string) []string {
	ms := strconv.FormatInt(wait.Milliseconds(), 10)
	return append([]string{"busy_timeout(" + ms + ")", "trusted_schema(0)"}, more...)
}

func name(path string, v url.Values) string {
	v.Set("_defensive", "1")
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: v.Encode()}
	if !filepath.IsAbs(path) {
		u.Opaque, u.Path = u.EscapedPath(), ""
	}
	return u.String()
}
