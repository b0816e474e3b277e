package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"partnerbot/bot"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// Settings is what config.toml says.
type Settings struct {
	File         string // the configuration file, as it was named
	Token        secret // empty where none is given and none was wanted
	APIURL       string // without a slash at its end
	Coordinators int64  // chat id of the coordinators' group; 0: none yet
	Pace         bot.Pace
	Storage      string // path of the database
	Programme    programme.Programme

	warnings []warning
}

// warning is something that may be meant so.
type warning struct {
	mistake
	from time.Time // holds from this instant on; zero: always
}

// wants is what a command needs beyond a file without mistakes.
type wants struct {
	token   bool // there must be one
	storage bool // the database's folder is there and can be written
}

// configLimit is far above any real configuration.
const configLimit = 1 << 20

// settings reads the configuration that the command was given. The error
// lists every mistake of the file.
func (c configFlag) settings(env *environment, want wants) (Settings, error) {
	data, err := readConfig(c.Config)
	if err != nil {
		return Settings{}, err
	}
	return parseSettings(c.Config, data, env.getenv("PARTNERBOT_TOKEN"), want)
}

func readConfig(file string) ([]byte, error) {
	f, err := os.Open(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fail(text.T("Няма файл %s.\nНаправете го с „partnerbot init“ или посочете къде е: --config ФАЙЛ.",
			"There is no file %s.\nMake it with “partnerbot init”, or say where it is: --config FILE.").With(file), nil)
	case err != nil:
		return nil, fail(text.T("Файлът %s не може да се отвори. Проверете дали имате права за него.",
			"The file %s cannot be opened. Check that you have the rights to read it.").With(file), err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, configLimit+1))
	switch {
	case err != nil:
		return nil, fail(text.T("Файлът %s не може да се прочете. Трябва да е обикновен файл, а не папка.",
			"The file %s cannot be read. It must be a plain file, not a folder.").With(file), err)
	case len(data) > configLimit:
		return nil, fail(text.T("Файлът %s е по-голям от 1 МБ и едва ли е файл с настройки. Проверете името му.",
			"The file %s is larger than 1 MB and hardly a file with settings. Check its name.").With(file), nil)
	}
	return data, nil
}

// parseSettings reads the configuration from its bytes. A token from outside
// takes the place of the file's.
func parseSettings(file string, data []byte, token string, want wants) (Settings, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // Windows' Notepad puts it there
	doc := &configText{mistakes: mistakes{file: file}, data: data}
	if !doc.readable() {
		return Settings{}, doc.err()
	}
	root, err := parseTOML(data)
	if err != nil {
		doc.syntax(err)
		return Settings{}, doc.err()
	}
	s := Settings{File: file}
	top := &table{doc: doc, n: root}
	s.readTelegram(top.section("telegram"), token, want)
	s.readStorage(top.section("storage"), want)
	s.readProgramme(top, want)
	top.done()
	if err := doc.err(); err != nil {
		return Settings{}, err
	}
	return s, nil
}

// warn notes something that is wrong from that instant on.
func (s *Settings) warn(t *table, n *node, from time.Time, what, mend text.Phrase) {
	s.warnings = append(s.warnings, warning{
		mistake: mistake{t.doc.place(n), text.T("%s: %s", "%s: %s").With(t.label, what), mend},
		from:    from,
	})
}

// Warnings are what should be looked at now, though nothing is wrong with it.
func (s *Settings) Warnings(now time.Time) []text.Phrase {
	var out []text.Phrase
	for _, w := range s.warnings {
		if !now.Before(w.from) {
			out = append(out, w.phrase(s.File))
		}
	}
	return out
}

func (s *Settings) readStorage(t *table, want wants) {
	defer t.done()
	const key = "path"
	n := t.need(key, `"partnerbot.db"`)
	path, ok := t.string(key, n)
	if !ok {
		return
	}
	if path == "" {
		t.wrong(n, text.T("„%s“ е празно.", "“%s” is empty.").With(key),
			text.T("Напишете името на файла с данните: %s = \"partnerbot.db\"", "Write the name of the file with the data: %s = \"partnerbot.db\"").With(key))
		return
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(s.File), path)
	}
	s.Storage = path
	if !want.storage {
		return
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		t.wrong(n, text.T("%s е папка, а трябва да е файл.", "%s is a folder, but must be a file.").With(path),
			text.T("Добавете името на файла, например %s.", "Add the file's name, for example %s.").With(filepath.Join(path, "partnerbot.db")))
		return
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, os.ErrNotExist) {
		t.wrong(n, text.T("няма папка %s.", "there is no folder %s.").With(filepath.Dir(path)),
			text.T("Направете я или посочете друга.", "Make it, or name another one."))
	} else if err := writable(filepath.Dir(path)); storage.Full(err) {
		t.wrong(n, text.T("дискът, на който е папката %s, е пълен.", "the disk of the folder %s is full.").With(filepath.Dir(path)),
			text.T("Освободете място и опитайте пак.", "Free some space and try again."))
	} else if err != nil {
		t.wrong(n, text.T("в папката %s не може да се пише.", "the folder %s cannot be written.").With(filepath.Dir(path)),
			text.T("Направете папката или изберете друга, в която имате право да пишете.", "Make the folder, or choose another one that you may write to."))
	}
}

// writable tries it: rights alone do not tell on every system.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".partnerbot-check-*")
	if err != nil {
		return fmt.Errorf("try to write: %w", err)
	}
	name := f.Name()
	f.Close()
	if err := os.Remove(name); err != nil {
		return fmt.Errorf("remove the trial file: %w", err)
	}
	return nil
}
