package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"partnerbot/flows/text"
)

// outFlag is part of the commands that make a file.
type outFlag struct {
	Out string
}

func (f *outFlag) outOption() option {
	return option{
		name: "out", value: textTo(&f.Out, ""),
		place: text.T("ФАЙЛ", "FILE"),
		help:  text.T("къде да се запише; без това се извежда на екрана", "where to write it; printed on the screen without this"),
	}
}

// refuse says that there is no folder for the file, and keeps the program's own
// files from being written over by mistake.
func (f outFlag) refuse(s Settings) error {
	folder := filepath.Dir(f.Out)
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return fail(text.T("Папката %s не съществува. Направете я или изберете друго място след --out.",
			"The folder %s does not exist. Make it, or choose another place after --out.").With(folder), nil)
	}
	target, err := os.Stat(f.Out)
	switch {
	case f.Out == "" || errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return f.unwritten(err)
	case target.IsDir():
		return fail(text.T("%s е папка. Добавете и име на файл.", "%s is a folder. Add a file's name as well.").With(f.Out), nil)
	}
	for _, own := range []string{s.File, s.Storage} {
		if info, err := os.Stat(own); err == nil && os.SameFile(info, target) {
			return fail(text.T("%s е файл на самия partnerbot и не е променен. Изберете друго име след --out.",
				"%s is a file of partnerbot itself and was not changed. Choose another name after --out.").With(f.Out), nil)
		}
	}
	return nil
}

// write puts a table into the file, whole or not at all, or prints it where no
// file is named.
func (f outFlag) write(env *environment, data []byte, done text.Phrase) error {
	if f.Out == "" {
		_, err := env.out.Write(data)
		return cmp.Or(noRoom(text.T("таблицата", "the table"), err), err)
	}
	if err := replaceFile(f.Out, data); err != nil {
		return f.unwritten(err)
	}
	env.say(done)
	return nil
}

func (f outFlag) unwritten(err error) error {
	return cmp.Or(noRoom(f.Out, err), fail(text.T("Файлът %s не може да се запише.\nАко е отворен в Excel, затворете го. Проверете и дали имате права за папката.",
		"The file %s cannot be written.\nIf it is open in Excel, close it. Check that you may write to its folder, too.").With(f.Out), err))
}

// replaceFile writes a file for its owner only: it holds people's data.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".partnerbot-*")
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
