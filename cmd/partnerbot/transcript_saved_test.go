package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"partnerbot/bot/simulator"
)

// pageWorld is a test's world as the demo's page drives it.
type pageWorld struct{ *world }

func (w pageWorld) Coming() []simulator.Coming { return nil }
func (w pageWorld) Trouble() simulator.Words   { return simulator.Words{} }
func (w pageWorld) Step(_ context.Context, until time.Time) error {
	w.pass(until.Sub(w.clock.Now()))
	return nil
}
func (w pageWorld) Restart(context.Context) error          { w.stopBot(); w.startBot(); return nil }
func (w pageWorld) RolesChanged(ctx context.Context) error { return w.bot.RefreshRoles(ctx) }

// TestSavedTranscript plays conversations, saves them on the page, and plays what
// was saved: it must read the same, line by line.
func TestSavedTranscript(t *testing.T) {
	const ngo = "Сдружение „Дунав“"
	w := newWorld(t, ngo+" | ruse")
	page := simulator.NewPage(w.telegram, simulator.PageOptions{
		Programme: pageWorld{w}, Location: w.programme.Location, Invitations: []simulator.Invitation{{Name: ngo, Town: "ruse", Code: invitationOf(0)}},
	})
	server := httptest.NewServer(page)
	defer server.Close()
	maria := w.telegram.Person(simulator.Profile{First: "Мария", Last: "Иванова", LanguageCode: "bg"})
	stefka := w.telegram.Person(simulator.Profile{First: "Стефка", Last: "Колева", LanguageCode: "bg"})
	ivan := w.telegram.Person(simulator.Profile{First: "Иван", Last: "Петров", LanguageCode: "bg"})
	group := w.telegram.Group("Координатори", stefka, ivan)
	if err := group.Promote(ivan); err != nil { // before the bot is in it
		t.Fatal(err)
	}
	code, err := w.store.Claim("SAVED")
	if err != nil {
		t.Fatal(err)
	}
	said := func(_ int, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		w.settle()
	}
	if err := group.AddBot(stefka, code); err != nil {
		t.Fatal(err)
	}
	w.settle()
	said(maria.Open(invitationOf(0)))
	said(maria.Tap("Да"))
	said(maria.Tap("Прочети повече"))
	said(maria.Tap("Давам съгласие"))
	said(maria.Tap("Мария Иванова"))
	said(maria.SendContact(true, "359888123456"))
	said(maria.Tap("Проучване: 0 от 19"))
	said(maria.Tap("Сдружение"))
	said(maria.SendSticker())
	said(maria.Say("Русе"))
	said(stefka.SayIn(group, "/help@partnerbot"))
	post(t, server.URL, "/clock", `{"to":"day"}`)
	if err := w.telegram.Wait(t.Context(), func() bool {
		return strings.Contains(w.telegram.Transcript(simulator.Transcript{People: []*simulator.Person{maria}, Invitation: func(string) simulator.Invitation { return simulator.Invitation{Name: ngo} }}), "минава")
	}); err != nil {
		t.Fatal(err)
	}
	w.settle()
	post(t, server.URL, "/restart", "")
	w.settle()
	said(maria.Say("меню"))

	for _, chats := range []string{id(maria.ID()), id(maria.ID()) + "," + id(group.ID())} {
		saved := get(t, server.URL+"/transcript?chats="+chats)
		for _, part := range []string{"Мария натиска Давам съгласие", "минава 1 ден", "ботът тръгва", "Въпрос 3 от 19"} {
			if !strings.Contains(saved, part) {
				t.Errorf("what was saved lacks %q", part)
			}
		}
		played := string(playTranscript(t, []byte(saved)))
		if diff := gocmp.Diff(strings.Split(saved, "\n"), strings.Split(played, "\n")); diff != "" {
			t.Errorf("what was saved plays differently (-saved +played):\n%s", diff)
		}
	}
}

func post(t *testing.T, server, path, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", server)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if said, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", path, resp.StatusCode, said)
	}
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

func get(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v", address, resp.StatusCode, err)
	}
	return string(said)
}
