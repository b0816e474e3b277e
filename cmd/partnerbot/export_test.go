package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// The table that an administrator gets holds what counts, and nothing of it stays
// in the database.
func TestExportHoldsWhatCounts(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“", "Фондация „Отворено сърце“")
	stefka := w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	group := w.coordinators(stefka)
	w.settle()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := w.bot.RefreshRoles(ctx); err != nil {
		t.Fatal(err)
	}
	w.must(stefka.Say("здравей"))
	answer := func(s string) map[string]flows.Answer {
		return map[string]flows.Answer{"legal_form": {Value: flows.Value{Text: s}, Version: 1, At: worldStart}}
	}
	var want []byte
	err := w.store.Update(w.clock.Now(), func(tx *programme.Tx) error {
		fresh := tx.NewOrganisation()
		tx.Organisations.Put(fresh, programme.Organisation{ID: fresh, Name: "Нова, чака", Kind: programme.NGO, Standing: programme.Proposed, Added: worldStart})
		key := programme.ResponseKey{Survey: w.programme.Survey.Name, Organisation: 1}
		tx.Responses.Put(key, programme.Response{Begun: worldStart, Answers: answer("брои се")})
		key.Organisation = fresh
		tx.Responses.Put(key, programme.Response{Begun: worldStart, Answers: answer("още не се брои")})
		table, _ := programme.ExtractOf(tx, w.programme, "survey", "", text.Bulgarian)
		want = document.ExtractCSV(w.programme, table, text.Bulgarian)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.must(stefka.SayIn(group, "/export проучване csv"))
	w.settle()
	sent := w.telegram.Sent("sendDocument", stefka.ID())
	if len(sent) != 1 || sent[0].File == nil || sent[0].File.Name != "prouchvane-2026-02-02.csv" {
		t.Fatalf("%+v", sent)
	}
	got := sent[0].File.Data
	if !bytes.Equal(got, want) || !bytes.Contains(got, []byte("Дунавска надежда")) || bytes.Contains(got, []byte("чака")) {
		t.Errorf("the file holds\n%s\nwant\n%s", got, want)
	}
	if last := group.Last(); !strings.Contains(last.Text, "изпратен лично") {
		t.Errorf("the group reads %q", last.Text)
	}
	if _, there, err := w.store.File(1); there || err != nil {
		t.Errorf("the file's record is still there, error %v", err)
	}
	r, err := w.store.ReadFile(1)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := io.ReadAll(r); len(left) != 0 || err != nil {
		t.Errorf("%d bytes are left, error %v", len(left), err)
	}
}

// Every table of the example can be a sheet and a JSON object: names of sheets are short
// and each once, as are codes of columns.
func TestTablesOfTheExample(t *testing.T) {
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	all, _ := programme.ExportPartOf(programme.AllParts)
	tables, err := takeOut(w.programme, w.store, all, "", text.Bulgarian)
	if err != nil || len(tables) != len(all.Tables) {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	seen := map[string]bool{}
	once := func(what, name string) {
		if seen[what+name] || name == "" {
			t.Errorf("%s %q: empty, or there twice", what, name)
		}
		seen[what+name] = true
	}
	for _, e := range tables {
		for _, name := range []string{e.Title.BG, e.Title.EN} {
			once("sheet", name)
			if utf8.RuneCountInString(name) > 31 || strings.ContainsAny(name, `[]:*?/\'`) {
				t.Errorf("%q is no name of a sheet", name)
			}
		}
		once("file", e.File.BG)
		for _, c := range e.Columns {
			once("column of "+e.Code+" ", c.Code)
			if c.Title.In(text.Bulgarian) == "" || c.Title.In(text.English) == "" {
				t.Errorf("%s, %s has no title", e.Code, c.Code)
			}
		}
	}
}
