package main

import (
	"flag"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"partnerbot": main})
}

var update = flag.Bool("update", false, "rewrite what scripts and transcripts expect; read the diff")

// The scripts are what somebody could type into a terminal.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "bg_BG.UTF-8")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each run takes a second
			return nil
		},
	})
}
