package main

import (
	"net/url"
	"os"
	"path/filepath"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// uploadLimit is the largest file that a bot may send (Bot API, sendDocument).
const uploadLimit = 50 << 20

func (r *eventReader) materials(t *table) []programme.Material {
	var out []programme.Material
	codes := map[string]bool{}
	rows := t.sections("material", t.label+" material")
	for _, row := range rows {
		m := programme.Material{
			Code:  row.code("code", flows.MaxChoiceCode, questionCode, codes),
			Title: row.needPair("title", programme.MaterialTitleLimit),
			Text:  row.pair("text", programme.MaterialLimit),
			URL:   row.link("url"),
			Path:  r.file(row, "file"),
			After: row.boolean("after"),
		}
		kinds := 0
		for _, key := range []string{"text", "url", "file"} {
			if row.has(key) {
				kinds++
			}
		}
		if kinds != 1 {
			row.wrong(row.n, text.T("материалът е едно от трите: текст, връзка или файл.", "a material is one of three: a text, a link or a file."),
				text.T("Оставете само „text“, само „url“ или само „file“.", "Leave only “text”, only “url” or only “file”."))
		}
		row.done()
		out = append(out, m)
	}
	if len(rows) > programme.MostMaterials {
		t.wrong(rows[programme.MostMaterials].n, text.T("материалите са %d, а може да са най-много %d.", "there are %d materials; at most %d are possible.").With(len(rows), programme.MostMaterials),
			text.T("Обединете някои от тях.", "Join some of them."))
	}
	return out
}

// link is an optional address on the web.
func (t *table) link(key string) string {
	n := t.get(key)
	s, ok := t.string(key, n)
	if !ok {
		return ""
	}
	address, err := url.Parse(s)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || address.Hostname() == "" {
		t.wrong(n, text.T("„%s“ не е адрес в интернет.", "“%s” is not an address on the web.").With(key),
			text.T("Препишете го целия, с https:// отпред.", "Copy the whole of it, with https:// in front."))
		return ""
	}
	t.limited(key, n, s, lineLimit)
	return s
}

// file is the absolute path of an optional file, which is named from the
// configuration's folder. That it is missing does not keep the bot from starting:
// all else goes on.
func (r *eventReader) file(t *table, key string) string {
	n := t.get(key)
	s, ok := t.string(key, n)
	if !ok {
		return ""
	}
	if s == "" {
		t.wrong(n, text.T("„%s“ е празно.", "“%s” is empty.").With(key),
			text.T("Напишете името на файла: %s = \"materiali/programa.pdf\"", "Write the file's name: %s = \"materials/programme.pdf\"").With(key))
		return ""
	}
	path := s
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(r.settings.File), path)
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if !r.want.storage {
		return path
	}
	switch info, err := os.Stat(path); {
	case err != nil:
		r.settings.warn(t, n, time.Time{}, text.T("файлът %s липсва.", "the file %s is missing.").With(path),
			text.T("Сложете го там или поправете „%s“.", "Put it there, or mend “%s”.").With(key))
	case !info.Mode().IsRegular():
		r.settings.warn(t, n, time.Time{}, text.T("%s не е файл.", "%s is not a file.").With(path),
			text.T("Посочете файл, а не папка.", "Name a file, not a folder."))
	case info.Size() > uploadLimit:
		r.settings.warn(t, n, time.Time{}, text.T("файлът %s е над 50 МБ, а Telegram не приема толкова големи от бот.", "the file %s is above 50 MB; Telegram does not take such large ones from a bot.").With(path),
			text.T("Намалете го или сложете връзка към него („url“).", "Make it smaller, or give a link to it (“url”)."))
	}
	return path
}
