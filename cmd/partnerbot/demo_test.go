package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// TestDemo plays the demo's past, kills the bot, stops and goes on the next day:
// as it was, with the same people at the same stages for the same seed.
func TestDemo(t *testing.T) {
	program := buildProgram(t)
	dir := t.TempDir()
	first := runDemo(t, program, "--data", dir, "--seed", "3")
	first.until(`"done":1,"total":1`)
	for _, waiting := range []string{"Пламена Радева – за Сдружение „Пет извора“", "Могат ли да дойдат двама души"} {
		if !strings.Contains(first.told.String(), waiting) {
			t.Errorf("%q does not wait for the coordinators", waiting)
		}
	}
	first.post("/restart", "")
	first.post("/do", `{"who":200000001,"do":"open","text":"`+first.invitation()+`"}`)
	first.until("Вие ли представлявате тази организация?")
	first.stop()
	stages := stagesIn(t, dir)
	counted := map[string]int{}
	for _, stage := range stages {
		counted[strings.SplitN(stage, " ", 2)[0]]++
	}
	if len(stages) != len(demoRegister)+1 || counted["sent"] < 10 || counted["begun"] < 5 || counted["joined"] < 6 || counted["not"] < 3 {
		t.Errorf("%d organisations: %v", len(stages), counted)
	}
	seats := seatsIn(t, dir)
	for _, want := range []string{"training_1 confirmed", "training_1 cancelled", "training_2 confirmed", "meet_ruse confirmed", "meet_ruse offered", "meet_ruse waiting", "meet_ruse cancelled", "meet_ivanovo confirmed present", "meet_tsenovo confirmed present", "meet_tsenovo confirmed"} {
		if seats[want] == 0 {
			t.Errorf("nobody shows %q: %v", want, seats)
		}
	}

	if diff := gocmp.Diff([]string{"presented 6, signed 1 of 2", "approved 1, signed 2 of 2", "submitted 1, signed 0 of 1", "returned 1, signed 0 of 1", "draft 1, signed 0 of 0"}, ideasIn(t, dir)); diff != "" {
		t.Errorf("the ideas: %s", diff)
	}
	if missing := first.errors.String(); strings.Contains(missing, "the demo goes on without") {
		t.Error("something of the past is missing")
	}

	again := runDemo(t, program, "--data", dir)
	again.until("Вие ли представлявате тази организация?") // what was there
	again.post("/do", `{"who":200000001,"do":"say","text":"да"}`)
	again.until("Давам съгласие")
	again.stop()
	if now := stagesIn(t, dir); !maps.Equal(stages, now) {
		t.Errorf("going on has changed the past: %v", now)
	}

	for seed, same := range map[string]bool{"3": true, "4": false} {
		other := t.TempDir()
		d := runDemo(t, program, "--data", other, "--seed", seed)
		d.until(`"done":1,"total":1`)
		d.stop()
		if diff := gocmp.Diff(stages, stagesIn(t, other)); (diff == "") != same {
			t.Errorf("seed %s differs from seed 3 in:\n%s", seed, diff)
		}
	}
}

// An empty demo has a register and nothing else; the group is claimed by its link.
func TestDemoEmpty(t *testing.T) {
	d := runDemo(t, buildProgram(t), "--empty")
	d.until(`"groups":[{"id":-4000000001`) // it may still be on its way
	d.post("/do", fmt.Sprintf(`{"who":200000003,"chat":%d,"do":"open","text":"https://t.me/partnerbot?startgroup=%s"}`, -4000000001, d.groupCode()))
	d.until("От днес това е групата на координаторите")
	d.stop()
	if d.said() != "" {
		t.Errorf("on its way it says %q", d.said())
	}
}

// Whoever lets others see the page is told what that means.
func TestDemoForOthers(t *testing.T) {
	d := runDemo(t, buildProgram(t), "--empty", "--addr", "0.0.0.0:0")
	d.until(`"coming"`)
	d.stop()
	if !strings.Contains(d.said(), "Внимание: страницата се вижда и от други машини") {
		t.Errorf("it says only %q", d.said())
	}
}

// seatsIn counts the registrations by event, state and presence.
func seatsIn(t *testing.T, dir string) map[string]int {
	t.Helper()
	store, err := storage.Open(filepath.Join(dir, "partnerbot.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	seats := map[string]int{}
	if err := store.View(func(tx *programme.Tx) error {
		for _, r := range tx.Registrations.All() {
			seats[strings.TrimSpace(r.Event+" "+string(r.Seat)+" "+string(r.Presence))]++
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return seats
}

// ideasIn is where the ideas stand, with how many authors and signatures.
func ideasIn(t *testing.T, dir string) (ideas []string) {
	t.Helper()
	store, err := storage.Open(filepath.Join(dir, "partnerbot.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.View(func(tx *programme.Tx) error {
		for _, i := range programme.Ideas(tx) {
			signed, of := i.SignedBy()
			ideas = append(ideas, fmt.Sprintf("%s %d, signed %d of %d", i.State, len(i.Authors), signed, of))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return ideas
}

// stagesIn is how far each organisation has come, by the database: without the
// phones of the page.
func stagesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	path := filepath.Join(dir, "partnerbot.db")
	for _, err := range storage.CheckAt(path) {
		t.Errorf("the database: %v", err)
	}
	store, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	stages := map[string]string{}
	err = store.View(func(tx *programme.Tx) error {
		joined := map[programme.OrganisationID]bool{}
		for key := range tx.Memberships.All() {
			joined[key.Organisation] = true
		}
		for id, o := range tx.Organisations.All() {
			r, begun := tx.Responses.Get(programme.ResponseKey{Survey: "survey", Organisation: id})
			switch {
			case !r.Sent.IsZero():
				stages[o.Name] = fmt.Sprintf("sent %v", answersOf(r))
			case begun && len(r.Answers) > 0:
				stages[o.Name] = fmt.Sprintf("begun %v", answersOf(r))
			case joined[id]:
				stages[o.Name] = "joined"
			default:
				stages[o.Name] = "not yet"
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return stages
}

func answersOf(r programme.Response) string {
	var all []string
	for _, code := range slices.Sorted(maps.Keys(r.Answers)) {
		value, _ := json.Marshal(r.Answers[code].Value)
		all = append(all, code+string(value))
	}
	return strings.Join(all, " ")
}

// demoRun is the program's demo, as somebody at the page has it.
type demoRun struct {
	*testing.T
	cmd     *exec.Cmd
	address string
	rest    chan string
	errors  bytes.Buffer
	all     string
	news    *bufio.Scanner
	told    strings.Builder // what the page was told
}

func runDemo(t *testing.T, program string, args ...string) *demoRun {
	t.Helper()
	if !slices.Contains(args, "--addr") {
		args = append(args, "--addr", "127.0.0.1:0")
	}
	d := &demoRun{T: t, cmd: exec.Command(program, append([]string{"demo"}, args...)...), rest: make(chan string, 1)}
	d.cmd.Env = append(os.Environ(), "LANG=bg_BG.UTF-8", "PARTNERBOT_TOKEN=1:this-token-is-none-of-the-demo")
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	d.cmd.Stderr = &d.errors
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the demo said:\n%s", d.errors.String())
		}
	})
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for d.address == "" && lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "http://"); ok {
			d.address = "http://" + strings.TrimSuffix(address, "/")
		}
	}
	if d.address == "" {
		t.Fatal("the demo does not say where its page is")
	}
	go func() {
		said := ""
		for lines.Scan() {
			said += lines.Text() + "\n"
		}
		d.rest <- said
	}()
	resp, err := http.Get(d.address + "/events?chats=200000001,-4000000001")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	d.news = bufio.NewScanner(resp.Body)
	d.news.Buffer(nil, 1<<20)
	return d
}

// until reads what the page is told, until these words come.
func (d *demoRun) until(words string) {
	d.Helper()
	timer := time.AfterFunc(time.Minute, func() { _ = d.cmd.Process.Kill() }) // which ends the stream
	defer timer.Stop()
	for d.news.Scan() {
		d.told.WriteString(d.news.Text() + "\n")
		if strings.Contains(d.news.Text(), words) {
			return
		}
	}
	d.Fatalf("%q never came", words)
}

func (d *demoRun) post(path, body string) {
	d.Helper()
	post(d.T, d.address, path, body)
}

// setup is what the page's script is given.
func (d *demoRun) setup() string { return get(d.T, d.address+"/") }

// invitation is the first on the list, of the first phones' organisation.
func (d *demoRun) invitation() string { return after(d.setup(), "code&#34;:&#34;") }

func (d *demoRun) groupCode() string { return after(d.setup(), "groupCode&#34;:&#34;") }

func after(s, mark string) string {
	_, s, _ = strings.Cut(s, mark)
	s, _, _ = strings.Cut(s, "&#34;")
	return s
}

// stop ends it as Ctrl+C does.
func (d *demoRun) stop() {
	d.Helper()
	_ = d.cmd.Process.Signal(os.Interrupt)
	d.all = <-d.rest
	if err := d.cmd.Wait(); err != nil {
		d.Errorf("it ended with %v", err)
	}
}

// said is what it says after the address.
func (d *demoRun) said() string {
	return strings.TrimSpace(strings.ReplaceAll(d.all, "Ctrl+C спира всичко.\n", ""))
}

// TestDueWords: the page calls whatever becomes due by words, and not by its code.
func TestDueWords(t *testing.T) {
	for _, kind := range []string{
		backupKind, sweepKind, "visitor", "decided", flows.ClosedDue, programme.NudgeDue, programme.TermDue, programme.MergedDue, programme.RoundDue, programme.RemindDue, programme.SilentDue, programme.OfferDue,
		programme.LapseDue, programme.MovedDue, programme.OffDue, programme.SeatDue, programme.HandedDue, programme.AfterDue, programme.EndedDue,
		backupKind, sweepKind, "visitor", "decided", flows.ClosedDue, programme.NudgeDue, programme.RemindDue, programme.SilentDue, programme.OfferDue,
		programme.LapseDue, programme.MovedDue, programme.OffDue, programme.PlacedDue, programme.SeatDue, programme.HandedDue, programme.AfterDue, programme.EndedDue,
		flows.ReportDue, programme.GroupDue, programme.IdeaDue, programme.SignDue, programme.JoinDue, programme.FillDue, programme.DeskDue, programme.IdeaStepDue, programme.BroadcastDue,
		flows.ReportDue, programme.GroupDue, programme.IdeaDue, programme.SignDue, programme.JoinDue, programme.FillDue, programme.DeskDue, programme.TypedDue, programme.IdeaStepDue,
	} {
		if dueWords(kind).BG == kind {
			t.Errorf("%s has no words", kind)
		}
	}
}
