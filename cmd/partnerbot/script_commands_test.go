package main

import (
	"context"
	"encoding/binary"
	"encoding/csv"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	bolt "go.etcd.io/bbolt"

	"partnerbot/bot/simulator"
)

// telegramOf is the simulator that a script has at the moment.
type telegramOf struct{ *simulator.Server }

const telegramValue = "telegram"

// scriptCommands are what a script can say beside testscript's own commands.
var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"narrow":   narrowCommand,
	"telegram": telegramCommand,
	"respond":  respondCommand,
	"xlsx":     xlsxCommand,
	"damage":   damageCommand,
	"schema":   schemaCommand,
}

// otherToken is another bot's.
const otherToken = "987654321:AAOtherOtherOtherOtherOtherOtherOther"

// narrow stdout: no line is wider than a terminal, apart from commands, which
// are copied.
func narrowCommand(ts *testscript.TestScript, _ bool, args []string) {
	for _, line := range strings.Split(ts.ReadFile(args[0]), "\n") {
		if n := utf8.RuneCountInString(line); n > helpWidth && !strings.HasPrefix(strings.TrimSpace(line), "partnerbot ") {
			ts.Fatalf("%d characters: %s", n, line)
		}
	}
}

// telegram polled: waits until the bot polls. telegram revoke: the token is no
// longer valid. telegram down: nobody answers at the address. telegram other:
// from now on there is another bot, @other_bot, for which simulator.toml is
// written anew.
func telegramCommand(ts *testscript.TestScript, _ bool, args []string) {
	server := ts.Value(telegramValue).(*telegramOf)
	switch args[0] {
	case "polled":
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		ts.Check(server.WaitConfirmed(ctx))
	case "revoke":
		server.Revoke(true)
	case "down":
		ts.Check(server.Outage(true))
	case "other":
		other := simulator.New(simulator.Options{Token: otherToken, BotUsername: "other_bot"})
		address, err := other.Start()
		ts.Check(err)
		ts.Defer(other.Close)
		server.Server = other
		ts.Check(writeConfigs(ts.Getenv("WORK"), otherToken, address))
	default:
		ts.Fatalf("telegram cannot %q", args[0])
	}
}

// respond links.csv Дунав: somebody opens the invitation of that organisation
// and answers everything.
func respondCommand(ts *testscript.TestScript, _ bool, args []string) {
	server := ts.Value(telegramValue).(*telegramOf)
	settings, err := parseSettings("simulator.toml", []byte(ts.ReadFile("simulator.toml")), "", wants{})
	ts.Check(err)
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(ts.ReadFile(args[0]), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	ts.Check(err)
	for i, row := range rows {
		if !strings.Contains(row[0], args[1]) {
			continue
		}
		_, code, _ := strings.Cut(row[2], "?start=")
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		ts.Check(crowdMember(server.Server, &settings.Programme.Survey, code, i).answerAll(ctx))
		ts.Check(server.WaitConfirmed(ctx))
		return
	}
	ts.Fatalf("%s has no invitation", args[1])
}

// xlsx to.xlsx from.csv: the table as Excel keeps it, in one sheet.
func xlsxCommand(ts *testscript.TestScript, _ bool, args []string) {
	r := csv.NewReader(strings.NewReader(ts.ReadFile(args[1])))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	ts.Check(err)
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		ts.Check(err)
		ts.Check(f.SetSheetRow("Sheet1", at, &row))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

// damage file.db: what a broken disk leaves of the file's pages.
func damageCommand(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	data, err := os.ReadFile(name)
	ts.Check(err)
	for i := range data {
		data[i] ^= byte(i)
	}
	ts.Check(os.WriteFile(name, data, 0o600))
}

// schema file.db: as if a much newer program had written it.
func schemaCommand(ts *testscript.TestScript, _ bool, args []string) {
	db, err := bolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	ts.Check(db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 99))
	}))
	ts.Check(db.Close())
}
