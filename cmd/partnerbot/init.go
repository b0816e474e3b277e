package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"partnerbot/flows/text"
)

type initCommand struct {
	Dir string
}

func (c *initCommand) describe() description {
	return description{
		summary: text.T("прави файл с настройки config.toml и казва какво следва", "makes the settings file config.toml and says what comes next"),
		detail: text.T("Файлът съдържа цялата примерна програма: имена, общини, съгласие и проучване. Датите в нея са преместени напред. Съществуващ файл не се променя.",
			"The file holds a complete example programme: names, municipalities, consent and survey. Its dates are moved ahead. An existing file is not changed."),
		arguments: []argument{{
			value: textTo(&c.Dir, "."), optional: true,
			place: text.T("ПАПКА", "FOLDER"),
			help:  text.T("къде да е файлът; ако я няма, ще бъде направена", "where the file shall be; it is made if it is not there"),
		}},
	}
}

// Run writes the file and says what to do next.
func (c initCommand) Run(env *environment) error {
	if strings.TrimSpace(c.Dir) == "" {
		return fail(text.T("Името на папката е празно. Посочете го, или за тази папка тук напишете само: partnerbot init",
			"The folder's name is empty. Give it, or for this folder here write only: partnerbot init"), nil)
	}
	content, err := exampleFor(env.now())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return cmp.Or(noRoom(c.Dir, err), fail(text.T("Папката %s не може да се направи.", "The folder %s cannot be made.").With(c.Dir), err))
	}
	file := filepath.Join(c.Dir, "config.toml")
	if err := writeNew(file, content); err != nil {
		if errors.Is(err, os.ErrExist) {
			return fail(text.T("Файлът %s вече съществува и не е променен.\nАко искате нов, преместете стария или посочете друга папка: partnerbot init ПАПКА",
				"The file %s exists already and was not changed.\nFor a new one move the old one away, or name another folder: partnerbot init FOLDER").With(file), nil)
		}
		return cmp.Or(noRoom(file, err), fail(text.T("Файлът %s не може да се запише.", "The file %s cannot be written.").With(file), err))
	}
	env.say(nextSteps(file))
	return nil
}

// writeNew writes a file that is not there yet, readable for its owner only:
// it will hold the token.
func writeNew(file string, content []byte) (err error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close: %w", closing)
		}
		if err != nil { // half a file would be in the way next time
			err = errors.Join(err, os.Remove(file))
		}
	}()
	if _, err := f.Write(content); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

func nextSteps(file string) text.Phrase {
	config := "" // config.toml here needs no flag
	if file != "config.toml" {
		config = " --config " + quoted(file)
	}
	return text.T(`Готово: настройките са в %[1]s.

Какво следва:

1. Направете бот. В Telegram намерете @BotFather, изпратете му /newbot и
   отговорете на двата въпроса: как да се казва ботът и какъв да е адресът му
   (завършва на „bot“).

2. Сложете ключа. @BotFather ще Ви прати ред като 123456789:AAE…
   Отворете с обикновен текстов редактор (например Notepad) файла
   %[1]s
   и поставете ключа между кавичките на реда token = "".
   Не го показвайте на никого.

3. Прегледайте настройките в същия файл: имена, дати, телефон за връзка,
   въпроси. После проверете дали всичко е наред:
   partnerbot check --online%[2]s

4. Внесете списъка на организациите – таблица от Excel с техните имена:
   partnerbot organisations import списък.xlsx%[2]s

5. Запишете връзките за покана в таблица, по една за всяка организация:
   partnerbot organisations links --out покани.csv%[2]s

6. Пуснете бота и изпратете поканите. Ботът работи, докато този прозорец е
   отворен; спира се с Ctrl+C:
   partnerbot run%[2]s`,
		`Done: the settings are in %[1]s.

What comes next:

1. Make a bot. In Telegram find @BotFather, send it /newbot and answer its two
   questions: what the bot shall be called, and its address (it ends in “bot”).

2. Put in its token. @BotFather will send you a line like 123456789:AAE…
   Open with a plain text editor (Notepad, for example) the file
   %[1]s
   and put the token between the quotes of the line token = "".
   Show it to nobody.

3. Go through the settings in the same file: names, dates, contact phone,
   questions. Then check that all is well:
   partnerbot check --online%[2]s

4. Import the list of organisations, an Excel table with their names:
   partnerbot organisations import list.xlsx%[2]s

5. Put the invitation links, one for each organisation, into a table:
   partnerbot organisations links --out invitations.csv%[2]s

6. Start the bot and send the invitations. The bot works while this window is
   open; stop it with Ctrl+C:
   partnerbot run%[2]s`).With(file, config)
}

// quoted is a file's name as it is typed into a terminal.
func quoted(file string) string {
	if strings.ContainsAny(file, " \t'()&") {
		return `"` + file + `"`
	}
	return file
}
