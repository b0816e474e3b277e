package main

import (
	"fmt"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/storage"
)

// recipients reckons to whom the broadcast that the job names goes: beside the loop, as
// that looks at everybody.
func recipients(p *programme.Programme, store *storage.Store, job flows.Job) (people []flows.PersonID, err error) {
	err = store.View(func(tx *programme.Tx) error {
		id, _ := programme.ParseBroadcastID(job.Work.Ref)
		b, ok := tx.Broadcasts.Get(id)
		if !ok {
			return fmt.Errorf("there is no broadcast %s", job.Work.Ref)
		}
		people = b.Segment.Audience(tx, p).People
		return nil
	})
	return people, err
}
