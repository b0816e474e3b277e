package main

import (
	"errors"
	"os"
	"path/filepath"

	"partnerbot/flows/text"
	"partnerbot/storage"
)

// openStore opens the database for a command, and makes it where there is none.
// instead names what does the same while the bot runs, and may be empty.
func openStore(s Settings, instead text.Phrase) (*storage.Store, error) {
	store, err := storage.Open(s.Storage, storage.Options{})
	if err != nil {
		return nil, explainStore(s.Storage, instead, err)
	}
	return store, nil
}

// openData opens the database for a command that only reads: where there is
// none, there is nothing to read, and the path is perhaps wrong.
func openData(s Settings, instead text.Phrase) (*storage.Store, error) {
	if _, err := os.Stat(s.Storage); errors.Is(err, os.ErrNotExist) {
		return nil, fail(text.T("Още няма данни: файлът %s не съществува.\nАко имате данни другаде, поправете [storage] path в %s.\nИначе започнете със списъка на организациите:\npartnerbot organisations import ФАЙЛ",
			"There are no data yet: the file %s does not exist.\nIf you have data elsewhere, mend [storage] path in %s.\nOtherwise begin with the list of organisations:\npartnerbot organisations import FILE").With(s.Storage, s.File), nil)
	}
	return openStore(s, instead)
}

// openTrial opens the database for a trial, which leaves no file behind. done
// closes it.
func openTrial(s Settings) (store *storage.Store, done func(), err error) {
	if _, err := os.Stat(s.Storage); !errors.Is(err, os.ErrNotExist) {
		if store, err = openStore(s, text.Phrase{}); err != nil {
			return nil, nil, err
		}
		return store, func() { _ = store.Close() }, nil
	}
	dir, err := os.MkdirTemp("", "partnerbot-*")
	if err != nil {
		return nil, nil, err
	}
	s.Storage = filepath.Join(dir, "trial.db")
	if store, err = openStore(s, text.Phrase{}); err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return store, func() { _, _ = store.Close(), os.RemoveAll(dir) }, nil
}

// explainStore says in the operator's words why the database does not open, or
// what became of it meanwhile.
func explainStore(path string, instead text.Phrase, err error) error {
	switch {
	case errors.Is(err, storage.ErrLocked):
		if instead.Empty() {
			instead = text.T("Спрете бота (Ctrl+C в неговия прозорец) и опитайте пак.", "Stop the bot (Ctrl+C in its window) and try again.")
		}
		return fail(text.T("Файлът с данните %s е зает: ботът (или друга команда) работи в момента.\n%s",
			"The file with the data, %s, is in use: the bot (or another command) is running.\n%s").With(path, instead), nil)
	case errors.Is(err, storage.ErrForeign):
		return fail(text.T("%s не е файл с данни на partnerbot или е повреден. Нищо в него не е променено.\nПосочете правилния файл в [storage] path или върнете последното копие от папката %s.",
			"%s is not a data file of partnerbot, or is damaged. Nothing in it was changed.\nName the right file in [storage] path, or bring back the last copy from the folder %s.").With(path, backupDir(path)), err)
	case errors.Is(err, storage.ErrNewer):
		return fail(text.T("Данните в %s са от по-нова версия на partnerbot. Пуснете новата версия.",
			"The data in %s are of a newer version of partnerbot. Start the newer version.").With(path), err)
	case storage.Full(err):
		return noRoom(path, err)
	}
	return fail(text.T("Файлът с данните %s не може да се отвори. Проверете дали папката съществува и имате права за нея.",
		"The file with the data, %s, cannot be opened. Check that its folder exists and that you have the rights.").With(path), err)
}
