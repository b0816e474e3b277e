package bot

import (
	"context"
	"encoding/json"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
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

// setup tells Telegram what people see, where that has changed. It is done
// beside the work and as well as it can be; the next start tries again.
func (b *Bot) setup(ctx context.Context) {
	for _, p := range b.o.Profiles {
		b.showCommands(ctx, p, `{"type":"all_private_chats"}`)
		b.show(ctx, p.Language, "Description", nil, "description", p.Description)
		b.show(ctx, p.Language, "ShortDescription", nil, "short_description", p.Short)
	}
}

// showCommands sets the menu of commands where the scope says.
func (b *Bot) showCommands(ctx context.Context, p Profile, scope string) {
	commands, err := json.Marshal(append([]Command{}, p.Commands...))
	if err != nil {
		return // strings can be written
	}
	b.show(ctx, p.Language, "Commands", tgbotapi.Params{"scope": scope}, "commands", string(commands))
}

// show sets one thing that people see, unless it is so already.
func (b *Bot) show(ctx context.Context, language, what string, where tgbotapi.Params, field, value string) {
	p := tgbotapi.Params{}
	for k, v := range where {
		p[k] = v
	}
	if language != "" {
		p["language_code"] = language
	}
	now, err := b.client.call(ctx, sendPatience, "getMy"+what, p)
	if err == nil && shows(now, field, value) {
		return
	}
	p[field] = value
	if _, err = b.client.call(ctx, sendPatience, "setMy"+what, p); err != nil && ctx.Err() == nil {
		b.log.Warn("could not set what people see of the bot; the next start tries again", "what", field, "error", err)
	}
}

// shows reports whether Telegram's answer holds the value: commands are a list,
// texts a field of an object.
func shows(now json.RawMessage, field, value string) bool {
	if field == "commands" {
		var have []Command
		if json.Unmarshal(now, &have) != nil {
			return false
		}
		list, err := json.Marshal(append([]Command{}, have...))
		return err == nil && string(list) == value
	}
	var have map[string]string
	return json.Unmarshal(now, &have) == nil && have[field] == value
}
