package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// inOrder is a database with something of everything, on which there is nothing
// to find.
func inOrder(t *testing.T) []byte {
	t.Helper()
	w := newWorld(t)
	w.records(func(tx *programme.Tx) {
		for _, code := range []string{"AAAA", "BBBB"} {
			id := tx.NewOrganisation()
			tx.Organisations.Put(id, programme.Organisation{Name: "Читалище", Kind: programme.NGO, Invitation: code})
			tx.Invitations.Put(code, programme.Invitation{Organisation: id})
		}
		tx.Responses.Put(programme.ResponseKey{Survey: "needs", Organisation: 1}, programme.Response{Begun: start})
		tx.Files.Put(tx.NewFile(), programme.File{Size: 1, Kept: true})
		tx.Missed.Put("guessing", programme.Missed{At: start})
		tx.Digests.Put(programme.DigestLast, programme.Digest{Day: "2026-02-02"})
		tx.Wordings.Put(programme.WordingKey{Form: "needs", Question: "q"}, programme.Wording{})
		day := programme.NewMoment(2026, 3, 5, 9, 30, time.UTC)
		tx.Events.Put("first", programme.Event{Plan: programme.Plan{Kind: programme.Training, Start: day, End: day}})
	})
	w.apply(flows.Batch{Updates: []flows.Update{w.update(5, flows.Text{})}}, func(tx *programme.Tx, turn *flows.Turn) {
		tx.People.Put(1, programme.Person{Consent: programme.Consent{Version: "1"}})
		tx.Memberships.Put(programme.MembershipKey{Person: 1, Organisation: 1}, programme.Membership{})
		tx.Audit(programme.AuditLine{What: "consent"})
		seat := tx.NewRegistration()
		tx.Registrations.Put(seat, programme.Registration{Event: "first", Organisation: 1, By: 1, Seat: programme.Confirmed})
		tx.Calls.Put(programme.CallKey{Registration: seat, Why: programme.CallSilent}, programme.Call{Event: "first"})
		tx.Certificates.Put(tx.NewCertificate(), programme.Certificate{Registration: seat, Name: "x"})
		tx.Drafts.Put(programme.DraftKey{Person: 1, Form: "plan", Subject: "first"}, programme.Draft{Begun: start})
		tx.Terms.Put("needs", programme.SurveyTerm{Closes: start})
		tx.Outreach.Put(programme.OutreachKey{Organisation: 1, Why: programme.OutreachJoin}, programme.Outreach{At: start})
		tx.Rounds.Put("survey/2026-03-01", programme.Round{At: start})
		tx.Recipients.Put(programme.RecipientKey{Broadcast: tx.NewBroadcast(), Person: 1}, programme.Recipient{State: programme.RecipientSent})
		tx.Broadcasts.Put(1, programme.Broadcast{State: programme.BroadcastDone})
		tx.Unasked.Put(1, programme.Unasked{Day: "2026-03-01"})
		tx.Groups.Put(tx.NewGroup(), programme.Group{Event: "first", Members: []programme.RegistrationID{seat}})
		programme.BeginIdea(tx, 1, 1, 1)
		tx.Threads.Put(tx.NewThread(), programme.Thread{Person: 1})
		turn.Session.Place = "q"
		turn.Effects = []flows.Effect{
			flows.Say{To: 1, Name: "q", HTML: "x"}, once(1, "k"), flows.Work{Kind: "w"},
			flows.Schedule{Key: "nightly", At: start.Add(time.Hour)},
		}
	})
	w.outcome(flows.Outcome{Row: 1, To: 1, Result: flows.Sent, Message: 7})
	said := w.does(6, flows.Text{}, flows.Say{To: 1, HTML: "x", Of: 2})
	w.outcome(flows.Outcome{Row: said.Rows[0].ID, To: 1, Result: flows.Sent, Message: 8})
	if _, err := w.KeepFile(1, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	w.apply(flows.Batch{Updates: []flows.Update{{ID: 9, Broken: "x"}, {ID: 10, Stranger: &flows.Stranger{Chat: -9}}}}, nil)
	w.does(6, flows.Text{}, once(2, "parked"))
	w.does(6, flows.Blocked{})
	for b := range bucketCount {
		if w.count(b) == 0 {
			t.Errorf("%s is empty", bucketNames[b])
		}
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := w.BackupTo(path); err != nil {
		t.Fatal(err)
	}
	return read(t, path)
}

// Each kind of damage is found.
func TestCheckFinds(t *testing.T) {
	t.Parallel()
	good := inOrder(t)
	two := func(a, b uint64) []byte { return append(be(a), be(b)...) }
	asked := append([]byte("needs\x00"), be(1)...)
	answered := func(answer string) string { return `{"begun":"2026-02-02T08:00:00Z","answers":{"q":` + answer + `}}` }
	for _, c := range []struct {
		what  string
		b     bucket
		key   []byte
		value string // "" removes the key
		finds string
	}{
		{"a bucket is gone", wordings, nil, "", "no bucket wordings"},
		{"a key is cut", outbox, be(1), "{}", "has 8 bytes"},
		{"a short key", organisations, []byte("x"), "{}", "has 1 bytes"},
		{"organisation beyond the counter", organisations, be(99), "{}", "beyond the counter"},
		{"row beyond the counter", outbox, two(1, 99), `{"say":{"to":1}}`, "beyond the counter"},
		{"chat beyond the counter", chats, be(99), `{"telegram":99}`, "beyond the counter"},
		{"invitation gone", invitations, []byte("AAAA"), "", "its invitation is not there"},
		{"another's invitation", invitations, []byte("AAAA"), `{"organisation":2}`, "its invitation is not there, or another's"},
		{"organisation gone", organisations, be(2), "", "invitation leads to organisation 2"},
		{"organisation of a member gone", organisations, be(1), "", "membership of 1 in 1"},
		{"organisation of a response gone", organisations, be(1), "", "a response of organisation 1"},
		{"person without consent", people, be(1), `{"name":"x"}`, "without consent"},
		{"person without chat", people, be(77), `{"consent":{"version":"1"}}`, "person 77 has no chat"},
		{"person of a membership gone", people, be(1), "", "membership of 1 in 1"},
		{"event of a seat gone", events, []byte("first"), "", "event first or organisation 1 is not there"},
		{"event without a time", events, []byte("first"), `{}`, "does not say when"},
		{"seat not found by its event", registered, append([]byte("first\x00"), be(1)...), "", "registration 1 is not found"},
		{"seat not found by its person", holders, two(1, 1), "", "registration 1 is not found"},
		{"index of an event to nothing", registered, append([]byte("other\x00"), be(1)...), " ", "leads nowhere"},
		{"index of a person to nothing", holders, two(2, 1), " ", "leads nowhere"},
		{"call about nothing", calls, append(be(7), 's'), `{}`, "is about a registration that is not there"},
		{"call to nobody", outreach, append(be(7), 's'), `{}`, "is about an organisation that is not there"},
		{"certificate of nothing", certificates, be(1), `{"registration":7}`, "certificate 1 is of a registration"},
		{"draft of nobody", drafts, append(be(88), "plan\x00first"...), `{}`, "a draft is of chat 88"},
		{"draft with somebody else’s answer", drafts, append(be(1), "plan\x00first"...), `{"answers":{"q":{"by":7,"version":1}}}`, "given by person 7, whose it is not"},
		{"broadcast beyond the counter", broadcasts, be(99), `{}`, "beyond the counter"},
		{"broadcast of a recipient gone", broadcasts, be(1), "", "broadcast 1 goes to 1: one of them"},
		{"recipient is nobody", recipients, two(1, 88), `{"state":"sent"}`, "broadcast 1 goes to 88: one of them"},
		{"recipient not found by state", recipients, two(1, 1), `{"state":"failed"}`, "is not found by how far it is with 1"},
		{"broadcast that is not on its way", recipients, two(1, 1), `{"state":"queued"}`, "is said to be on its way to 1"},
		{"broadcast that says nothing", broadcasts, be(1), `{"state":"sending"}`, "goes, and says nothing"},
		{"index of recipients to nothing", reaching, append(append(be(1), "failed\x00"...), be(1)...), " ", "leads to no such recipient"},
		{"unasked of nobody", unasked, be(88), `{}`, "unasked: chat 88"},
		{"idea of nobody", ideas, be(1), `{"begun":"2026-02-02T08:00:00Z"}`, "idea 1 was never begun, or is nobody's"},
		{"idea that was never submitted", ideas, be(1), `{"begun":"2026-02-02T08:00:00Z","authors":[1],"state":"approved"}`, "idea 1 counts"},
		{"idea of another's organisation", ideas, be(1), `{"begun":"2026-02-02T08:00:00Z","authors":[9],"state":"draft"}`, "idea 1 is of organisation 9"},
		{"idea's group gone", groups, be(1), "", "idea 1 is of group 1"},
		{"group of no event", groups, be(1), `{"event":"other"}`, "group 1 is of event other"},
		{"group with a stranger", groups, be(1), `{"event":"first","members":[9]}`, "group 1: its member 9"},
		{"group's idea gone", ideas, be(1), "", "group 1: its idea 1"},
		{"response never begun", responses, asked, "{}", "never begun"},
		{"response of nobody", responses, append([]byte("needs\x00"), be(8)...), `{"begun":"2026-02-02T08:00:00Z"}`, "a response of organisation 8"},
		{"answer by nobody", responses, asked, answered(`{"by":777}`), "given by person 777"},
		{"earlier answer by nobody", responses, asked, answered(`{"history":[{"by":777}]}`), "given by person 777"},
		{"response sent by nobody", responses, asked, `{"begun":"2026-02-02T08:00:00Z","sent_by":777}`, "given by person 777"},
		{"answer's file gone", responses, asked, answered(`{"value":{"files":[42]}}`), "file 42 is not there"},
		{"draft's file gone", responses, asked, answered(`{"draft":{"files":[42]}}`), "file 42 is not there"},
		{"attached file gone", responses, asked, answered(`{"attach":[42]}`), "file 42 is not there"},
		{"earlier file gone", responses, asked, answered(`{"history":[{"value":{"files":[42]}}]}`), "file 42 is not there"},
		{"person's file gone", people, be(1), `{"consent":{"version":"1"},"answers":{"name":{"attach":[42]}}}`, "person 1, name: file 42"},
		{"new organisation's file gone", people, be(1), `{"consent":{"version":"1"},"adding":{"answers":{"eik":{"attach":[42]}}}}`, "person 1, eik: file 42"},
		{"question of nobody", threads, be(1), `{"person":66}`, "question 1 is of chat 66"},
		{"question of no organisation", threads, be(1), `{"person":1,"organisation":555}`, "question 1 is of organisation 555"},
		{"question beyond the counter", threads, be(99), `{"person":1}`, "beyond the counter"},
		{"file's bytes gone", chunks, two(1, 0), "", "file 1 is said to be kept"},
		{"file's record gone", files, be(1), "", "bytes of file 1"},
		{"chat gone", chats, be(1), "", "session of chat 1"},
		{"chat of a row gone", chats, be(1), "", "row 2 goes to chat 1"},
		{"chat of a name gone", chats, be(1), "", "its chat is not there"},
		{"chat found by another number", telegram, be(5), string(be(2)), "chat 1 is not found"},
		{"chat not found", telegram, be(5), "", "chat 1 is not found"},
		{"number of nobody", telegram, be(77), string(be(66)), "has nothing in chats"},
		{"chat to be forgotten", chats, be(2), `{"telegram":6,"unreachable":"2026-02-02T08:00:00Z","forget":true}`, "should have been forgotten"},
		{"session of nobody", sessions, be(66), "{}", "session of chat 66"},
		{"name cut", names, append(be(1), 'q'), "x", "cannot be read"},
		{"name of nobody", names, append(be(66), 'q'), string(make([]byte, 9)), "cannot be read"},
		{"message of nobody", numbers, two(66, 7), "q", "has no name"},
		{"mention in a chat of nobody", spoken, two(66, 7), "{}", "speaks of somebody"},
		{"row without message", outbox, two(1, 2), "{}", "is no message"},
		{"row with two", outbox, two(1, 2), `{"say":{"to":1},"edit":{"to":1}}`, "is no message"},
		{"row under another chat", outbox, two(1, 2), `{"say":{"to":2}}`, "lies under another chat"},
		{"answer in flight", outbox, two(1, 2), `{"say":{"to":1},"state":"flight"}`, "need not be sent once"},
		{"parked without reason", outbox, two(1, 2), `{"say":{"to":1,"promise":"once"},"state":"parked"}`, "is parked, although"},
		{"row's file gone", outbox, two(1, 2), `{"say":{"to":1,"file":{"id":66}}}`, "row 2 brings file 66"},
		{"member's index gone", members, two(1, 1), "", "has nothing in members"},
		{"index without membership", memberships, two(1, 1), "", "has nothing in memberships"},
		{"due row gone", due, dueKey(start.Add(time.Hour), "nightly"), "", "has nothing in due"},
		{"due row's index gone", dueKeys, []byte("nightly"), "", "is not found by its key"},
		{"due row at another time", due, dueKey(start, "nightly"), `{"key":"nightly","at":"2026-02-02T08:00:00Z"}`, "is not found by its key"},
		{"due row of nobody", due, dueKey(start.Add(time.Hour), "nightly"), `{"key":"nightly","at":"2026-02-02T09:00:00Z","person":888}`, "due nightly is of chat 888"},
		{"due row of another key", due, dueKey(start.Add(time.Hour), "nightly"), `{"key":"x","at":"2026-02-02T09:00:00Z"}`, "is not found by its key"},
	} {
		t.Run(c.what, func(t *testing.T) { t.Parallel(); damagedIs(t, good, c.b, c.key, c.value, c.finds) })
	}
	// A record that cannot be read, of each kind.
	for b, key := range map[bucket][]byte{
		organisations: be(1), invitations: []byte("AAAA"), people: be(1), memberships: two(1, 1), files: be(1),
		responses: asked, wordings: []byte("needs\x00q"), audit: be(1), chats: be(1),
		sessions: be(1), outbox: two(1, 2), threads: be(1), due: dueKey(start.Add(time.Hour), "nightly"), jobs: be(1), quarantine: be(1),
		events: []byte("first"), registrations: be(1), calls: append(be(1), "silent"...), certificates: be(1), ideas: be(1), groups: be(1), drafts: append(be(1), "plan\x00first"...),
		spoken: two(1, 8), missed: []byte("guessing"), digests: []byte(programme.DigestLast),
		broadcasts: be(1), recipients: two(1, 1),
	} {
		t.Run("unreadable "+bucketNames[b], func(t *testing.T) { damagedIs(t, good, b, key, "{", bucketNames[b]) })
	}
}

// damagedIs changes one entry of the database behind the store's back, and has
// it found.
func damagedIs(t *testing.T, good []byte, b bucket, key []byte, value, finds string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	write(t, path, good)
	s := mustOpen(t, path)
	defer s.Close()
	if err := s.db.Update(func(tx *bolt.Tx) error {
		of := tx.Bucket([]byte(bucketNames[b]))
		switch {
		case key == nil:
			return tx.DeleteBucket([]byte(bucketNames[b]))
		case value == "":
			return of.Delete(key)
		}
		return of.Put(key, []byte(value))
	}); err != nil {
		t.Fatal(err)
	}
	if all := messages(s.Check()); !strings.Contains(all, finds) {
		t.Errorf("found %q, want %q", all, finds)
	}
}

// A page that is damaged while the database is open is found.
func TestCheckFindsPages(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "partnerbot.db")
	write(t, path, filled(t))
	s := mustOpen(t, path)
	defer s.Close()
	if wrong := s.Check(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	var root int64
	if err := s.view(func(t *tx) { root = int64(t.in(organisations).Root()) }); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte{0x20}, root*int64(s.db.Info().PageSize)+8); err != nil {
		t.Fatal(err)
	}
	if all := messages(s.Check()); !strings.Contains(all, "pages: ") {
		t.Errorf("found %q", all)
	}
}

func messages(errs []error) string {
	var all []string
	for _, err := range errs {
		all = append(all, err.Error())
	}
	return strings.Join(all, "; ")
}
