package coordinator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

func TestNoticeThatDoesNotArrive(t *testing.T) {
	for result, want := range map[flows.Result]string{
		flows.Unreachable: "човекът е спрял бота", flows.Refused: "Telegram не прие", flows.Sent: "",
	} {
		o := newOffice(t)
		key := o.member(2001, "Мария Иванова", o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.Proposed)
		told := to(o.press(on("yes", key)), key.Person)
		if len(told) != 1 {
			t.Fatalf("%d notices, want one", len(told))
		}
		said := words(to(o.deliver(told, result), flows.Group))
		if want == "" && said != "" || !strings.Contains(said, want) || want != "" && !strings.Contains(said, "Мария Иванова") {
			t.Errorf("%s: the group reads %q", result, said)
		}
	}
}

// Decided in the evening: in the morning the person hears what is true then.
func TestInTheMorning(t *testing.T) {
	leave := func(o *office, key programme.MembershipKey) {
		o.records(func(tx *programme.Tx) { programme.Leave(tx, &flows.Turn{}, small, key) })
	}
	for _, c := range []struct {
		name    string
		evening []string // verbs
		then    func(*office, programme.MembershipKey)
		want    string
	}{
		{"approved", []string{"yes"}, nil, "потвърдиха"},
		{"refused", []string{"no"}, nil, "не потвърдиха"},
		{"refused, then approved", []string{"no", "again"}, nil, "потвърдиха"},
		{"refused, then by the invitation", []string{"no"}, func(o *office, key programme.MembershipKey) {
			o.records(func(tx *programme.Tx) {
				tx.Memberships.Put(key, programme.Membership{Since: o.now, Invitation: "CODE"})
			})
		}, ""},
		{"approved, then left", []string{"yes"}, leave, ""},
		{"approved, then parted", []string{"yes", "parted"}, nil, "вече не представлявате"},
		{"parted, then back", []string{"yes", "parted"}, func(o *office, key programme.MembershipKey) {
			o.records(func(tx *programme.Tx) {
				tx.Memberships.Put(key, programme.Membership{Since: o.now, Invitation: "CODE"})
			})
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			key := o.member(2001, "Мария Иванова", o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO}), programme.Proposed)
			o.now = morning.Add(12 * time.Hour)
			for _, verb := range c.evening {
				if told := to(o.press(on(verb, key)), key.Person); len(told) != 0 {
					t.Errorf("told at night: %q", words(told))
				}
			}
			if c.then != nil {
				c.then(o, key)
			}
			early, err := o.store.Due(o.now.Add(10*time.Hour), false, 10)
			if err != nil || len(early) != 0 {
				t.Errorf("due before half past eight: %+v, %v", early, err)
			}
			o.now = morning.Add(22*time.Hour + 30*time.Minute)
			rows, err := o.store.Due(o.now, false, 10)
			if err != nil || len(rows) != 1 {
				t.Fatalf("%d due rows, want one; %v", len(rows), err)
			}
			told := o.apply(flows.Update{Due: rows[0].Key, Input: flows.Input{What: flows.Due{Key: rows[0].Key, Kind: rows[0].Kind, Ref: rows[0].Ref, Person: rows[0].Person}}})
			if said := words(told); said == "" != (c.want == "") || !strings.Contains(said, c.want) || c.want == "потвърдиха" && strings.Contains(said, "не потвърдиха") {
				t.Errorf("told %q, want %q", said, c.want)
			}
			if len(told) > 0 && told[0].To() != key.Person {
				t.Errorf("told %d, want %d", told[0].To(), key.Person)
			}
		})
	}
}

// The job's failure reaches who asked, and the group; nothing of the file stays.
func TestExportFails(t *testing.T) {
	o := newOffice(t)
	group := o.inGroup(flows.Command{Name: "export", Argument: "хора"})
	o.deliver(group, flows.Sent)
	jobs, err := o.store.Jobs()
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%+v, %v", jobs, err)
	}
	j := jobs[0]
	if _, ok, _ := o.store.File(1); !ok {
		t.Fatal("the job has no file to fill")
	}
	rows := o.apply(flows.Update{Job: j.ID, Input: flows.Input{Person: j.Person, What: flows.Finished{Kind: j.Work.Kind, Ref: j.Work.Ref, Error: "no disk"}}})
	if said := words(to(rows, j.Person)); !strings.Contains(said, "не стана") {
		t.Errorf("who asked reads %q", said)
	}
	if said := words(to(rows, flows.Group)); !strings.Contains(said, "не стана") {
		t.Errorf("the group reads %q", said)
	}
	if _, ok, _ := o.store.File(1); ok {
		t.Error("the file's record is still there")
	}
}

// Whatever a button carries, it is answered, and no record changes.
func TestButtonsThatMeanNothing(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO})
	key := o.member(2001, "Мария Иванова", id, programme.InForce)
	before := o.everything()
	ours := ref(uint64(id))
	for _, data := range []string{
		"", "g", "g:", "g:yes", "g:yes:1", "g:yes:1:2:3", "g:nothing:1", "f:survey:1:a:done", "g:yes:zz:zz", "g:yes:!:?", "g:no:9:9", "g:again:9:9",
		"g:member:9:9", "g:part:9:9", "g:parted:9:9", "g:parted:9:" + ours, "g:show:99", "g:org:99:0", "g:renew:99", "g:renewed:99:CODE", "g:renewed:" + ours + ":OLD", "g:renewed:" + ours + ":",
		"g:export:people:xlsx:nowhere", "g:exporttown:people:doc:-", "g:exportgo:nothing:csv:-", "g:exportgo:people:csv", "g:phones:99", "g:orgyes:" + ours, "g:orgno:" + ours, "g:orgagain:" + ours, "g:orgyes:99", on("yes", key), on("no", key), on("again", key),
	} {
		if rows := o.press(data); o.toast == "" && len(rows) == 0 {
			t.Errorf("%q was not answered", data)
		}
	}
	for _, data := range []string{"g:org:" + ours + ":-7", "g:org:" + ours + ":99", "g:org:" + ours + ":x", "g:list:missing:-1", "g:list:missing:99", "g:list:nothing:0", "g:list:waiting:5", "g:stats"} {
		if rows := o.press(data); len(rows) != 1 {
			t.Errorf("%q: %d rows, want the page", data, len(rows))
		}
	}
	if after := o.everything(); after != before {
		t.Errorf("records changed:\n%s\n%s", before, after)
	}
}

// Each organisation stands in exactly one place of the list of who is missing, however many
// pages it has, and the pages can be walked.
func TestMissingInPages(t *testing.T) {
	o := newOffice(t)
	const many = 57
	name := func(i int) string {
		return fmt.Sprintf("Сдружение № %02d %s", i, strings.Repeat("„Дунав“ ", 20))
	}
	for i := range many {
		id := o.organisation(programme.Organisation{Name: name(i), Kind: programme.NGO, Municipality: []string{"ruse", "byala", ""}[i%3]})
		if i%4 == 0 {
			o.records(func(tx *programme.Tx) {
				tx.Responses.Put(programme.ResponseKey{Survey: "survey", Organisation: id}, programme.Response{Begun: o.now, Answers: map[string]flows.Answer{"a": {Value: flows.Value{Text: "x"}, At: o.now, Version: 1}}})
			})
		}
	}
	var all strings.Builder
	for _, tab := range []string{"join", "survey"} {
		for data := "g:missing:" + tab + ":0"; data != ""; {
			rows := o.press(data)
			if len(rows) != 1 || rows[0].Edit == nil || rows[0].Edit.Message != 77 {
				t.Fatalf("%s: not in place: %+v", data, rows)
			}
			all.WriteString(words(rows))
			data = ""
			for _, b := range slices.Concat(rows[0].Edit.Buttons...) {
				if b.Text == "Следващи ›" {
					data = b.Data
				}
			}
		}
	}
	for i := range many {
		if n := strings.Count(all.String(), fmt.Sprintf("№ %02d ", i)); n != 1 {
			t.Errorf("organisation %d stands there %d times", i, n)
		}
	}
	if !strings.Contains(all.String(), fmt.Sprintf("Не са се присъединили: 42 от %d НПО", many)) {
		t.Error("the number of the heading is not that of the list")
	}
}

// On return: a line, at most ten cards, and the way to all of them.
func TestBackInTheGroup(t *testing.T) {
	o := newOffice(t)
	for i := range 12 {
		o.member(int64(2001+i), fmt.Sprintf("Човек %d", i), o.organisation(programme.Organisation{Name: fmt.Sprintf("Сдружение %d", i), Kind: programme.NGO}), programme.Proposed)
	}
	lonely := o.organisation(programme.Organisation{Name: "Без човек", Kind: programme.NGO, Standing: programme.Proposed})
	rows := o.apply(flows.Update{ID: o.next(), Input: flows.Input{What: flows.GroupChanged{Present: true}}})
	said := words(rows)
	if n := strings.Count(said, "Чака одобрение\n"); n != 10 {
		t.Errorf("%d cards, want 10", n)
	}
	if !strings.Contains(said, "Чакат одобрение: 13 заявки. Показвам първите 10.") {
		t.Errorf("the group reads %q", said)
	}
	for _, r := range rows {
		if r.Say == nil || !r.Say.Paced {
			t.Errorf("not at the pace of what nobody waits for: %+v", r)
		}
	}
	list := words(o.press("g:list:waiting:0")) + words(o.press("g:list:waiting:1"))
	for i := range 12 {
		if !strings.Contains(list, fmt.Sprintf(". Сдружение %d –", i)) {
			t.Errorf("Сдружение %d is not in the list", i)
		}
	}
	if !strings.Contains(list, "Без човек") || strings.Contains(list, "Човек") {
		t.Errorf("the list reads %q", list)
	}
	if card := words(o.press("g:show:" + ref(uint64(lonely)))); !strings.Contains(card, "Сега никой не я представлява") {
		t.Errorf("its card reads %q", card)
	}
}

// An organisation with more people than one card shows.
func TestManyPeople(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO})
	for i := range 14 {
		o.member(int64(2001+i), fmt.Sprintf("Човек %02d %s", i, strings.Repeat("дълго ", 15)), id, []programme.Standing{programme.InForce, programme.Refused}[i%2])
	}
	all := ""
	for page := range 3 {
		all += words(o.press(fmt.Sprintf("g:org:%s:%d", ref(uint64(id)), page)))
	}
	for i := range 14 {
		if n := strings.Count(all, fmt.Sprintf("Човек %02d", i)); n != 1 {
			t.Errorf("person %d stands on the card %d times", i, n)
		}
	}
}

// Phone numbers never enter the group, whatever is pressed there.
func TestPhonesStayPrivate(t *testing.T) {
	o := newOffice(t)
	id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Contact: programme.Contact{Name: "Ана", Phone: "+359888000111", Email: "ana@example.org"}})
	key := o.member(2001, "Мария Иванова", id, programme.Proposed)
	var admin flows.PersonID
	for _, data := range []string{
		"g:show:" + ref(uint64(id)), on("member", key), "g:phones:" + ref(uint64(id)), on("yes", key), on("part", key), "g:stats", "g:list:waiting:0", on("parted", key),
	} {
		for _, r := range o.press(data) {
			if r.To() == flows.Group && strings.Contains(words([]flows.Row{r}), "88") {
				t.Errorf("%s: the group reads %q", data, words([]flows.Row{r}))
			}
			if strings.Contains(words([]flows.Row{r}), "123456") {
				admin = r.To()
			}
		}
	}
	if admin == flows.Group || admin == key.Person {
		t.Errorf("the numbers went to %d", admin)
	}
}
