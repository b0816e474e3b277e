package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"partnerbot/flows"
)

// tendGroup looks after the coordinators' group beside the work: who its
// administrators are, which commands it is shown, and that the bot is in no other.
// The error is one of the store.
func (b *Bot) tendGroup(ctx context.Context) error {
	if err := b.findGroup(ctx); err != nil {
		return err
	}
	b.group.ring()
	again := time.NewTimer(0)
	defer again.Stop()
	for {
		rung := func() {}
		select {
		case <-b.group.rung:
			rung = b.group.answered
			if err := b.groupChanged(ctx); err != nil {
				rung()
				return err
			}
		case <-b.roles.asked.rung:
			rung = b.roles.asked.answered
		case <-again.C:
			if err := b.leaveStrangers(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
		err := b.refreshRoles(ctx)
		rung()
		if err != nil {
			return err
		}
		again.Reset(rolesEvery)
	}
}

// refreshRoles looks the administrators up; that it cannot be done is said in
// the log. The error is one of the store.
func (b *Bot) refreshRoles(ctx context.Context) error {
	group, ok, err := b.store.Chat(flows.Group)
	if err != nil || !ok {
		return err
	}
	var f *failure
	switch err := b.lookUp(ctx, group); {
	case err == nil || ctx.Err() != nil:
	case errors.As(err, &f) && f.migrateTo != 0:
		move := flows.Update{Migrated: &flows.Migration{From: group, To: f.migrateTo}}
		_, err = b.apply(ctx, flows.Batch{Updates: []flows.Update{move}})
		return unlessEnded(ctx, err)
	default:
		b.log.Warn("the administrators of the coordinators' group cannot be looked up", "error", err)
	}
	return nil
}

// findGroup finds out at the start whether the bot is in the coordinators' group:
// what happened to it while it was away Telegram tells for a day only.
func (b *Bot) findGroup(ctx context.Context) error {
	group, usable, err := b.store.Group()
	if err != nil || group == 0 {
		return err
	}
	var f *failure
	switch err := b.lookUp(ctx, group); {
	case err == nil && !usable:
	case usable && errors.As(err, &f) && f.description != "" && f.migrateTo == 0 && judge(err, false, false) == away:
	default:
		return nil
	}
	_, err = b.apply(ctx, flows.Batch{Updates: []flows.Update{b.own(flows.GroupChanged{Present: !usable})}})
	return unlessEnded(ctx, err)
}

// groupChanged says how the group stands, and shows it its commands.
func (b *Bot) groupChanged(ctx context.Context) error {
	if err := b.leaveStrangers(ctx); err != nil {
		return err
	}
	group, ok, err := b.store.Chat(flows.Group)
	if err != nil {
		return err
	}
	code, err := b.store.Claim(newClaim())
	if err != nil {
		return err
	}
	switch {
	case ok:
		for _, p := range b.o.GroupMenu {
			b.showCommands(ctx, p, fmt.Sprintf(`{"type":"chat","chat_id":%d}`, group))
		}
	case code != "":
		b.log.Warn("there is no coordinators' group yet: open this link and choose the group", "link", "https://t.me/"+b.username+"?startgroup="+code)
	default:
		b.log.Error("the bot is not in the coordinators' group: what is meant for it waits; add the bot to it again")
	}
	return nil
}

// leaveStrangers leaves the groups that are not the coordinators'. What cannot
// be done now is tried again.
func (b *Bot) leaveStrangers(ctx context.Context) error {
	chats, err := b.store.Strangers(b.o.Clock.Now())
	if err != nil {
		return err
	}
	for _, chat := range chats {
		_, err := b.client.call(ctx, sendPatience, "leaveChat", chatParams(chat))
		var f *failure
		if err != nil && !(errors.As(err, &f) && (f.code == 400 || f.code == 403)) {
			continue
		}
		b.log.Warn("left a group that is not the coordinators'")
		if err := b.store.LeftStranger(chat); err != nil {
			return err
		}
	}
	return nil
}

func chatParams(chat int64) tgbotapi.Params {
	return tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10)}
}

// newClaim is a code that cannot be guessed, in the letters that a link may have
// (Telegram, "Deep linking").
func newClaim() string { return rand.Text() }
