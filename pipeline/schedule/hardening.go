package schedule

import (
	"slices"
	"strings"
)

// everywhere is what a service may not do, in a user's own manager either, which
// can bar nothing that takes rights
// (https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing).
var everywhere = []string{
	"NoNewPrivileges=yes", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "RestrictRealtime=yes", "RestrictSUIDSGID=yes",
	"LockPersonality=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
}

// system is what a system service may not do besides.
var system = []string{
	"ProtectHome=read-only", "PrivateDevices=yes", "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectKernelLogs=yes",
	"ProtectControlGroups=yes", "ProtectClock=yes", "ProtectHostname=yes", "ProtectProc=invisible", "RestrictNamespaces=yes",
	"CapabilityBoundingSet=",
}

// hardening bars what the command never does.
func (j *Job) hardening() (out []string) {
	out = append(out, "# What it never does is barred.")
	out = append(out, everywhere...)
	if !j.Others { // a program of others may compile as it goes
		out = append(out, "MemoryDenyWriteExecute=yes")
	}
	if j.OwnManager {
		return out
	}
	out = append(out, system...)
	if j.User == "" {
		// Root without rights may not even read what belongs to others.
		out[slices.Index(out, "CapabilityBoundingSet=")] = "CapabilityBoundingSet=CAP_DAC_OVERRIDE"
	}
	if !slices.ContainsFunc(append([]string{j.Program}, append(j.Args, j.Writable...)...), temporary) {
		out = append(out, "PrivateTmp=yes")
	}
	return append(out, j.writes()...)
}

// temporary says that a path is where PrivateTmp would hide it.
func temporary(path string) bool {
	return strings.HasPrefix(path, "/tmp/") || strings.HasPrefix(path, "/var/tmp/")
}

// writes lets the command write into its folders alone. Here systemd reads quotes
// and no escapes but those of quotes and backslashes, so that a folder with a
// control in its name cannot be told.
func (j *Job) writes() []string {
	var words []string
	for _, path := range j.Writable {
		if strings.ContainsFunc(path, control) {
			return []string{"# A folder has a control in its name, which ReadWritePaths= cannot spell.", "ProtectSystem=full"}
		}
		words = append(words, quote(path))
	}
	return []string{"# These folders must be there.", "ProtectSystem=strict", "ReadWritePaths=" + strings.Join(words, " ")}
}
