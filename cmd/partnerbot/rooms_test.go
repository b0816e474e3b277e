package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms says which room may import what, beyond the standard library: the
// rooms come from within the program, the rest are modules. A new package
// belongs in here, after some thought whether it has to be one.
var rooms = map[string][]string{
	"flows/text":        {},
	"flows":             {"flows/text"},
	"flows/programme":   {"flows", "flows/text", "github.com/agnivade/levenshtein"},
	"flows/participant": {"flows", "flows/text", "flows/programme"},
	"flows/coordinator": {"flows", "flows/text", "flows/programme"},
	"flows/document": {"flows", "flows/text", "flows/programme",
		"github.com/xuri/excelize/v2", "golang.org/x/text", // spreadsheets; encodings of old files
		"github.com/arran4/golang-ical",         // calendar files
		"codeberg.org/go-pdf/fpdf", "rsc.io/qr", // papers and the code for a door
		"golang.org/x/image"}, // charts
	"storage": {"flows", "flows/text", "flows/programme", "go.etcd.io/bbolt"},
	"bot": {"flows", "flows/text", "flows/programme",
		"github.com/go-telegram-bot-api/telegram-bot-api/v5", "github.com/robfig/cron/v3", "golang.org/x"},
	"bot/simulator":  {},
	"cmd/partnerbot": nil, // joins the rooms, and may import everything
}

// The rooms keep to themselves: flows knows neither Telegram nor the database,
// and bot and storage do not know each other.
func TestRooms(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports,Module", "./...")
	list.Dir = "../.."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for found := json.NewDecoder(bytes.NewReader(out)); ; seen++ {
		var p struct {
			ImportPath string
			Imports    []string
			Module     struct{ Path string }
		}
		if err := found.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		home := p.Module.Path + "/"
		room := strings.TrimPrefix(p.ImportPath, home)
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s is no room of the table above", room)
		}
		if room == "cmd/partnerbot" {
			continue
		}
		for _, imported := range p.Imports {
			ours := strings.HasPrefix(imported, home)
			host, _, _ := strings.Cut(imported, "/")
			if !ours && !strings.Contains(host, ".") {
				continue // the standard library
			}
			if !slices.ContainsFunc(allowed, func(a string) bool {
				return imported == home+a || !ours && strings.HasPrefix(imported+"/", a+"/")
			}) {
				t.Errorf("%s may not import %s", room, imported)
			}
		}
	}
	if seen == 0 {
		t.Error("go list found no rooms")
	}
}
