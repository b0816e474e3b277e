package main

import (
	"errors"

	"partnerbot/flows/text"
	"partnerbot/storage"
)

// openStore opens the database for a command. instead names what does the same
// while the bot runs, and may be empty.
func openStore(s Settings, instead text.Phrase) (*storage.Store, error) {
	store, err := storage.Open(s.Storage, storage.Options{})
	switch {
	case err == nil:
		return store, nil
	case errors.Is(err, storage.ErrLocked):
		if instead.Empty() {
			instead = text.T("Спрете бота и опитайте пак.", "Stop the bot and try again.")
		}
		return nil, fail(text.T("Файлът с данните %s е зает: ботът (или друга команда) работи в момента.\n%s",
			"The file with the data, %s, is in use: the bot (or another command) is running.\n%s").With(s.Storage, instead), nil)
	case errors.Is(err, storage.ErrForeign):
		return nil, fail(text.T("%s не е файл с данни на partnerbot или е повреден. Нищо в него не е променено.\nПосочете правилния файл в [storage] path или върнете последното копие от папка backups.",
			"%s is not a data file of partnerbot, or is damaged. Nothing in it was changed.\nName the right file in [storage] path, or bring back the last copy from the folder backups.").With(s.Storage), err)
	case errors.Is(err, storage.ErrNewer):
		return nil, fail(text.T("Данните в %s са от по-нова версия на partnerbot. Пуснете новата версия.",
			"The data in %s are of a newer version of partnerbot. Start the newer version.").With(s.Storage), err)
	case errors.Is(err, storage.ErrFull):
		return nil, fail(text.T("Дискът е пълен. Освободете място и опитайте пак.", "The disk is full. Free some space and try again."), err)
	}
	return nil, fail(text.T("Файлът с данните %s не може да се отвори. Проверете дали папката съществува и имате права за нея.",
		"The file with the data, %s, cannot be opened. Check that its folder exists and that you have the rights.").With(s.Storage), err)
}
