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

// chart draws a chart for the coordinators' group, in its language. The numbers are
// taken at one moment, for the picture and for its caption; the drawing, which takes
// longer, comes after that.
func chart(p *programme.Programme, store *storage.Store, clock *bot.Clock, job flows.Job) (any, error) {
	var asked coordinator.ChartAsked
	if err := json.Unmarshal(job.Work.Input, &asked); err != nil {
		return nil, fmt.Errorf("which chart: %w", err)
	}
	id, err := flows.ParseFileID(job.Work.Ref)
	if err != nil {
		return nil, err
	}
	now := clock.Now()
	var figure programme.Figure
	there := false
	err = store.View(func(tx *programme.Tx) error {
		figure, there = programme.FigureOf(tx, p, now, asked.Kind, asked.Ref)
		return nil
	})
	if err != nil || !there {
		return coordinator.ChartMade{}, err
	}
	picture, err := document.Chart(p, figure, now, text.Bulgarian)
	if err != nil {
		return nil, err
	}
	made := coordinator.ChartMade{Lines: coordinator.ChartWords(figure)}
	made.Size, err = store.KeepFile(id, bytes.NewReader(picture))
	return made, err
}
