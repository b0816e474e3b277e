package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Command is an entry of the menu of commands.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile is what people see of the bot beside its messages. Keys of commands
// are "<scope>/<language>", keys of the others are languages.
type profile struct {
	commands     map[string][]Command
	descriptions map[string]string
	short        map[string]string
}

func newProfile() profile {
	return profile{map[string][]Command{}, map[string]string{}, map[string]string{}}
}

type wireScope struct {
	Type   string          `json:"type"`
	ChatID json.RawMessage `json:"chat_id"`
	UserID int64           `json:"user_id"`
}

// scopeKey is the scope in short, such as "default", "chat:-100123" or
// "chat_member:-100123:7".
func (s *Server) scopeKey(q *query) (string, *refusal) {
	raw := q.text("scope")
	if raw == "" {
		return "default", nil
	}
	var w wireScope
	if !q.strictJSON("scope", raw, &w) {
		return "", bad("can't parse BotCommandScope JSON object")
	}
	switch w.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return w.Type, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return "", bad("can't parse BotCommandScope: Unsupported type specified")
	}
	id := string(bytes.Trim(w.ChatID, `"`))
	if id == "" {
		return "", bad("can't parse BotCommandScope: Empty chat_id specified")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, f := s.chatFor(id, toRead); f != nil {
		return "", f
	}
	key := w.Type + ":" + id
	if w.Type == "chat_member" {
		if w.UserID <= 0 {
			return "", bad("can't parse BotCommandScope: Invalid user_id specified")
		}
		key += ":" + strconv.FormatInt(w.UserID, 10)
	}
	return key, nil
}

func language(q *query) (string, *refusal) {
	code := q.text("language_code")
	if code == "" || len(code) == 2 && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == "" {
		return code, nil
	}
	return "", bad("invalid language code specified")
}

func (s *Server) menuKey(q *query) (string, *refusal) {
	scope, f := s.scopeKey(q)
	if f != nil {
		return "", f
	}
	lang, f := language(q)
	return scope + "/" + lang, f
}

func setMyCommands(s *Server, q *query, out []byte) ([]byte, *refusal) {
	var list []Command
	if raw := q.text("commands"); raw != "" && !q.strictJSON("commands", raw, &list) {
		return out, bad("can't parse commands JSON object")
	}
	if len(list) > 100 {
		return out, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for i := range list {
		if f := list[i].check(); f != nil {
			return out, f
		}
	}
	key, f := s.menuKey(q)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.profile.commands[key] = list
	s.accept(q, Call{Text: key})
	return append(out, "true"...), nil
}

// check follows set_commands of tdlib's BotCommand.cpp; that names hold only
// small Latin letters, digits and "_" is judged by Telegram itself.
func (c *Command) check() *refusal {
	c.Command = strings.TrimPrefix(strings.TrimSpace(c.Command), "/")
	c.Description = strings.TrimSpace(c.Description)
	switch {
	case c.Command == "":
		return bad("command must be non-empty")
	case utf8.RuneCountInString(c.Command) > 32:
		return bad("command length must not exceed 32")
	case strings.Trim(c.Command, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		return bad("BOT_COMMAND_INVALID")
	case c.Description == "":
		return bad("command description must be non-empty")
	case utf8.RuneCountInString(c.Description) > 256:
		return bad("command description length must not exceed 256")
	}
	return nil
}

func getMyCommands(s *Server, q *query, out []byte) ([]byte, *refusal) {
	key, f := s.menuKey(q)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accept(q, Call{Text: key})
	list := s.profile.commands[key]
	if list == nil {
		list = []Command{}
	}
	b, err := json.Marshal(list)
	if err != nil {
		return out, &refusal{code: 500, text: fmt.Sprintf("Internal Server Error: %v", err)}
	}
	return append(out, b...), nil
}

func deleteMyCommands(s *Server, q *query, out []byte) ([]byte, *refusal) {
	key, f := s.menuKey(q)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.profile.commands, key)
	s.accept(q, Call{Text: key})
	return append(out, "true"...), nil
}

func setMyDescription(s *Server, q *query, out []byte) ([]byte, *refusal) {
	return s.describe(q, out, "description", s.profile.descriptions, 512)
}

func setMyShortDescription(s *Server, q *query, out []byte) ([]byte, *refusal) {
	return s.describe(q, out, "short_description", s.profile.short, 120)
}

func getMyDescription(s *Server, q *query, out []byte) ([]byte, *refusal) {
	return s.described(q, out, "description", s.profile.descriptions)
}

func getMyShortDescription(s *Server, q *query, out []byte) ([]byte, *refusal) {
	return s.described(q, out, "short_description", s.profile.short)
}

// describe keeps a description of at most limit characters. The words of the
// refusal are not documented.
func (s *Server) describe(q *query, out []byte, name string, in map[string]string, limit int) ([]byte, *refusal) {
	lang, f := language(q)
	if f != nil {
		return out, f
	}
	text, _ := clean(q.text(name), nil)
	if utf16Len(text) > limit {
		return out, bad("bot " + strings.ReplaceAll(name, "_", " ") + " is too long")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in[lang] = text
	s.accept(q, Call{Text: text})
	return append(out, "true"...), nil
}

// described falls back to the text for all languages, as people's clients do.
func (s *Server) described(q *query, out []byte, name string, in map[string]string) ([]byte, *refusal) {
	lang, f := language(q)
	if f != nil {
		return out, f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accept(q, Call{})
	text := in[lang]
	if text == "" {
		text = in[""]
	}
	out = append(append(append(out, '{', '"'), name...), '"', ':')
	return append(appendString(out, text), '}'), nil
}

// Commands returns the menu set for a scope, such as "default",
// "all_private_chats" or "chat:-100123", and a language code ("" for all
// others).
func (s *Server) Commands(scope, language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Command(nil), s.profile.commands[scope+"/"+language]...)
}

// Description returns what people see before they press Start.
func (s *Server) Description(language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.descriptions[language]
}

// ShortDescription returns what stands in the bot's profile.
func (s *Server) ShortDescription(language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.short[language]
}
