package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"partnerbot/bot"
	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/document"
	"partnerbot/flows/participant"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// What is printed for a training or meeting, and the certificates: each is a job, in the language of who
// asked for it.

// paperMade is the result of such a job at the door.
type paperMade struct {
	coordinator.DoorPaper
	Size int64 `json:"size"` // bytes
}

// doorPaper makes the attendance sheet or the code for the door.
func doorPaper(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	var made paperMade
	if err := json.Unmarshal(job.Work.Input, &made.DoorPaper); err != nil {
		return nil, fmt.Errorf("what is to be printed: %w", err)
	}
	var err error
	made.Size, err = fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		if job.Work.Kind == coordinator.QRJob && made.Link == "" {
			return nil, errors.New("it is not known yet what the bot is called")
		}
		if job.Work.Kind == coordinator.QRJob {
			return document.QR(made.Link)
		}
		e, ok := tx.Events.Get(made.Event)
		if !ok {
			return nil, fmt.Errorf("there is no event %s", made.Event)
		}
		return document.AttendanceSheet(p, document.Sheet{
			Event: e, Lines: programme.DoorList(tx, e.Code), Link: made.Link, At: clock.Now(),
		}, tx.Chats.Language(job.Person))
	})
	return made, err
}

// certificate makes the certificate that a person asked for.
func certificate(p *programme.Programme, store *storage.Store, job flows.Job) (any, error) {
	var asked participant.CertificatePaper
	if err := json.Unmarshal(job.Work.Input, &asked); err != nil {
		return nil, fmt.Errorf("which certificate: %w", err)
	}
	var err error
	asked.Size, err = fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		c, ok := tx.Certificates.Get(asked.Number)
		r, registered := tx.Registrations.Get(c.Registration)
		e, held := tx.Events.Get(r.Event)
		if !ok || !registered || !held || c.Name == "" {
			return nil, fmt.Errorf("there is no certificate %d", asked.Number)
		}
		o, _ := tx.Organisations.Get(r.Organisation)
		return document.CertificatePDF(p, document.Certificate{Number: asked.Number, Name: c.Name, Organisation: o.Name, Event: e, At: c.At}, tx.Chats.Language(job.Person))
	})
	return asked, err
}

// blankMatrix makes the matrix to write on by hand.
func blankMatrix(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	var made coordinator.BlankMatrix
	if err := json.Unmarshal(job.Work.Input, &made); err != nil {
		return nil, fmt.Errorf("which matrix: %w", err)
	}
	var err error
	made.Size, err = fillFile(store, job, func(tx *programme.Tx) ([]byte, error) {
		e, _ := tx.Events.Get(made.Meeting) // none: it is for any meeting
		return document.Matrix(p, document.BlankMatrix{Event: e, At: clock.Now()}, tx.Chats.Language(job.Person))
	})
	return made, err
}

// linkPaper makes the picture with the link of an invitation.
func linkPaper(store *storage.Store, job flows.Job) (any, error) {
	var made struct {
		coordinator.LinkPaper
		Size int64 `json:"size"`
	}
	if err := json.Unmarshal(job.Work.Input, &made.LinkPaper); err != nil {
		return nil, fmt.Errorf("which invitation: %w", err)
	}
	var err error
	made.Size, err = fillFile(store, job, func(*programme.Tx) ([]byte, error) { return document.QR(made.Link) })
	return made, err
}
