package bot

import (
	"context"
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"golang.org/x/sync/errgroup"
)

// Profile is what people see of the bot before they press Start, in one
// language. Language "" is for everybody whose language has none of its own.
type Profile struct {
	Language    string    // two letters, or ""
	Description string    // in the empty chat, at most 512 characters
	Short       string    // in the bot's profile, at most 120 characters
	Commands    []Command // the menu of commands in private chats
}

// Command is a line of the menu of commands.
type Command struct {
	Name        string `json:"command"`
	Description string `json:"description"`
}

// setup tells Telegram what people see. It is done beside the work and as well
// as it can be; the next start tries again.
func (b *Bot) setup(work *errgroup.Group, ctx context.Context) {
	work.Go(func() error {
		for _, p := range b.o.Profiles {
			commands, err := json.Marshal(p.Commands)
			if err != nil {
				return err
			}
			for method, params := range map[string]tgbotapi.Params{
				"setMyCommands":         {"commands": string(commands), "scope": `{"type":"all_private_chats"}`},
				"setMyDescription":      {"description": p.Description},
				"setMyShortDescription": {"short_description": p.Short},
			} {
				if p.Language != "" {
					params["language_code"] = p.Language
				}
				if _, err := b.client.call(ctx, sendPatience, method, params); err != nil && ctx.Err() == nil {
					b.log.Warn("could not set what people see of the bot", "error", err.Error())
				}
			}
		}
		return nil
	})
}
