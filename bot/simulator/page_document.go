package simulator

import (
	"encoding/json"
	"html"
	"io"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// kinds are those of the page's files; the document itself is made for each
// request.
var kinds = map[string]string{".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

func assets() []string {
	files, _ := pageFiles.ReadDir(".") // it is embedded
	var names []string
	for _, f := range files {
		if kinds[path.Ext(f.Name())] != "" {
			names = append(names, f.Name())
		}
	}
	return names
}

func asset(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		data, _ := pageFiles.ReadFile(name) // it is embedded
		w.Header().Set("Content-Type", kinds[path.Ext(name)]+"; charset=utf-8")
		_, _ = w.Write(data)
	}
}

// language is what the page speaks: as chosen there, else as the browser asks.
func (p *Page) language(r *http.Request) string {
	lang := p.o.Language
	for _, asked := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		if code := strings.ToLower(strings.TrimSpace(asked)); strings.HasPrefix(code, "bg") || strings.HasPrefix(code, "en") {
			lang = code[:2]
			break
		}
	}
	if c, err := r.Cookie("lang"); err == nil {
		lang = c.Value
	}
	if chosen := r.URL.Query().Get("lang"); chosen != "" {
		lang = chosen
	}
	if lang != "en" {
		lang = "bg"
	}
	return lang
}

// blank is a place of the document that is filled in: a word, or a text in both
// languages as {{"български" "English"}}. It stands where HTML takes text, or an
// attribute between double quotes. A template engine would make the program a hundredth
// larger.
var blank = regexp.MustCompile(`{{([a-z ]+)?(?:"([^"]*)" "([^"]*)")?}}`)

func (p *Page) document(w http.ResponseWriter, r *http.Request) {
	lang := p.language(r)
	page, _ := pageFiles.ReadFile("page.html") // it is embedded
	filled := blank.ReplaceAllStringFunc(string(page), func(b string) string {
		part := blank.FindStringSubmatch(b)
		switch part[1] {
		case "lang":
			return lang
		case "title":
			return html.EscapeString(p.o.Title.in(lang))
		case "setup":
			return html.EscapeString(p.setup())
		case "current " + lang:
			return ` aria-current="true"`
		}
		return html.EscapeString(Words{part[2], part[3]}.in(lang))
	})
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", SameSite: http.SameSiteStrictMode, HttpOnly: true})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, filled)
}

func (w Words) in(lang string) string {
	if lang == "en" {
		return w.EN
	}
	return w.BG
}

// setup is what the page's script knows from the beginning, as JSON.
func (p *Page) setup() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	setup, _ := json.Marshal(map[string]any{ // of strings and numbers: it can be written
		"began": p.began, "phones": p.phones, "zone": p.o.Location.String(), "bot": p.s.Username(), "name": p.s.opts.BotName,
		"invitations": p.o.Invitations, "groupCode": p.o.GroupCode,
		"scenes": p.scenes, "links": p.links,
	})
	return string(setup)
}
