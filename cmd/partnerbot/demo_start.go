package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"partnerbot/bot"
	"partnerbot/bot/simulator"
	"partnerbot/flows/text"
)

// prepare makes the folder, the settings, Telegram and the page, or takes them
// over from an earlier run.
func (d *demo) prepare() error {
	if err := d.folder(); err != nil {
		return err
	}
	before, goesOn, err := d.resume()
	if err != nil {
		return err
	}
	d.resumed = goesOn
	zone, err := time.LoadLocation(demoZone)
	if err != nil {
		return fmt.Errorf("find the demo's time zone: %w", err)
	}
	d.opens = d.today
	if !d.Empty && !goesOn {
		d.opens = demoOpens(d.today, zone)
	}
	d.began = d.opens.AddDate(0, 0, -demoSince)
	switch {
	case goesOn:
		d.began = d.today
		if before.Now.After(d.today) {
			d.began = before.Now
		}
	case d.Empty:
		d.began = d.today
	}
	if !goesOn {
		if err := d.mark(); err != nil {
			return err
		}
	}
	if err := d.configure(before); err != nil {
		return err
	}
	if !goesOn {
		if err := d.register(); err != nil {
			return err
		}
	}
	return d.makePage(before)
}

// makePage makes the page, and the bot that it drives.
func (d *demo) makePage(before kept) error {
	invitations, err := d.invitations()
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	d.bot = &demoBot{program: program, config: d.config(), telegram: d.telegram, clock: d.clock, log: &d.log}
	p := &d.settings.Programme
	options := simulator.PageOptions{
		Programme: d.bot, Location: p.Location, Title: simulator.Words{BG: p.Name.BG, EN: p.Name.EN},
		Invitations: invitations, GroupCode: d.claim, Language: string(d.env.lang),
	}
	if host, _, err := net.SplitHostPort(d.Addr); err == nil && net.ParseIP(host) == nil {
		options.Host = host
	}
	d.page = simulator.NewPage(d.telegram, options)
	d.page.TakeNotes(before.Page)
	d.bot.changed = d.page.Changed
	return nil
}

func (d *demo) config() string { return filepath.Join(d.dir, "config.toml") }

// folder makes the folder that everything lies in.
func (d *demo) folder() error {
	var err error
	if d.dir = d.Data; d.dir == "" {
		d.dir, err = os.MkdirTemp("", "partnerbot-demo-")
	} else {
		err = os.MkdirAll(d.dir, 0o700)
	}
	if err != nil {
		return fail(text.T("Папката %s не може да се направи.", "The folder %s cannot be made.").With(d.dir), err)
	}
	return nil
}

// configure starts Telegram and writes the settings that lead to it. Settings of
// an earlier run may have been changed by hand: they stay, but for Telegram's
// address.
func (d *demo) configure(before kept) error {
	file := d.config()
	token := fmt.Sprintf("%d:%s", 7_000_000_000+d.Seed%1_000_000_000, rand.Text()+rand.Text()[:9])
	content, err := exampleUnderWay(d.began.Add(-24 * time.Hour))
	if !d.Empty {
		content = demoMeetings(content, d.opens)
	}
	if d.resumed {
		content, err = readConfig(file)
	}
	if err != nil {
		return err
	}
	settings, err := parseSettings(file, content, "", wants{})
	if err != nil {
		return err
	}
	if d.resumed && settings.Token != "" {
		token = settings.Token.reveal()
	}
	d.clock = bot.ClockAt(d.began)
	d.telegram = simulator.New(simulator.Options{
		Token: token, BotUsername: "partnerbot", BotName: settings.Programme.Name.In(d.env.lang), Now: d.clock.Now,
	})
	if d.resumed {
		if err := d.telegram.Load(bytes.NewReader(before.Telegram)); err != nil {
			return err
		}
	}
	url, err := d.telegram.Start()
	if err != nil {
		return err
	}
	content = withTelegram(content, token, url)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		return fail(text.T("Файлът %s не може да се запише.", "The file %s cannot be written.").With(file), err)
	}
	d.settings, err = parseSettings(file, content, "", wants{token: true, storage: true})
	return err
}

var tokenLine = regexp.MustCompile(`(?m)^(token|api_url) *=.*\n`)

// withTelegram puts the token and Telegram's address into the settings.
func withTelegram(content []byte, token, url string) []byte {
	content = tokenLine.ReplaceAll(content, nil)
	lines := fmt.Sprintf("[telegram]\ntoken = %q\napi_url = %q\n", token, url)
	return bytes.Replace(content, []byte("[telegram]\n"), []byte(lines), 1)
}

// begin starts the bot and plays the past.
func (d *demo) begin(ctx context.Context) error {
	if !d.resumed {
		if err := d.cast(); err != nil {
			return err
		}
	}
	if err := d.bot.start(); err != nil {
		d.log.open(true)
		return err
	}
	go d.bot.follow(ctx)
	if !d.resumed && !d.Empty {
		if err := d.playPast(ctx); err != nil {
			d.log.open(ctx.Err() == nil)
			return err
		}
	}
	d.log.open(false)
	d.played = true
	if d.Data != "" {
		if err := d.keep(); err != nil {
			return err
		}
		d.bot.afterSteps(d.keepNow)
		go d.keepOn(ctx)
	}
	return nil
}

// close ends everything, and deletes what nobody wants to keep.
func (d *demo) close() error {
	if d.web != nil {
		_ = d.web.Close()
	}
	if d.bot != nil {
		d.bot.stop()
	}
	if d.telegram != nil {
		d.telegram.Close()
	}
	switch {
	case d.Data == "" && d.dir != "":
		return os.RemoveAll(d.dir)
	case d.played:
		return d.keep()
	}
	return nil
}
