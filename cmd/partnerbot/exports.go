package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"partnerbot/bot"
	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// export makes the file that an administrator has asked for, in their language.
func export(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	id, err := flows.ParseFileID(job.Work.Ref)
	if err != nil {
		return nil, err
	}
	made := coordinator.Exported{}
	if err := json.Unmarshal(job.Work.Input, &made.Export); err != nil {
		return nil, fmt.Errorf("what is to be exported: %w", err)
	}
	part, ok := programme.ExportPartOf(made.Part)
	if !ok {
		return nil, fmt.Errorf("there is no part %q", made.Part)
	}
	var lang text.Language
	if err := store.View(func(tx *programme.Tx) error { lang = tx.Chats.Language(job.Person); return nil }); err != nil {
		return nil, err
	}
	tables, err := takeOut(p, store, part, made.Town, lang)
	if err != nil {
		return nil, err
	}
	for _, e := range tables {
		made.Tables = append(made.Tables, coordinator.ExportedTable{Title: e.Title, Rows: len(e.Rows)})
	}
	file, err := document.ExportFile(p, document.Export{Tables: tables, Town: made.Town, At: clock.Now()}, made.Format, lang)
	if err != nil {
		return nil, err
	}
	made.Size, err = store.KeepFile(id, bytes.NewReader(file))
	return made, err
}

// viewer is the database as far as a worker reads it.
type viewer interface {
	View(func(*programme.Tx) error) error
}

// takeOut copies the tables of the part out of the database, in many short reading
// transactions, so that it never holds up what participants write. A row is as the
// records were when it was read.
func takeOut(p *programme.Programme, store viewer, part programme.ExportPart, town string, lang text.Language) ([]programme.Extract, error) {
	var tables []programme.Extract
	for _, code := range part.Tables {
		e, ok := programme.NewExtraction(p, code, town, lang)
		if !ok {
			return nil, fmt.Errorf("there is no table %q", code)
		}
		for done := false; !done; {
			if err := store.View(func(tx *programme.Tx) error { done = e.Read(tx); return nil }); err != nil {
				return nil, err
			}
		}
		tables = append(tables, e.Extract())
	}
	return tables, nil
}
