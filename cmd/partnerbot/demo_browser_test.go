package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestDemoInBrowser plays a visitor's first minutes in a real browser, at the
// width of a desk and of a phone: join by link, answer by tapping and typing, see
// the coordinators' group, move the clock, kill the bot, go on. A screenshot of
// each step lies in screenshots/. Where there is no browser the test is skipped,
// unless CI=true.
func TestDemoInBrowser(t *testing.T) {
	browser := findBrowser(t)
	program := buildProgram(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1440, 900}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			d := runDemo(t, program)
			t.Cleanup(d.stop) // after the browser has gone
			v := visit(t, browser, d.address+"/?lang=bg", size.width, size.height)
			v.name = size.name
			v.firstMinutes()
		})
	}
}

// findBrowser is Debian's chromium, or one of the same kind.
func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const none = "there is no browser here: the demo's page was not tried (Debian: apt-get install chromium)"
	if os.Getenv("CI") == "true" {
		t.Fatal(none)
	}
	t.Skip(none)
	return ""
}

// visitor is somebody in front of the page.
type visitor struct {
	*testing.T
	ctx    context.Context
	name   string
	narrow bool
	phone  string // whose phone is looked at
	shots  int

	mu    sync.Mutex
	wrong []string // what the browser's console says, requests to elsewhere
}

func visit(t *testing.T, browser, address string, width, height int64) *visitor {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(browser), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(int(width), int(height)),
	}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, closeBrowser := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(closeBrowser)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	v := &visitor{T: t, ctx: ctx, narrow: width < 700}
	if err := chromedp.Do(ctx); err != nil { // starts the browser, which lives as long as this context
		t.Fatal(err)
	}
	var mobile []chromedp.EmulateViewportOption
	if v.narrow {
		mobile = append(mobile, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	v.do(chromedp.EmulateViewport(width, height, mobile...))
	v.listen(address)
	v.do(chromedp.Navigate(address))
	t.Cleanup(func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		for _, said := range v.wrong {
			t.Error(said)
		}
	})
	return v
}

// listen notes whatever the console says, and requests to other hosts.
func (v *visitor) listen(address string) {
	own, err := url.Parse(address)
	if err != nil {
		v.Fatal(err)
	}
	note := func(said string) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.wrong = append(v.wrong, said)
	}
	console, requests := chromedp.Console(v.ctx), chromedp.Events(v.ctx, network.RequestWillBeSent)
	go func() {
		for m, err := range console {
			if err == nil && m.Type != chromedp.ConsoleLog {
				note(fmt.Sprintf("the console says: %v", m))
			}
		}
	}()
	go func() {
		for r, err := range requests {
			if err != nil {
				return
			}
			// The browser draws its own controls from data: addresses.
			if to, err := url.Parse(r.Request.URL); err != nil || to.Host != own.Host && to.Scheme != "data" {
				note("a request to elsewhere: " + r.Request.URL)
			}
		}
	}()
}

func (v *visitor) do(actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.shot("failed")
		v.Fatal(err)
	}
}

// shot keeps what is to be seen.
func (v *visitor) shot(step string) {
	v.Helper()
	image, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		v.Fatal(err)
	}
	v.shots++
	file := filepath.Join("screenshots", fmt.Sprintf("%s-%02d-%s.png", v.name, v.shots, step))
	if err := os.MkdirAll("screenshots", 0o755); err != nil {
		v.Fatal(err)
	}
	if err := os.WriteFile(file, image, 0o644); err != nil {
		v.Fatal(err)
	}
}

// on is a path in the phone that is looked at; the last that fits.
func (v *visitor) on(path string) string {
	return fmt.Sprintf(`(//article[@aria-label="Телефонът на %s"]%s)[last()]`, v.phone, path)
}

func button(label string) string {
	return fmt.Sprintf(`//button[normalize-space(text())="%[1]s" or normalize-space(.)="%[1]s" or @aria-label="%[1]s"]`, label)
}

// look goes to somebody's phone.
func (v *visitor) look(name string) {
	v.Helper()
	v.phone = name
	if v.narrow {
		first, _, _ := strings.Cut(name, " ")
		v.tap(fmt.Sprintf(`//nav[@id="tabs"]//button[small="%s"]`, first))
	}
	v.do(chromedp.WaitVisible(v.on("")))
}

func (v *visitor) tap(path string) {
	v.Helper()
	if v.narrow {
		v.do(chromedp.Tap(path))
		return
	}
	v.do(chromedp.Click(path))
}

func (v *visitor) press(label string) { v.Helper(); v.tap(v.on(button(label))) }

// say writes in the phone and sends it.
func (v *visitor) say(text string) {
	v.Helper()
	v.do(chromedp.SendKeys(v.on(`//textarea`), text))
	v.press("Изпрати")
}

// sees waits until the newest message of the phone has these words.
func (v *visitor) sees(words string) {
	v.Helper()
	v.do(chromedp.WaitVisible(v.on(fmt.Sprintf(`//li[@data-id][last()][contains(., "%s")]`, words))))
}

// controls opens or closes the clock's panel on a narrow screen.
func (v *visitor) controls() {
	v.Helper()
	if v.narrow {
		v.tap(`//*[@id="toggle"]`)
	}
}

func (v *visitor) firstMinutes() {
	v.do(chromedp.WaitVisible(`//article[contains(@class, "active")]`), chromedp.WaitVisible(`//body[@data-past="played"]`))
	v.shot("open")
	v.readable("open")

	v.look("Мария Стоянова")
	v.do(chromedp.WaitVisible(v.on(`//b[text()="Какво може този бот?"]`)))
	v.press("Още")
	v.press("Отвори връзка или покана…")
	v.do(chromedp.SendKeys(`//dialog//input[@type="search"]`, "синя"))
	v.shot("link")
	v.readable("link")
	v.tap(`//dialog//button[contains(., "Синя лодка")]`)
	v.sees("Вие ли представлявате тази организация?")
	v.shot("invited")
	v.press("Да")
	v.press("Давам съгласие")
	v.press("Мария Стоянова")
	v.sees("долу")
	v.shot("contact")
	v.readable("contact")
	v.press("Пропусни")
	v.press("Проучване: 0 от 19")

	v.press("Сдружение")
	v.press("Русе")
	v.sees("Въпрос 3")
	v.shot("tapped")
	v.press("1–2")
	v.sees("Въпрос 4")
	v.say("22")
	v.sees("Въпрос 5")
	v.shot("typed")
	v.readable("typed")
	v.equalsWhatTelegramSent()

	v.look("Стефка Колева")
	v.do(chromedp.WaitVisible(v.on(`//li[@data-id][contains(., "Сдружение „Пет извора“")]`)),
		chromedp.WaitVisible(v.on(`//li[@data-id][contains(., "двама души от едно читалище")]`)))
	v.shot("waiting")
	v.say("/help@partnerbot")
	v.sees("Какво мога тук")
	v.shot("group")
	v.readable("group")
	v.press("Още")
	v.press("Кой е в групата…")
	v.do(chromedp.WaitVisible(`//dialog` + button("Нека пише анонимно")))
	v.shot("members")
	v.readable("members")
	v.tap(`//dialog` + button("Затвори"))
	v.noName()

	v.controls()
	v.readable("controls")
	height := v.barHeight()
	v.tap(button("+1 ден"))
	v.do(chromedp.WaitVisible(`//*[@id="ahead"][contains(., "1 ден напред")]`), chromedp.WaitVisible(`//body[not(contains(@class, "moving"))]`))
	v.shot("clock")
	if now := v.barHeight(); !v.narrow && (height > 80 || now != height) {
		v.Errorf("the bar was %d pixels high, and is %d", height, now)
	}
	v.tap(`//*[@id="restart"]`)
	v.controls()

	v.look("Мария Стоянова")
	v.press("‹ Назад")
	v.sees("Въпрос 4")
	v.say("23")
	v.sees("Въпрос 5")
	v.shot("killed")
	if !v.narrow {
		v.byKeyboard("Георги Петков")
	}
	v.harmless(`<img src=x onerror="document.title='harm'"> & <b>дебело</b>`)
}

// noName tries to add somebody with a name of spaces.
func (v *visitor) noName() {
	v.Helper()
	more := `//*[@id="more-phones"]`
	if v.narrow {
		more = `//nav[@id="tabs"]//button[@aria-label="Още един телефон"]`
	}
	v.tap(more)
	v.tap(`//dialog//summary`)
	v.do(chromedp.SendKeys(`//dialog//form//input`, "  "))
	v.tap(`//dialog//form` + button("Добави"))
	v.do(chromedp.WaitVisible(`//dialog//p[text()="Напишете име."]`))
	v.shot("no-name")
	v.readable("no-name")
	v.tap(`//dialog` + button("Затвори"))
}

// barHeight is that of the bar above the phones: it must not jump.
func (v *visitor) barHeight() int {
	v.Helper()
	height, err := chromedp.Run(v.ctx, chromedp.Evaluate[int](`Math.round(document.querySelector(".bar").getBoundingClientRect().height)`))
	if err != nil {
		v.Fatal(err)
	}
	return height
}

// harmless types something that would do harm if the page took it for more than
// a text.
func (v *visitor) harmless(typed string) {
	v.Helper()
	v.look("Стефка Колева")
	v.say(typed)
	v.sees("дебело")
	v.shot("harmless")
	const script = `[[...document.querySelectorAll('article[aria-label="Телефонът на Стефка Колева"] li.own .text')].pop().textContent, document.title]`
	said, err := chromedp.Run(v.ctx, chromedp.Evaluate[[]string](script))
	if err != nil {
		v.Fatal(err)
	}
	if len(said) != 2 || said[0] != typed || strings.Contains(said[1], "harm") {
		v.Errorf("typed %q, the page has %q", typed, said)
	}
}

// equalsWhatTelegramSent compares the newest bubble with what the stream says of
// it: the same text, the same buttons.
func (v *visitor) equalsWhatTelegramSent() {
	v.Helper()
	const script = `(async () => {
		const phone = document.querySelector('article[aria-label="Телефонът на Мария Стоянова"]');
		const shown = [...phone.querySelectorAll("li[data-id]")].pop();
		const { state } = await import("./page_base.js");
		const chat = [...state.chats.values()].find((c) => c.messages.has(Number(shown.dataset.id)));
		const m = chat.messages.get(Number(shown.dataset.id));
		return [m.text, shown.querySelector(".text").textContent,
			JSON.stringify(m.buttons.map((r) => r.map((b) => b.text))),
			JSON.stringify([...shown.querySelectorAll(".inline > div")].map((r) => [...r.children].map((b) => b.textContent)))];
	})()`
	said, err := chromedp.Run(v.ctx, chromedp.Evaluate[[]string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		v.Fatal(err)
	}
	if len(said) != 4 || said[0] != said[1] || said[2] != said[3] || said[0] == "" {
		v.Errorf("sent and shown differ: %q", said)
	}
}
