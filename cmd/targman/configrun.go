package main

import "time"

// ReportConfig says where a run's report goes, beside the folder "runs" beside
// the memory.
type ReportConfig struct {
	Files   []string `mapstructure:"files" about:"more files for the report of the last run, by extension: .json, .md or .html" example:"[report.html]"`
	Metrics string   `mapstructure:"metrics" about:"file for the metrics of the last run, in the text format of Prometheus" example:"/var/lib/prometheus/node-exporter/targman.prom"`
	Keep    int      `mapstructure:"keep" about:"how many runs are listed and have their reports kept" example:"400"`
}

// LogConfig says how warnings and errors of a run are told.
type LogConfig struct {
	Format string `mapstructure:"format" about:"auto, text or json; auto is text on a terminal and json elsewhere" example:"auto"`
	Level  string `mapstructure:"level" about:"least of what is told: debug, info, warn or error" example:"warn"`
}

// HooksConfig has the programs that are told of runs.
type HooksConfig struct {
	Done DoneConfig `mapstructure:"done"`
}

// DoneConfig is a program that gets the report of a run when it has ended.
type DoneConfig struct {
	Run      []string      `mapstructure:"run" about:"program and arguments that get the report of a run on standard input; no shell" example:"[./notify.sh, editors]"`
	On       []string      `mapstructure:"on" about:"when it is run: always, failure (exit code other than 0 and 3), change (files were written)" example:"[failure, change]"`
	Input    string        `mapstructure:"input" about:"form of the report: json, md or html" example:"md"`
	Env      []string      `mapstructure:"env" about:"environment variables that it may see, beside PATH, HOME and the like" example:"[CHAT_ADDRESS]"`
	Timeout  time.Duration `mapstructure:"timeout" about:"longest wait for it; then it is ended with all it started" example:"60s"`
	Required bool          `mapstructure:"required" about:"end a run with 1 that was well but could not be told of" example:"false"`
}
