package main

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"partnerbot/flows/text"
)

// logCall is a place in the source that logs something.
type logCall struct {
	at      string
	message string
	keys    []string
}

// logCalls are all places of the rooms bot and cmd that log. Each must log a
// constant message, or words that are in the reader's language already.
func logCalls(t *testing.T) []logCall {
	t.Helper()
	var calls []logCall
	files := token.NewFileSet()
	for _, pattern := range []string{"*.go", "../../bot/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(source, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				message, ok := logArgument(call)
				if !ok {
					return true
				}
				at := files.Position(call.Pos()).String()
				if said, ok := constant(call.Args[message]); ok {
					calls = append(calls, logCall{at, said, logKeys(t, at, call.Args[message+1:])})
				} else if !translated(call.Args[message]) {
					t.Errorf("%s: the message must be a constant, so that it can have words in log_words.go", at)
				}
				return true
			})
		}
	}
	return calls
}

// logArgument is the position of the message among the arguments of a call of
// log/slog; false for other calls.
func logArgument(call *ast.CallExpr) (int, bool) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return 0, false
	}
	message, ok := map[string]int{
		"Debug": 0, "Info": 0, "Warn": 0, "Error": 0,
		"DebugContext": 1, "InfoContext": 1, "WarnContext": 1, "ErrorContext": 1,
		"Log": 2, "LogAttrs": 2,
	}[method.Sel.Name]
	return message, ok && len(call.Args) > message
}

func constant(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	said, err := strconv.Unquote(literal.Value)
	return said, err == nil
}

// translated reports whether the expression is the Plain of a phrase.
func translated(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == "Plain"
}

// logKeys are the keys of pairs of arguments.
func logKeys(t *testing.T, at string, args []ast.Expr) (keys []string) {
	t.Helper()
	for i := 0; i < len(args); i += 2 {
		key, ok := constant(args[i])
		if !ok {
			t.Errorf("%s: the keys of attributes must be constants", at)
			return keys
		}
		keys = append(keys, key)
	}
	return keys
}

var slot = regexp.MustCompile(`\{(\w+)\}`)

// Every message of the log has its words, which speak of what the message
// carries; everything else that it carries has a name; no words are left over.
func TestLogWords(t *testing.T) {
	calls := logCalls(t)
	said, named := map[string]bool{}, map[string]bool{}
	for _, c := range calls {
		said[c.message] = true
		words, ok := logWords[c.message]
		if !ok {
			t.Errorf("%s: %q has no words in log_words.go", c.at, c.message)
			continue
		}
		bg, en := words.Plain(text.Bulgarian), words.Plain(text.English)
		if !strings.ContainsFunc(bg, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) ||
			strings.ContainsFunc(en, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) || en == "" {
			t.Errorf("%q: the words are not in both languages", c.message)
		}
		var inBG, inEN []string
		for _, m := range slot.FindAllStringSubmatch(bg, -1) {
			inBG = append(inBG, m[1])
		}
		for _, m := range slot.FindAllStringSubmatch(en, -1) {
			inEN = append(inEN, m[1])
		}
		for _, key := range append(slices.Clone(inBG), inEN...) {
			if !slices.Contains(c.keys, key) {
				t.Errorf("%s: the words of %q speak of {%s}, which is not logged", c.at, c.message, key)
			}
		}
		for _, key := range c.keys {
			if slices.Contains(inBG, key) != slices.Contains(inEN, key) {
				t.Errorf("%q: {%s} is in the words of one language only", c.message, key)
			}
			if slices.Contains(inBG, key) {
				continue
			}
			if named[key] = true; logNames[key] == "" {
				t.Errorf("%s: the attribute %q has no name in log_words.go", c.at, key)
			}
		}
	}
	for message := range logWords {
		if !said[message] {
			t.Errorf("nothing logs %q any more", message)
		}
	}
	for key := range logNames {
		if !named[key] {
			t.Errorf("no line ends with the attribute %q any more", key)
		}
	}
}

func TestLoggerSpeaksToPeople(t *testing.T) {
	for _, c := range []struct {
		lang text.Language
		want []string
	}{
		{text.Bulgarian, []string{
			"  Има връзка с Telegram: ботът е @partner_bot и работи.\n",
			"  ВНИМАНИЕ  Няма връзка с Telegram; опитвам пак след 4 секунди.  опит=3 подробности=\"getMe: no route\"\n",
			"  ВНИМАНИЕ  Telegram иска да пишем по-бавно; изчаквам 1 секунда.  до=17\n",
			"  Ботът не е работил около 3 часа. Натиснатите",
			"  ГРЕШКА  Една задача не успя.  задача=2 вид=backup подробности=диск\n",
			"  ВНИМАНИЕ  Не се знае дали едно съобщение е пристигнало: потвърждението се изгуби.  ред=5 пращам-пак=да подробности=EOF\n",
		}},
		{text.English, []string{
			"  Connected to Telegram: the bot is @partner_bot, and at work.\n",
			"  WARN  Telegram cannot be reached; trying again in 4 seconds.  tries=3 error=\"getMe: no route\"\n",
			"  WARN  Telegram asks for patience; waiting for 1 second.  to=17\n",
			"  The bot was away for about 3 hours. Buttons",
			"  ERROR  A job failed.  job=2 kind=backup error=диск\n",
			"  row=5 again=true error=EOF\n",
		}},
	} {
		var out strings.Builder
		log := logger("text", &out, c.lang)
		log.Info("connected", "bot", "@partner_bot")
		log.Warn("Telegram cannot be reached; trying again", "tries", 3, "pause", "3.8s", "error", errors.New("getMe: no route"))
		log.Warn("Telegram asks for patience", "to", 17, "seconds", 1)
		log.Info("the bot was away: buttons pressed meanwhile are lost, people can press them again", "away", (175 * time.Minute).String())
		log.Error("a job failed", "job", 2, "kind", "backup", "error", "диск")
		log.Warn("the answer to a message was lost", "row", 5, "again", true, "error", errors.New("EOF"))
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("got\n%swant\n%s", out.String(), want)
			}
		}
	}
}

// JSON is for programs: its messages stay what they are in the source.
func TestLoggerJSONStaysEnglish(t *testing.T) {
	var out strings.Builder
	logger("json", &out, text.Bulgarian).Warn("Telegram cannot be reached; trying again", "tries", 3, "pause", "4s")
	for _, want := range []string{`"msg":"Telegram cannot be reached; trying again"`, `"level":"WARN"`, `"pause":"4s"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("got %s, want %s", out.String(), want)
		}
	}
}
