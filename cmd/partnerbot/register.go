package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// readRegister is the job that reads a register that an administrator has sent: it says
// what would change, or hands the rows on where that is what was agreed to.
func readRegister(p *programme.Programme, store *storage.Store, job flows.Job) (any, error) {
	var asked coordinator.RegisterAsked
	if err := json.Unmarshal(job.Work.Input, &asked); err != nil {
		return nil, fmt.Errorf("what was asked: %w", err)
	}
	data, refused, err := sentRegister(store, job.Work.Ref)
	if err != nil || !refused.Empty() {
		return coordinator.RegisterRead{Refused: refused}, err
	}
	register, err := document.ReadRegister(data)
	var unreadable *document.Unreadable
	if errors.As(err, &unreadable) {
		return coordinator.RegisterRead{Refused: both(unreadable.Phrase)}, nil
	} else if err != nil {
		return nil, err
	}
	var read coordinator.RegisterRead
	err = store.View(func(tx *programme.Tx) error {
		read.Report(register.Notes(), programme.TryRegister(tx, register.Rows, p), tx.Chats.Language(job.Person))
		return nil
	})
	read.Name = asked.Name
	switch {
	case err != nil || asked.Print == "":
	case read.Print == asked.Print:
		read.Rows = register.Rows
	default:
		read.Anew = true
	}
	return read, err
}

// sentRegister are the bytes of the file that was sent, or why they are not there.
func sentRegister(store *storage.Store, ref string) (data []byte, refused text.Pair, err error) {
	id, err := flows.ParseFileID(ref)
	if err != nil {
		return nil, refused, err
	}
	file, ok, err := store.File(id)
	switch {
	case err != nil:
		return nil, refused, err
	case !ok:
		return nil, refused, errors.New("the file is gone")
	case file.Trouble != "":
		return nil, text.Pair{BG: "Telegram не ми даде файла. Изпратете го още веднъж.", EN: "Telegram did not give me the file. Send it once more."}, nil
	case !file.Kept:
		return nil, text.Pair{BG: "Връзката с Telegram прекъсна и файлът още не е стигнал до мен. Изпратете го пак след малко.",
			EN: "The connection to Telegram broke, and the file has not reached me. Send it again shortly."}, nil
	}
	r, err := store.ReadFile(id)
	if err != nil {
		return nil, refused, err
	}
	data, err = io.ReadAll(io.LimitReader(r, registerLimit))
	return data, refused, errors.Join(err, r.Close())
}

func both(p text.Phrase) text.Pair {
	return text.Pair{BG: p.Plain(text.Bulgarian), EN: p.Plain(text.English)}
}
