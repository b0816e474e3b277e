package storage

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Every bucket says how something of a person is found in it, or why there is
// nothing: a new one cannot be forgotten when somebody asks to be.
func TestPersonalCoversEveryBucket(t *testing.T) {
	for b, p := range personalIn() {
		if (p.nothing == "") == (p.keys == nil) {
			t.Errorf("%s: says neither, or both, how people are found in it and that there are none", bucketNames[b])
		}
	}
}

// Of an answer that somebody gave, and a colleague went on with, the words stay
// and the name, the numbers of messages and the person go.
func TestEraseAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	key := programme.ResponseKey{Survey: "survey", Organisation: 1}
	part := func(s string) []flows.Part { return []flows.Part{{Message: 12, Text: s}} }
	w.records(func(tx *programme.Tx) {
		id := tx.NewOrganisation()
		tx.Organisations.Put(id, programme.Organisation{ID: id, Name: "Дунав", Added: start})
		tx.People.Put(1, programme.Person{Name: "Стоянка Минчева", Phone: "+359888123456", Consent: programme.Consent{Version: "1", At: start}})
		tx.People.Put(2, programme.Person{Name: "Петър", Consent: programme.Consent{Version: "1", At: start}})
		mine, both := "Пише Стоянка Минчева.", "Пише Стоянка Минчева.\nИ Петър."
		tx.Responses.Put(key, programme.Response{Begun: start, Answers: map[string]flows.Answer{
			"own": {Version: 1, By: 1, At: start, Value: flows.Value{Text: mine}, Parts: part(mine), Draft: &flows.Value{Text: mine}, DraftParts: part(mine)},
			"both": {Version: 2, By: 2, At: start, Value: flows.Value{Text: both}, Parts: part(mine),
				History: []flows.Past{{By: 1, At: start, Value: flows.Value{Text: mine}, Parts: part(mine)}}},
			"other": {Version: 1, By: 2, At: start, Value: flows.Value{Text: "Само Петър."}, Parts: part("Само Петър.")},
		}})
		tx.Chats.Erase(1)
		r, _ := tx.Responses.Get(key)
		raw, _ := json.Marshal(r)
		if strings.Contains(string(raw), "Минчева") || strings.Contains(string(raw), `"by":1`) {
			t.Errorf("left of the person: %s", raw)
		}
		if a := r.Answers["both"]; a.By != 2 || !strings.Contains(a.Value.Text, "И Петър.") {
			t.Errorf("the colleague's answer is %+v", a)
		}
		if a := r.Answers["other"]; a.By != 2 || len(a.Parts) != 1 {
			t.Errorf("an answer of somebody else is %+v", a)
		}
	})
	w.effects(flows.Say{To: 1, HTML: "Изтрито е."}) // the chat goes when the receipt has left
}

// It is known of whom each message speaks as it stands now, whatever its name has
// come to mean.
func TestSpoken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	w.joins(7)
	sent := func(number int, effects ...flows.Effect) {
		t.Helper()
		for _, r := range w.does(7, flows.Text{}, effects...).Rows {
			w.outcome(flows.Outcome{Row: r.ID, To: r.To(), Result: flows.Sent, Message: number})
		}
	}
	spoken := func(id flows.PersonID) (out []programme.Spoken) {
		w.records(func(tx *programme.Tx) { out = tx.Chats.Spoken(id) })
		return out
	}
	is := func(what string, id flows.PersonID, want ...programme.Spoken) {
		t.Helper()
		if got := spoken(id); !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	sent(11, flows.Say{To: 3, Name: "card", HTML: "Ана", Of: 1})
	sent(12, flows.Say{To: 3, Name: "card", HTML: "Ана и Боян", Among: []flows.PersonID{1, 2}})
	sent(13, flows.Say{To: 1, HTML: "Ана", Of: 1})
	alone, list := programme.Spoken{To: 3, Message: 11}, programme.Spoken{To: 3, Message: 12, Others: true}
	is("both copies, and not the person's own", 1, alone, list)
	is("the list", 2, list)
	sent(0, flows.Edit{To: 3, Name: "card", Of: 1})
	is("only buttons have changed", 2, list)
	sent(0, flows.Edit{To: 3, Name: "card", HTML: "Боян", Of: 2})
	is("no longer there", 1, alone)
	sent(0, flows.Edit{To: 3, Message: 11, HTML: "никой"})
	is("nowhere", 1)
	is("alone now", 2, programme.Spoken{To: 3, Message: 12})
	w.does(6, flows.Text{}, flows.Say{To: 3, HTML: "Ана и Боян, чака", Among: []flows.PersonID{1, 2}})
	w.apply(flows.Batch{Updates: []flows.Update{w.update(7, flows.Text{})}}, func(tx *programme.Tx, turn *flows.Turn) {
		if n := tx.Chats.Erase(1).Messages; n != 1 {
			t.Errorf("%d messages that wait were erased, want the one", n)
		}
		tx.Chats.Forget(turn.Person)
	})
	is("the chat is gone", 2)
}

// A file that somebody added to a colleague's answer goes with them, also where a
// colleague has finished or replaced what they had begun.
func TestEraseFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	key := programme.ResponseKey{Survey: "survey", Organisation: 1}
	w.records(func(tx *programme.Tx) {
		id := tx.NewOrganisation()
		tx.Organisations.Put(id, programme.Organisation{ID: id, Name: "Дунав", Added: start})
		for who := range flows.PersonID(2) {
			tx.People.Put(who+1, programme.Person{Consent: programme.Consent{Version: "1", At: start}})
			tx.Files.Put(tx.NewFile(), programme.File{By: who + 1, At: start}) // file 1 of person 1, file 2 of person 2
		}
		with := flows.Value{Files: []flows.FileID{1, 2}}
		given := flows.Answer{Version: 1, By: 2, At: start}
		draft, past, attached, finished := given, given, given, given
		draft.Draft, past.History, attached.Attach, finished.Value = &with, []flows.Past{{By: 2, Value: with}}, with.Files, with
		tx.Responses.Put(key, programme.Response{Begun: start, Answers: map[string]flows.Answer{
			"draft": draft, "past": past, "attached": attached, "finished": finished,
		}})
		tx.Chats.Erase(1)
		r, _ := tx.Responses.Get(key)
		for code, a := range r.Answers {
			if left := filesOf(a); a.By != 2 || len(left) != 1 || left[0] != 2 {
				t.Errorf("%s: of the files %v are left, of %d", code, left, a.By)
			}
		}
	})
	w.effects(flows.Say{To: 1, HTML: "Изтрито е."})
}

// A question stays when the organisation for which it was asked goes.
func TestOrganisationOfAQuestionGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.joins(5)
	w.records(func(tx *programme.Tx) {
		for range 2 {
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{ID: id, Name: "Дунав", Added: start})
			tx.Threads.Put(tx.NewThread(), programme.Thread{Person: who, Organisation: id})
		}
		tx.Organisations.Delete(1)
		gone, _ := tx.Threads.Get(1)
		stays, _ := tx.Threads.Get(2)
		if gone.Person != who || gone.Organisation != 0 || stays.Organisation != 2 {
			t.Errorf("%+v, %+v", gone, stays)
		}
	})
}

// Who typed answers for others, and who answered on paper, are forgotten when they ask;
// the answers stay the organisation's. A colleague does not read the name.
func TestEraseTypistAndRespondent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.joins(5)
	w.joins(6)
	w.joins(7)
	key := programme.ResponseKey{Survey: "survey", Organisation: 1}
	w.records(func(tx *programme.Tx) {
		id := tx.NewOrganisation()
		tx.Organisations.Put(id, programme.Organisation{ID: id, Name: "Дунав", Added: start})
		for who, name := range []string{"Стефка Колева", "Георги Стоянов", "Мария Иванова"} {
			tx.People.Put(flows.PersonID(who+1), programme.Person{Name: name, Consent: programme.Consent{Version: "1", At: start}})
		}
		file := tx.NewFile()
		tx.Files.Put(file, programme.File{At: start})
		tx.Responses.Put(key, programme.Response{
			Begun: start, Typist: 1, Respondent: "Георги Стоянов", Accepted: programme.Decision{By: 1, At: start},
			Answers: map[string]flows.Answer{
				"typed": {Version: 1, Typist: 1, At: start, Value: flows.Value{Text: "Дъжд"}, History: []flows.Past{{Typist: 1, At: start}}},
				"heard": {Version: 1, By: 3, Typist: 1, At: start, Value: flows.Value{Text: "Сняг"}, Attach: []flows.FileID{file}, Written: []flows.Written{{File: file, By: 1, At: start}}},
			},
		})
		for _, held := range tx.Chats.Held(3) {
			if strings.Contains(string(held.Record), "Стоянов") {
				t.Errorf("a colleague reads %s", held.Record)
			}
		}
		tx.Chats.Erase(1)
		r, _ := tx.Responses.Get(key)
		raw, _ := json.Marshal(r)
		if strings.Contains(string(raw), `"typist":1`) || strings.Contains(string(raw), `"by":1`) {
			t.Errorf("left of the typist: %s", raw)
		}
		if r.Respondent == "" || !r.Settled() || r.Answers["heard"].Value.Text != "Сняг" || len(r.Answers["heard"].Unwritten()) != 0 {
			t.Errorf("gone with the typist: %s", raw)
		}
		tx.Chats.Erase(2)
		r, _ = tx.Responses.Get(key)
		if r.Respondent != "" || r.Answers["typed"].Value.Text != "Дъжд" {
			t.Errorf("after who answered was erased: %+v", r)
		}
	})
	w.effects(flows.Say{To: 1, HTML: "Изтрито е."}, flows.Say{To: 2, HTML: "Изтрито е."})
}
