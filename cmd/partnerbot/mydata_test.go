package main

import (
	"encoding/json"
	"strings"
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows/programme"
)

// The file of „Моите данни“ holds everything of the person, nothing that a colleague
// wrote, and leaves nothing of itself in the database.
func TestMyDataFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Сдружение „Дунавска надежда“")
	maria := w.telegram.Person(simulator.Profile{First: "Мария", Last: "Иванова", LanguageCode: "bg", Phone: "359888123456"})
	peter := w.telegram.Person(simulator.Profile{First: "Петър", Last: "Колев", LanguageCode: "bg"})
	for _, p := range []*simulator.Person{maria, peter} {
		w.must(p.Open(invitationOf(0)))
		w.must(p.Tap("Да"))
		w.must(p.Tap("Давам съгласие"))
		w.must(p.Say(p.Profile().First + " " + p.Profile().Last))
		w.must(p.Say("Пропусни"))
	}
	w.must(maria.Tap("Проучване: 0 от 19"))
	w.must(maria.Tap("Фондация"))
	w.must(peter.Say("меню"))
	w.must(peter.Tap("Проучване: 1 от 19"))
	w.must(peter.Tap("Продължи"))
	w.must(peter.Tap("Русе"))
	w.must(maria.Say("/mydata"))
	w.must(maria.Tap("Всичко във файл"))
	w.settle()
	sent := w.telegram.Sent("sendDocument", maria.ID())
	if len(sent) != 1 || sent[0].File == nil || sent[0].File.Name != "moite-danni-2026-02-02.json" {
		t.Fatalf("%+v", sent)
	}
	var file struct {
		Words   map[string]string
		Answers []struct{ Question, Answer string }
		Records []programme.Held
	}
	got := sent[0].File.Data
	if err := json.Unmarshal(got, &file); err != nil {
		t.Fatal(err)
	}
	if file.Words["Име"] != "Мария Иванова" || len(file.Answers) != 1 || file.Answers[0].Answer != "Фондация" || len(file.Records) < 4 {
		t.Errorf("the file holds\n%s", got)
	}
	for _, others := range []string{"Петър", "Русе\"", "ruse"} {
		if strings.Contains(string(got), others) {
			t.Errorf("the file holds a colleague’s %q:\n%s", others, got)
		}
	}
	if len(w.telegram.Sent("sendDocument", peter.ID())) != 0 {
		t.Error("the file went to somebody else")
	}
	if _, there, err := w.store.File(1); there || err != nil {
		t.Errorf("the file's record is still there, error %v", err)
	}
}
