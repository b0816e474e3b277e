package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"partnerbot/bot/simulator"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"partnerbot": main})
}

var update = flag.Bool("update", false, "rewrite what scripts and transcripts expect; read the diff")

// The scripts are what somebody could type into a terminal. Each finds a
// configuration simulator.toml whose token and address are a simulator's.
func TestScripts(t *testing.T) {
	server := simulator.New(simulator.Options{Token: sampleToken, BotUsername: "ruse_partners_bot"})
	address, err := server.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close) // the scripts run side by side, after this function has returned
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "bg_BG.UTF-8")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each run takes a second
			config := strings.Replace(small, "http://127.0.0.1:8081/", address, 1)
			return os.WriteFile(filepath.Join(env.WorkDir, "simulator.toml"), []byte(config), 0o600)
		},
	})
}
