package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/text"
)

type demoCommand struct {
	Addr  string
	Seed  uint64
	Data  string
	Empty bool
}

func (c *demoCommand) describe() description {
	return description{
		summary: text.T("показва всичко в браузъра, без ключ и без настройки", "shows everything in the browser, with no token and no settings"),
		detail: text.T("Пуска истинския бот срещу Telegram, който е само на тази машина, с измислени организации и хора. В страницата всеки телефон е един човек. Времето може да се движи напред, а ботът – да се спре рязко. Нищо не излиза в интернет. Ctrl+C спира всичко.",
			"Runs the real bot against a Telegram that is on this machine only, with invented organisations and people. On the page each phone is one person. Time can be moved forward, and the bot be killed. Nothing goes out to the internet. Ctrl+C stops everything."),
		options: []option{
			{name: "addr", value: textTo(&c.Addr, "127.0.0.1:8080"), place: text.T("АДРЕС", "ADDRESS"), help: text.T("къде да е страницата; обичайно 127.0.0.1:8080, само за тази машина", "where the page shall be; usually 127.0.0.1:8080, for this machine only")},
			{name: "seed", value: numberTo(&c.Seed, 1, parseSeed), place: text.T("ЧИСЛО", "NUMBER"), help: text.T("кой докъде е стигнал: същото число дава същото начало", "who has come how far: the same number gives the same beginning")},
			{name: "data", value: textTo(&c.Data, ""), place: text.T("ПАПКА", "FOLDER"), help: text.T("пази всичко в тази папка и продължава оттам следващия път; без нея всичко се изтрива накрая", "keeps everything in this folder and goes on from there next time; without it everything is deleted at the end")},
			{name: "empty", value: switchTo(&c.Empty), help: text.T("никой още не е писал: започвате от първия ден", "nobody has written yet: you begin on the first day")},
		},
	}
}

func parseSeed(s string) (uint64, error) { return strconv.ParseUint(s, 10, 64) }

// demo is one run of the command.
type demo struct {
	demoCommand
	env      *environment
	dir      string
	settings Settings
	telegram *simulator.Server
	clock    *bot.Clock
	page     *simulator.Page
	bot      *demoBot
	web      *http.Server

	log          backstage
	resumed      bool                         // from an earlier run
	played       bool                         // the past, or there is none to play
	began, today time.Time                    // where the clock starts, and the real time then
	opens        time.Time                    // where the clock stands when the past has been played
	codes        map[string]string            // of invitations, by the organisation's name
	doors        map[string]string            // what opens the check-in of an event, by its code
	people       map[string]*simulator.Person // who has a phone already, by the first name
	group        *simulator.Group
	claim        string
	pastCount    int
	keeping      sync.Mutex // one writes everything down at a time
}

var noPhrase = text.Phrase{}

// Run shows the demo until it is told to stop.
func (c demoCommand) Run(env *environment) (err error) {
	ctx, stop := untilSignal(env.Context, func() {})
	defer stop()
	d := &demo{demoCommand: c, env: env, today: env.now(), log: backstage{out: env.errors}}
	listener, err := d.listen(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	if err := d.prepare(); err != nil {
		_ = listener.Close()
		return err
	}
	d.web = &http.Server{Handler: d.page, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = d.web.Serve(listener) }()
	d.greet(listener.Addr())
	if err := d.begin(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// listen opens the page's port first, so that a second demo fails at once.
func (d *demo) listen(ctx context.Context) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", d.Addr)
	if err != nil {
		return nil, fail(text.T("Адресът %s не може да се използва. Може би друга програма го държи: опитайте с --addr 127.0.0.1:8090.",
			"The address %s cannot be used. Perhaps another program has it: try --addr 127.0.0.1:8090.").With(d.Addr), err)
	}
	return l, nil
}

// greet says where the page is.
func (d *demo) greet(addr net.Addr) {
	at, _ := addr.(*net.TCPAddr)
	host := "127.0.0.1"
	if at.IP.IsLoopback() || !at.IP.IsUnspecified() {
		host = at.IP.String()
	}
	d.env.say(text.T("Отворете в браузъра: http://%s/", "Open in the browser: http://%s/").With(net.JoinHostPort(host, fmt.Sprint(at.Port))))
	if !at.IP.IsLoopback() {
		d.env.say(text.T("Внимание: страницата се вижда и от други машини в мрежата. Който я отвори, пише от името на всички и вижда всичко в нея.",
			"Note: other machines in the network can see the page. Whoever opens it writes as everybody and sees everything in it."))
	}
	d.env.say(text.T("Ctrl+C спира всичко.", "Ctrl+C stops everything."))
}
