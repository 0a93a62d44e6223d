module countermark.example/tlog

go 1.17

require golang.org/x/mod v0.0.0

// Debian's golang-golang-x-mod-dev.
replace golang.org/x/mod => /usr/share/gocode/src/golang.org/x/mod
