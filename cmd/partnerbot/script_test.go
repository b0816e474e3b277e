package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"partnerbot/bot/simulator"
	"partnerbot/storage"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"partnerbot": main})
}

var update = flag.Bool("update", false, "rewrite what scripts and transcripts expect; read the diff")

// The scripts are what somebody could type into a terminal. Each has a
// simulator of its own and the configurations of writeConfigs, and leaves databases in order. What else they can say stands in script_commands_test.go.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds:          scriptCommands,
		Setup: func(env *testscript.Env) error {
			server := simulator.New(simulator.Options{Token: sampleToken, BotUsername: "ruse_partners_bot"})
			address, err := server.Start()
			if err != nil {
				return err
			}
			env.Defer(server.Close)
			env.Defer(func() { cleanScript(env) })
			env.Values[telegramValue] = &telegramOf{server}
			env.Setenv("LANG", "bg_BG.UTF-8")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each run takes a second
			return writeConfigs(env.WorkDir, sampleToken, address)
		},
	})
}

// cleanScript checks every database that a script leaves, copies included.
func cleanScript(env *testscript.Env) {
	var wrong []any
	err := filepath.WalkDir(env.WorkDir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".db" {
			for _, err := range storage.CheckAt(path) {
				wrong = append(wrong, fmt.Errorf("%s: %w", path, err))
			}
		}
		return err
	})
	if err != nil {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		env.T().Fatal(wrong...)
	}
}

// writeConfigs writes simulator.toml for a simulator, notoken.toml, which is the
// same without a token, and nofolder.toml, whose database has no folder.
func writeConfigs(dir, token, address string) error {
	config := strings.NewReplacer(
		"http://127.0.0.1:8081/", address, sampleToken, token,
		"max_files = 2", "skip = true", "closes = 2027-02-26", "closes = 2099-12-31", "ends = 2027-08-31", "ends = 2099-12-31",
	).Replace(small)
	for name, content := range map[string]string{
		"simulator.toml": config,
		"notoken.toml":   strings.Replace(config, "token =", "# token =", 1),
		"nofolder.toml":  strings.Replace(config, "data.db", "no/such/data.db", 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}
