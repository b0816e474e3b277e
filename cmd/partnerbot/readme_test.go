package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"partnerbot/flows/coordinator"
	"partnerbot/flows/text"
)

// README's table of the coordinators' commands is the list of the program: the same
// commands in the same order, with the same words, and who may give them.
func TestReadmeHasTheCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(readme)) {
		if cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | "); len(cells) == 3 && strings.HasPrefix(cells[0], " /") {
			who := "всички"
			if strings.HasPrefix(cells[2], "администратори") {
				who = "администратори"
			}
			got = append(got, fmt.Sprintf("%s | %s | %s", strings.TrimSpace(cells[0]), cells[1], who))
		}
	}
	var want []string
	for _, c := range coordinator.Commands() {
		who := "всички"
		if c.Acts {
			who = "администратори"
		}
		call := strings.TrimSpace("/" + c.Name + " " + c.Argument.Plain(text.Bulgarian))
		want = append(want, fmt.Sprintf("%s | %s | %s", call, c.Description.Plain(text.Bulgarian), who))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("README (-program +README):\n%s", diff)
	}
}
