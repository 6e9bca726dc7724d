module targman/testdata/bench-glossary

go 1.26.0

require (
	github.com/BobuSumisu/aho-corasick v1.0.3
	github.com/petar-dambovaliev/aho-corasick v0.0.0-20250424160509-463d218d4745
	targman v0.0.0
)

require (
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace targman => ../..
