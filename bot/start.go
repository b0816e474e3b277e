package bot

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Identity is what Telegram says of a token's bot.
type Identity struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Name     string `json:"first_name"`
}

// Me asks Telegram once whose token it is. ErrUnauthorized: nobody's.
func Me(ctx context.Context, token Secret, apiURL string) (Identity, error) {
	c := newClient(token, apiURL)
	defer c.close()
	return c.me(ctx)
}

func (c *client) me(ctx context.Context) (Identity, error) {
	var id Identity
	raw, err := c.call(ctx, sendPatience, "getMe", tgbotapi.Params{})
	if err != nil {
		var f *failure
		if errors.As(err, &f) && f.unauthorized() {
			return id, ErrUnauthorized
		}
		return id, err
	}
	return id, json.Unmarshal(raw, &id)
}

// connect finds out who we are, as long as it takes, and that the database is
// ours.
func (b *Bot) connect(ctx context.Context) error {
	if b.username != "" {
		return nil
	}
	for tries := 1; ; tries++ {
		me, err := b.client.me(ctx)
		switch {
		case err == nil:
			return b.recognise(ctx, me)
		case errors.Is(err, ErrUnauthorized):
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		f := &failure{}
		errors.As(err, &f)
		wait := max(backoff(tries), f.retryAfter+time.Second)
		b.polled.note(false, false)
		b.log.Warn("Telegram cannot be reached; trying again", "tries", tries, "pause", wait.Round(time.Second).String(), "error", err.Error())
		pause(ctx, wait)
	}
}

// recognise refuses the token of another bot than the one the database knows:
// all its people would seem to have blocked it.
func (b *Bot) recognise(ctx context.Context, me Identity) error {
	known, name, err := b.store.Identity()
	if err != nil {
		return err
	}
	if known != 0 && known != me.ID && !b.o.Replaced {
		return &ErrOtherBot{Known: name, Now: me.Username}
	}
	b.username = me.Username
	if err := b.store.SetIdentity(me.ID, me.Username); err != nil {
		return err
	}
	b.removeWebhook(ctx)
	b.log.Info("connected", "bot", "@"+me.Username)
	return nil
}

// removeWebhook makes polling possible. Updates that wait are kept.
func (b *Bot) removeWebhook(ctx context.Context) {
	if _, err := b.client.call(ctx, sendPatience, "deleteWebhook", tgbotapi.Params{}); err != nil && ctx.Err() == nil {
		b.log.Warn("could not make sure that no webhook is set", "error", err)
	}
}
