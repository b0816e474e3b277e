package main

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"io"
	"os"

	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

type organisationsImportCommand struct {
	File string
	configFlag
	DryRun bool
}

func (c *organisationsImportCommand) describe() description {
	return description{
		summary: text.T("внася организациите от таблица", "imports the organisations from a table"),
		detail: text.T("Таблицата е от Excel (XLSX) или CSV. Над колоните стоят имената им: име, вид, община, ЕИК, лице за контакт, телефон, имейл. Нужно е само името. Второ внасяне на същия файл не променя нищо.",
			"The table is from Excel (XLSX) or CSV. Above its columns stand their names: name, kind, municipality, EIK, contact person, phone, e-mail. Only the name is needed. Importing the same file again changes nothing."),
		arguments: []argument{
			{value: textTo(&c.File, ""), place: text.T("ФАЙЛ", "FILE"), help: text.T("таблицата с организациите", "the table of organisations")},
		},
		options: []option{
			c.configOption(),
			{name: "dry-run", value: switchTo(&c.DryRun), help: text.T("само показва какво би се променило", "only shows what would change")},
		},
	}
}

// Run imports the register and reports its rows.
func (c organisationsImportCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{storage: true})
	if err != nil {
		return err
	}
	data, err := readRegisterFile(c.File)
	if err != nil {
		return err
	}
	register, err := document.ReadRegister(data)
	var unreadable *document.Unreadable
	if errors.As(err, &unreadable) {
		return fail(text.T("%s: %s", "%s: %s").With(c.File, unreadable.Phrase), nil)
	} else if err != nil {
		return err
	}
	store, done, err := c.open(settings)
	if err != nil {
		return err
	}
	defer done()
	var report programme.RegisterReport
	err = store.Update(env.now(), func(tx *programme.Tx) error {
		report = programme.ImportRegister(tx, register.Rows, &settings.Programme, newInvitation)
		if c.DryRun {
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return explainStore(settings.Storage, text.Phrase{}, err)
	}
	c.report(env, register, report)
	return nil
}

// open opens the database; a trial leaves none behind where there is none.
func (c organisationsImportCommand) open(s Settings) (*storage.Store, func(), error) {
	if c.DryRun {
		return openTrial(s)
	}
	store, err := openStore(s, text.Phrase{})
	return store, func() { _ = store.Close() }, err
}

// report says what was read and what became of it.
func (c organisationsImportCommand) report(env *environment, register document.Register, report programme.RegisterReport) {
	notes := append(register.Notes(), report.Lines()...)
	for _, line := range notes {
		env.say(line)
	}
	if len(notes) > 0 {
		env.say(text.Raw("")) // the counts apart
	}
	env.say(report.Summary())
	if c.DryRun {
		env.say(text.T("Това е само проверка: нищо не е записано.", "This was only a trial: nothing was stored."))
		return
	}
	env.say(text.T("Следват връзките за покана: partnerbot organisations links", "Next come the invitation links: partnerbot organisations links"))
}

// errDryRun rolls the transaction back.
var errDryRun = errors.New("dry run")

// registerLimit is one byte more than a register may have: enough to see that
// it is too large.
const registerLimit = 5<<20 + 1

func readRegisterFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fail(text.T("Файлът %s не може да се отвори. Проверете името и папката.",
			"The file %s cannot be opened. Check its name and folder.").With(name), err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fail(text.T("%s е папка. Посочете файла в нея.", "%s is a folder. Name the file in it.").With(name), nil)
	}
	data, err := io.ReadAll(io.LimitReader(f, registerLimit))
	if err != nil {
		return nil, fail(text.T("Файлът %s не може да се прочете.", "The file %s cannot be read.").With(name), err)
	}
	return data, nil
}

// newInvitation makes a code that cannot be guessed: 80 bits, in letters that
// are not mistaken for each other.
func newInvitation() string {
	var random [programme.CodeLength * 5 / 8]byte
	_, _ = rand.Read(random[:]) // never fails (crypto/rand, Go 1.24)
	return base32.StdEncoding.EncodeToString(random[:])
}
