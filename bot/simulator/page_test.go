package simulator

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestPageAnswersOnlyItself(t *testing.T) {
	b := newBrowser(t)
	port := b.server.URL[strings.LastIndex(b.server.URL, ":"):]
	for _, c := range []struct {
		method, path string
		headers      []string
		code         int
	}{
		{"GET", "/", nil, 200},
		{"GET", "/", []string{"Host", "localhost" + port}, 200},
		{"GET", "/", []string{"Host", "[::1]" + port}, 200},
		{"GET", "/", []string{"Host", "192.168.1.7" + port}, 200},
		{"GET", "/", []string{"Host", "evil.example"}, 403},
		{"GET", "/", []string{"Host", "127.0.0.1.evil.example" + port}, 403},
		{"GET", "/transcript", []string{"Host", "evil.example" + port}, 403},
		{"GET", "/events", []string{"Origin", "http://evil.example"}, 403},
		{"GET", "/events", []string{"Origin", "null"}, 403},
		{"POST", "/restart", nil, 200},
		{"POST", "/restart", []string{"Origin", ""}, 403},
		{"POST", "/restart", []string{"Origin", "null"}, 403},
		{"POST", "/restart", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"POST", "/restart", []string{"Origin", "https" + strings.TrimPrefix(b.server.URL, "http")}, 403},
		{"GET", "/restart", nil, 405},
		{"GET", "/world_test.go", nil, 404},
	} {
		resp, _ := b.ask(c.method, c.path, "", c.headers...)
		if resp.StatusCode != c.code {
			t.Errorf("%s %s with %q: %d, want %d", c.method, c.path, c.headers, resp.StatusCode, c.code)
		}
		h := resp.Header
		if h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: headers %v", c.method, c.path, h)
		}
	}
	if n := len(b.programme.calls); n != 1 {
		t.Errorf("the bot was started %d times", n)
	}
}

// A page that is asked for by the name it was started under answers to it.
func TestPageHasAName(t *testing.T) {
	b := newBrowser(t)
	b.page.o.Host = "demo.example"
	for host, code := range map[string]int{"demo.example:8080": 200, "DEMO.example": 200, "evil.example:8080": 403} {
		if resp, _ := b.ask("GET", "/", "", "Host", host); resp.StatusCode != code {
			t.Errorf("%s: %d, want %d", host, resp.StatusCode, code)
		}
	}
}

func TestPageIsSmallAndOnlyItsOwn(t *testing.T) {
	b := newBrowser(t)
	_, document := b.ask("GET", "/", "")
	size := len(document) + len(b.firstNews())
	for _, name := range assets() {
		resp, data := b.ask("GET", "/"+name, "")
		if resp.StatusCode != 200 || data == "" {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
		size += len(data)
		if strings.Contains(data, "http://") && !strings.Contains(data, "http://www.w3.org/2000/svg") || strings.Contains(data, "//cdn") {
			t.Errorf("%s names another host", name)
		}
	}
	if size > 150_000 {
		t.Errorf("the page loads %d bytes", size)
	}
}

func TestPageSpeaksTwoLanguages(t *testing.T) {
	b := newBrowser(t)
	for _, c := range []struct{ path, header, value, holds string }{
		{"/", "", "", `lang="bg"`},
		{"/", "Accept-Language", "en-GB,en;q=0.9", `lang="en"`},
		{"/", "Accept-Language", "de,bg;q=0.8,en;q=0.5", `lang="bg"`},
		{"/?lang=en", "Accept-Language", "bg", "Restart the bot"},
		{"/", "Cookie", "lang=en", "Trial · demo"},
		{"/?lang=bg", "Cookie", "lang=en", "Проба · демо"},
	} {
		if _, said := b.ask("GET", c.path, "", c.header, c.value); !strings.Contains(said, c.holds) {
			t.Errorf("%s with %s %s lacks %q", c.path, c.header, c.value, c.holds)
		}
	}
}

// Whatever people and the bot write reaches the browser as data, never as HTML.
func TestPageShowsTextsAsTexts(t *testing.T) {
	b := newBrowser(t)
	const harm = `"></body><script>alert(1)</script><img src=x onerror=alert(1)>`
	b.page.o.Invitations = append(b.page.o.Invitations, Invitation{Name: harm, Code: "X"})
	b.page.o.Title = Words{harm, harm}
	taken(t)(b.ana.Say(harm))
	b.send(b.ana.ID(), "x", `{"inline_keyboard":[[{"text":"<script>1</script>","callback_data":"y"}]]}`)
	_, document := b.ask("GET", "/", "")
	for what, said := range map[string]string{"document": document, "stream": b.firstNews("chats=" + itoa(b.ana.ID()))} {
		if strings.Contains(said, "<script>") || strings.Contains(said, "<img") {
			t.Errorf("the %s holds what was typed as it was typed:\n%s", what, said)
		}
	}
	for _, name := range assets() {
		data, _ := pageFiles.ReadFile(name)
		for _, way := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"} {
			if strings.Contains(string(data), way) {
				t.Errorf("%s uses %s", name, way)
			}
		}
	}
}

func TestPageFiles(t *testing.T) {
	b := newBrowser(t)
	send := func(name, kind, data, media string) *File {
		t.Helper()
		q := url.Values{"who": {itoa(b.ana.ID())}, "kind": {kind}, "name": {name}, "text": {"надпис"}}
		if resp, said := b.ask("POST", "/upload?"+q.Encode(), data, "Content-Type", media); resp.StatusCode != 200 {
			t.Fatalf("%s: %d %s", name, resp.StatusCode, said)
		}
		all := b.ana.Messages()
		return all[len(all)-1].File
	}
	page := send("../../страница.html", "document", "<script>alert(1)</script>", "text/html")
	image := send("снимка.png", "photo", string(picture(4, 4)), "image/png")
	fake := send("снимка.jpg", "photo", "<svg onload=alert(1)>", "image/jpeg")
	if page.Name != "страница.html" || b.ana.Messages()[2].Kind != KindPhoto || b.ana.Messages()[3].Kind != KindDocument {
		t.Errorf("%q, %+v", page.Name, b.ana.Messages())
	}
	for _, c := range []struct {
		f       *File
		media   string
		saved   bool
		address string
	}{
		{page, "application/octet-stream", true, ""}, {fake, "application/octet-stream", true, ""},
		{image, "image/png", false, ""}, {image, "image/png", true, "?save"},
	} {
		resp, body := b.ask("GET", "/media/"+c.f.ID+c.address, "")
		h := resp.Header
		if body != string(c.f.Data) {
			t.Errorf("%s: other bytes than were sent", c.f.Name)
		}
		if h.Get("Content-Type") != c.media || strings.HasPrefix(h.Get("Content-Disposition"), "attachment") != c.saved ||
			!strings.HasPrefix(h.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: %v", c.f.Name, h)
		}
	}
	for path, code := range map[string]int{"/upload?who=1&kind=document": 409, "/media/none": 404} {
		method := map[bool]string{true: "POST", false: "GET"}[code == 409]
		if resp, _ := b.ask(method, path, "x"); resp.StatusCode != code {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
}

func TestPageActions(t *testing.T) {
	b := newBrowser(t)
	ana := b.ana.ID()
	last := func() Message { all := b.ana.Messages(); return all[len(all)-1] }
	b.does(action{Who: ana, Do: "say", Text: "здравейте"})
	said := last()
	b.does(action{Who: ana, Do: "edit", Message: said.ID, Text: "добър ден"})
	if m, _ := b.ana.Message(said.ID); m.Text != "добър ден" || m.EditDate.IsZero() {
		t.Errorf("edited: %+v", m)
	}
	asked := b.send(ana, "Въпрос", `{"inline_keyboard":[[{"text":"Да","callback_data":"y"},{"text":"Не","callback_data":"n"}]]}`)
	b.does(action{Who: ana, Do: "press", Message: asked, Column: 1, Text: "Не"})
	if got := string(b.updates(0)[len(b.updates(0))-1]); !strings.Contains(got, `"data":"n"`) {
		t.Errorf("pressed: %s", got)
	}
	b.does(action{Who: ana, Do: "say", Text: "отговор", Reply: asked})
	if last().ReplyTo != asked {
		t.Errorf("replied: %+v", last())
	}
	b.send(ana, "Телефон?", `{"keyboard":[[{"text":"Изпрати","request_contact":true}]],"one_time_keyboard":true}`)
	b.does(action{Who: ana, Do: "key", Text: "Изпрати"})
	if last().Contact == nil || b.ana.Keyboard() != nil {
		t.Errorf("key: %+v", last())
	}
	for do, kind := range map[string]string{"contact": KindContact, "voice": KindVoice, "picture": KindPhoto, "place": KindLocation, "sticker": KindSticker} {
		b.does(action{Who: ana, Do: do})
		if last().Kind != kind {
			t.Errorf("%s: %+v", do, last())
		}
	}
	b.does(action{Who: ana, Do: "block"})
	if r := b.call("sendMessage", "text=a&chat_id="+itoa(ana)); r.OK {
		t.Error("the bot writes to who has blocked it")
	}
	b.does(action{Who: ana, Do: "unblock"})
	b.does(action{Who: ana, Do: "open", Text: "t.me/PartnerBot?start=DANUBE"})
	if last().Text != "/start DANUBE" {
		t.Errorf("opened: %+v", last())
	}
	for _, wrong := range []action{
		{Who: 5, Do: "say", Text: "a"}, {Who: ana, Chat: -7, Do: "say", Text: "a"}, {Who: ana, Do: "dance"}, {Who: ana, Do: "say"},
		{Who: ana, Do: "press", Message: asked, Column: 1, Text: "Да"}, {Who: ana, Do: "press", Message: asked, Row: -1, Text: "Да"},
		{Who: ana, Do: "key", Text: "Изпрати"}, {Who: ana, Do: "open", Text: "https://t.me/other?start=x"}, {Do: "add", First: " "},
	} {
		body, _ := json.Marshal(wrong)
		if resp, said := b.ask("POST", "/do", string(body)); resp.StatusCode != 409 || !strings.Contains(said, `"error"`) {
			t.Errorf("%+v: %d %s", wrong, resp.StatusCode, said)
		}
	}
	b.does(action{Who: ana, Do: "block"})
	for said, wrong := range map[string]action{
		"Бутонът вече го няма.": {Who: ana, Do: "press", Message: asked, Column: 1, Text: "Да"}, "Напишете име.": {Do: "add", First: " "},
		"Тази връзка не е към бота.": {Who: ana, Do: "open", Text: "не е код"}, "Първо отблокирайте бота.": {Who: ana, Do: "say", Text: "a"},
	} {
		body, _ := json.Marshal(wrong)
		if _, got := b.ask("POST", "/do", string(body)); !strings.Contains(got, `"bg":"`+said+`"`) {
			t.Errorf("%+v: %s", wrong, got)
		}
	}
	if resp, _ := b.ask("POST", "/do", "{"); resp.StatusCode != 400 {
		t.Error("half an object was taken")
	}
}

func TestPageGroup(t *testing.T) {
	b := newBrowser(t)
	group, ivan := b.group.ID(), b.ivan.ID()
	b.does(action{Who: ivan, Chat: group, Do: "open", Text: "https://t.me/partnerbot?startgroup=CLAIM"})
	all := b.group.Messages()
	if len(all) != 2 || all[1].Text != "/start@partnerbot CLAIM" {
		t.Fatalf("the bot was not added: %+v", all)
	}
	for _, do := range []string{"promote", "anonymous", "named", "demote"} {
		b.does(action{Who: ivan, Chat: group, Do: do, Message: int(b.ana.ID())})
	}
	if got := strings.Join(b.programme.calls, " "); got != "roles roles roles roles" {
		t.Errorf("the bot was told %q", got)
	}
	news := b.firstNews("chats=" + itoa(group))
	for _, part := range []string{`"status":"creator"`, `"joined":["Partnerbot"]`, `"bot":true`} {
		if !strings.Contains(news, part) {
			t.Errorf("the stream lacks %s:\n%s", part, news)
		}
	}
}

func TestPageAddsPeople(t *testing.T) {
	b := newBrowser(t)
	var made struct{ ID int64 }
	if err := json.Unmarshal([]byte(b.does(action{Do: "add", First: "Петър", Last: "Вълков", Language: "en", Text: "DANUBE"})), &made); err != nil {
		t.Fatal(err)
	}
	news := b.firstNews()
	if made.ID == 0 || !strings.Contains(news, `"first":"Петър"`) || !strings.Contains(news, `"about":{"bg":"Сдружение „Дунав“"`) || !strings.Contains(news, `"invited":"DANUBE"`) {
		t.Errorf("%d, %s", made.ID, news)
	}
}

func TestPageClock(t *testing.T) {
	b := newBrowser(t)
	start := b.clock.Now()
	b.programme.due = []time.Time{start.Add(10 * time.Minute), start.Add(3 * time.Hour), start.Add(40 * time.Hour)}
	move := func(to string) {
		t.Helper()
		if resp, said := b.ask("POST", "/clock", `{"to":"`+to+`"}`); resp.StatusCode != 200 {
			t.Fatalf("%s: %d %s", to, resp.StatusCode, said)
		}
		if err := b.Wait(b.Context(), func() bool {
			b.page.mu.Lock()
			defer b.page.mu.Unlock()
			return b.page.moving == nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	move("next")
	if got := b.clock.Now().Sub(start); got != 10*time.Minute {
		t.Errorf("the next thing due: %v", got)
	}
	move("hour")
	move("day")
	move(start.Add(50 * time.Hour).Format("2006-01-02T15:04"))
	if got := b.clock.Now().Sub(start); got != 50*time.Hour {
		t.Errorf("in the end: %v", got)
	}
	var stops []string
	for _, s := range b.programme.steps {
		stops = append(stops, s.Sub(start).String())
	}
	if got := strings.Join(stops, " "); got != "10m0s 1h10m0s 3h0m0s 25h10m0s 40h0m0s 50h0m0s" {
		t.Errorf("stops: %s", got)
	}
	for _, to := range []string{start.Format("2006-01-02T15:04"), "yesterday"} {
		if resp, _ := b.ask("POST", "/clock", `{"to":"`+to+`"}`); resp.StatusCode != 409 {
			t.Errorf("the clock went to %s", to)
		}
	}
}

// Each press moves the clock, also while it is on its way.
func TestPageClockPressedTwice(t *testing.T) {
	b := newBrowser(t)
	start := b.clock.Now()
	b.programme.holds = make(chan struct{})
	for _, to := range []string{"day", "day", "hour"} {
		b.ask("POST", "/clock", `{"to":"`+to+`"}`)
	}
	close(b.programme.holds)
	if err := b.Wait(b.Context(), func() bool {
		b.page.mu.Lock()
		defer b.page.mu.Unlock()
		return b.page.moving == nil
	}); err != nil {
		t.Fatal(err)
	}
	if got := b.clock.Now().Sub(start); got != 49*time.Hour {
		t.Errorf("two days and an hour: %v", got)
	}
}

// The next thing due is one that somebody sees, where there is one.
func TestPageNextSeen(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 9, 1, hour, 0, 0, 0, time.UTC) }
	coming := func() []Coming { return []Coming{{At: at(2)}, {At: at(3), People: true}, {At: at(4)}} }
	for after, want := range map[int]int{1: 3, 2: 3, 3: 4} {
		if got := nextSeen(coming(), at(after)); !got.Equal(at(want)) {
			t.Errorf("after %d: %v, want %d", after, got, want)
		}
	}
	if got := nextSeen(coming(), at(4)); !got.IsZero() {
		t.Errorf("in the end: %v", got)
	}
}

// What has stopped the clock is said until the bot runs again.
func TestPageClockStops(t *testing.T) {
	b := newBrowser(t)
	b.programme.fails = Words{"спря", "stopped"}
	b.ask("POST", "/clock", `{"to":"day"}`)
	s := b.open("")
	defer s.close()
	s.until(func(e, data string) bool { return e == "now" && strings.Contains(data, `"stopped":{"bg":"спря"`) })
	b.ask("POST", "/restart", "")
	s.until(func(e, data string) bool { return e == "now" && !strings.Contains(data, `"stopped"`) })
}

func TestPageWeather(t *testing.T) {
	b := newBrowser(t)
	weather := func(w Weather) {
		t.Helper()
		if resp, said := b.ask("POST", "/weather", `{"weather":"`+string(w)+`"}`); resp.StatusCode != 200 {
			t.Fatalf("%s: %d %s", w, resp.StatusCode, said)
		}
	}
	send := func() (reply, error) {
		r, _, err := b.post(b.Context(), "sendMessage", "application/x-www-form-urlencoded", strings.NewReader("text=a&chat_id="+itoa(b.ana.ID())))
		return r, err
	}
	weather(OfflineWeather)
	if _, err := send(); err == nil {
		t.Error("offline, and still answered")
	}
	weather(BusyWeather)
	if r, err := send(); err != nil || r.ErrorCode != 429 || r.Parameters.RetryAfter != busyPause {
		t.Errorf("busy: %+v %v", r, err)
	}
	weather(LossyWeather)
	lost := 0
	for range 4 {
		if _, err := send(); err != nil {
			lost++
		}
	}
	if sent := len(b.Sent("sendMessage", b.ana.ID())); lost != 2 || sent != 4 {
		t.Errorf("lossy: %d answers lost of %d", lost, sent)
	}
	weather(FairWeather)
	if r, err := send(); err != nil || !r.OK {
		t.Errorf("fair: %+v %v", r, err)
	}
}
