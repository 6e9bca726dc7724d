//go:build linux

package main

import "encoding/binary"

// withoutLastCommit cuts the last transaction off a write-ahead log. At the
// moment at which the power fails that one may still be on its way to the disk;
// all before it were synced (https://www.sqlite.org/fileformat2.html#walformat).
func withoutLastCommit(log []byte) []byte {
	const header, frameHeader = 32, 24
	if len(log) < header {
		return nil
	}
	page := int(binary.BigEndian.Uint32(log[8:]))
	salt := string(log[16:24])
	last, before := header, header
	for at := header; at+frameHeader+page <= len(log) && string(log[at+8:at+16]) == salt; {
		commits := binary.BigEndian.Uint32(log[at+4:]) != 0
		at += frameHeader + page
		if commits {
			last, before = at, last
		}
	}
	return log[:before]
}
