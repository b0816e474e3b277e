package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
)

// buildProgram builds the binary as it is delivered.
func buildProgram(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "partnerbot")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// startTelegram starts the simulator, and writes a configuration for it into a folder
// of its own. The caller closes it.
func startTelegram(t testing.TB) (telegram *simulator.Server, config string) {
	t.Helper()
	telegram = simulator.New(simulator.Options{})
	url, err := telegram.Start()
	if err != nil {
		t.Fatal(err)
	}
	return telegram, writeConfig(t, t.TempDir(), telegram.Token(), url)
}

// writeConfig writes config.example.toml for the simulator into dir.
func writeConfig(t testing.TB, dir, token, url string) string {
	t.Helper()
	example, err := os.ReadFile("config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	section := ""
	for _, line := range strings.Split(string(example), "\n") {
		if strings.HasPrefix(line, "[") {
			section = line
		}
		switch key, _, _ := strings.Cut(line, "="); strings.TrimSpace(strings.TrimLeft(key, "# ")) {
		case "token":
			line = fmt.Sprintf("token = %q\napi_url = %q", token, url)
		case "api_url":
			continue
		case "path":
			line = `path = "partnerbot.db"`
		case "closes": // the survey, not the registration for an event
			if section == "[survey]" {
				line = "closes = 2099-12-31"
			}
		case "ends":
			line = "ends = 2099-12-31"
		}
		out = append(out, line)
	}
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte(strings.Join(out, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return config
}

// importRegister gives n invented NGOs to the program as a coordinator would,
// and returns their invitations.
func importRegister(t testing.TB, program, config string, n int) []string {
	t.Helper()
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("Пример %d", i+1))
	}
	importNames(t, program, config, names)
	table := runProgram(t, program, "organisations", "links", "--config", config)
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, row := range rows[1:] {
		for _, cell := range row {
			if _, code, ok := strings.Cut(cell, "?start="); ok && strings.HasPrefix(cell, "https://") {
				codes = append(codes, code)
			}
		}
	}
	if len(codes) != n {
		t.Fatalf("%d invitations for %d organisations:\n%s", len(codes), n, table)
	}
	return codes
}

// importNames gives NGOs with the names to the program as a coordinator would.
func importNames(t testing.TB, program, config string, names []string) {
	t.Helper()
	var register strings.Builder
	register.WriteString("Име;Вид;Община\n")
	for _, name := range names {
		fmt.Fprintf(&register, "Сдружение „%s“;НПО;Русе\n", name)
	}
	file := filepath.Join(filepath.Dir(config), "register.csv")
	if err := os.WriteFile(file, []byte(register.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	runProgram(t, program, "organisations", "import", file, "--config", config)
}

// crowdMember is respondent number i, who answers the same in each run.
func crowdMember(telegram *simulator.Server, form *flows.Form, code string, i int) *respondent {
	who := telegram.Person(simulator.Profile{First: "Участник", Last: fmt.Sprint(i + 1), LanguageCode: "bg"})
	r := newMind(form, code, i)
	r.Person = who
	return r
}

// newMind is a respondent without a telephone: they decide, and somebody else
// has to carry it out.
func newMind(form *flows.Form, code string, i int) *respondent {
	return newRespondent(nil, form, code, rand.New(rand.NewPCG(7, uint64(i))))
}

func runProgram(t testing.TB, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(program, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("partnerbot %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.String())
	}
	return out
}
