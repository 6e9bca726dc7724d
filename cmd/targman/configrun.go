package main

// ReportConfig says where a run's report goes, beside the folder "runs" beside
// the memory.
type ReportConfig struct {
	Files []string `mapstructure:"files" about:"more files for the report of the last run, by extension: .json, .md or .html" example:"[report.html]"`
	Keep  int      `mapstructure:"keep" about:"how many runs are listed and have their reports kept" example:"400"`
}

// LogConfig says how warnings and errors of a run are told.
type LogConfig struct {
	Format string `mapstructure:"format" about:"auto, text or json; auto is text on a terminal and json elsewhere" example:"auto"`
	Level  string `mapstructure:"level" about:"least of what is told: debug, info, warn or error" example:"warn"`
}
