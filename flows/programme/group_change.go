package programme

import (
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
)

// Groups change after they were announced: somebody comes late, leaves, is moved, or
// writes down instead of somebody else. Whoever sits there sees it in the message that
// they have; only who has something to do gets a new one.

// GroupDue is the kind of the due row with which a member of a group is told of it. Its
// Ref is group/news; Person is who is told.
const GroupDue = "group"

// GroupNews is what a member is told.
type GroupNews string

const (
	GroupSeat     GroupNews = "seat"     // they sit in it
	GroupOut      GroupNews = "out"      // they sit in it no more, and in no other
	GroupPen      GroupNews = "pen"      // they write down: a coordinator has said so
	GroupRelieved GroupNews = "relieved" // somebody else writes down in their place
	GroupAsk      GroupNews = "ask"      // who has written down does not any more
	GroupShow     GroupNews = "show"     // it is another one: shown in the message they have
)

// GroupNewsOf reads the Ref of a GroupDue row.
func GroupNewsOf(ref string) (GroupID, GroupNews, bool) {
	group, news, _ := strings.Cut(ref, "/")
	id, ok := ParseGroupID(group)
	return id, GroupNews(news), ok
}

// tellMember has the person behind a registration told: at once during the meeting, for
// they sit there and wait for it, otherwise by day.
func tellMember(tx *Tx, t *flows.Turn, p *Programme, e Event, g Group, id RegistrationID, news GroupNews) {
	r, _ := tx.Registrations.Get(id)
	who := PersonIn(tx, r)
	if who == 0 {
		return
	}
	at := tx.Now
	if !e.CheckInOpen(tx.Now) {
		at = p.ByDay(at)
	}
	// Where somebody sits is one matter: of two moves the last one is told.
	key := GroupDue + "/" + string(news) + "/" + g.ID.String() + "/" + who.String()
	if news == GroupSeat || news == GroupOut {
		key = GroupDue + "/" + string(GroupSeat) + "/" + id.String()
	}
	t.Do(flows.Schedule{Key: key, At: at, Kind: GroupDue, Ref: g.ID.String() + "/" + string(news), Person: who})
}

// tellOthers has all members but one told.
func tellOthers(tx *Tx, t *flows.Turn, p *Programme, e Event, g Group, but RegistrationID, news GroupNews) {
	for _, id := range g.Members {
		if id != but {
			tellMember(tx, t, p, e, g, id, news)
		}
	}
}

// followDoor seats who comes late, and takes out who was not there after all. What is
// marked after the end changes no group but for those: where people sat then, the
// coordinators know.
func followDoor(tx *Tx, t *flows.Turn, p *Programme, e Event, r Registration) {
	groups := GroupsOf(tx, e.Code)
	g, sits := GroupWith(tx, r.ID)
	switch {
	case len(groups) == 0:
	case sits && r.Presence != Present:
		takeOut(tx, t, p, e, g, r.ID)
		tellMember(tx, t, p, e, g, r.ID, GroupOut)
	case !sits && r.Presence == Present && tx.Now.Before(e.End.At) && slices.ContainsFunc(Unseated(tx, e.Code), func(l DoorLine) bool { return l.ID == r.ID }):
		putIn(tx, t, p, e, groups[SeatedIn(tx, groups).JoinGroup(doorLine(tx, r).Sits())], r.ID)
	}
}

// MoveTo has somebody who is there sit in the group of that number; 0: in none. False:
// they sit there already, there is no such group, or they are not there.
func MoveTo(tx *Tx, t *flows.Turn, p *Programme, e Event, id RegistrationID, number int) bool {
	groups := GroupsOf(tx, e.Code)
	from, sits := GroupWith(tx, id)
	to := slices.IndexFunc(groups, func(g Group) bool { return g.Number == number })
	there := slices.ContainsFunc(Gathered(tx, e.Code), func(l DoorLine) bool { return l.ID == id })
	if number == from.Number || number != 0 && (to < 0 || !there) {
		return false
	}
	if sits {
		takeOut(tx, t, p, e, from, id)
	}
	if number != 0 {
		putIn(tx, t, p, e, groups[to], id)
	} else {
		tellMember(tx, t, p, e, from, id, GroupOut)
	}
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "group", Ref: e.Code + "/" + id.String(), Before: strconv.Itoa(from.Number), After: strconv.Itoa(number)})
	return true
}

// putIn seats somebody in the group. Their organisation shares the idea on which it
// still writes.
func putIn(tx *Tx, t *flows.Turn, p *Programme, e Event, g Group, id RegistrationID) {
	g.Members = append(slices.Clone(g.Members), id)
	tx.Groups.Put(g.ID, g)
	r, _ := tx.Registrations.Get(id)
	if i, ok := IdeaOf(tx, g); ok && i.Writable() && !slices.Contains(i.Authors, r.Organisation) {
		i.Authors = append(slices.Clone(i.Authors), r.Organisation)
		i.Partners = slices.DeleteFunc(slices.Clone(i.Partners), func(p Partner) bool { return p.Organisation == r.Organisation })
		tx.Ideas.Put(i.ID, i)
	}
	tellMember(tx, t, p, e, g, id, GroupSeat)
	tellOthers(tx, t, p, e, g, id, GroupShow)
}

// takeOut has somebody no longer sit in the group. Where they wrote down, the others
// are asked who does. The draft stays their organisation's if it has a hand in it.
func takeOut(tx *Tx, t *flows.Turn, p *Programme, e Event, g Group, id RegistrationID) {
	g.Members = slices.DeleteFunc(slices.Clone(g.Members), func(m RegistrationID) bool { return m == id })
	news := GroupShow
	if g.Scribe == id {
		g.Scribe = 0
		if stillWrites(tx, e, g) {
			news = GroupAsk
		}
	}
	tx.Groups.Put(g.ID, g)
	r, _ := tx.Registrations.Get(id)
	if i, ok := IdeaOf(tx, g); ok && i.State == IdeaDraft && !slices.Contains(AuthorsIn(tx, g, 0), r.Organisation) && !i.hasHandIn(tx, r.Organisation) {
		i.Authors = slices.DeleteFunc(slices.Clone(i.Authors), func(o OrganisationID) bool { return o == r.Organisation })
		tx.Ideas.Put(i.ID, i)
	}
	tellOthers(tx, t, p, e, g, 0, news)
}

// hasHandIn reports whether the idea must stay the organisation's: one of its people
// has begun it or written in it, or it would be nobody's.
func (i Idea) hasHandIn(tx *Tx, id OrganisationID) bool {
	if len(i.Authors) == 1 || speaksFor(tx, i.By, id) {
		return true
	}
	for _, a := range i.Answers {
		if speaksFor(tx, a.By, id) {
			return true
		}
	}
	return false
}

// stillWrites reports whether somebody has to write down in the group: its idea waits
// for it, or can still be begun.
func stillWrites(tx *Tx, e Event, g Group) bool {
	if i, ok := IdeaOf(tx, g); ok {
		return i.Writable()
	}
	return tx.Now.Before(e.ThanksExpire())
}

// SetScribe has a member write down in the group; 0: nobody. False: it is so already,
// or they do not sit there.
func SetScribe(tx *Tx, t *flows.Turn, p *Programme, id GroupID, scribe RegistrationID) (Group, bool) {
	g, ok := tx.Groups.Get(id)
	e, held := tx.Events.Get(g.Event)
	if !ok || !held || g.Scribe == scribe || scribe != 0 && !g.Has(scribe) {
		return g, false
	}
	before := g.Scribe
	g.Scribe = scribe
	tx.Groups.Put(id, g)
	tx.Audit(AuditLine{At: tx.Now, By: t.Person, What: "scribe", Ref: id.String(), Before: before.String(), After: scribe.String()})
	g.tellScribe(tx, t, p, e, before)
	return g, true
}

// tellScribe has the members told who writes down now; before did until now. Who has
// just done it themselves knows.
func (g Group) tellScribe(tx *Tx, t *flows.Turn, p *Programme, e Event, before RegistrationID) {
	for _, id := range g.Members {
		r, _ := tx.Registrations.Get(id)
		news := GroupShow
		switch {
		case PersonIn(tx, r) == t.Person && t.Person != 0:
			continue
		case id == g.Scribe:
			news = GroupPen
		case g.Scribe != 0 && id == before:
			news = GroupRelieved
		case g.Scribe == 0 && stillWrites(tx, e, g) && id != before:
			news = GroupAsk
		}
		tellMember(tx, t, p, e, g, id, news)
	}
}

// dropPen has somebody who leaves an organisation write down for it nowhere any more.
func dropPen(tx *Tx, t *flows.Turn, p *Programme, who flows.PersonID, of OrganisationID) {
	for _, g := range GroupsWith(tx, who) {
		r, _ := tx.Registrations.Get(g.Scribe)
		if g.Scribe != 0 && g.Seat(tx, who) == g.Scribe && r.Organisation == of {
			SetScribe(tx, t, p, g.ID, 0)
		}
	}
}

// vanish has the groups of somebody who is erased do without them. The messages of the
// others, which name them, are taken back with everything else, and shown anew.
func vanish(tx *Tx, t *flows.Turn, p *Programme, who flows.PersonID) {
	for _, g := range GroupsWith(tx, who) {
		seat := g.Seat(tx, who)
		if e, held := tx.Events.Get(g.Event); held && g.Scribe != seat && stillWrites(tx, e, g) {
			tellOthers(tx, t, p, e, g, seat, GroupShow)
		}
		if g.Scribe == seat {
			SetScribe(tx, t, p, g.ID, 0)
		}
	}
}

// Penless reports whether the group needs somebody to write down: nobody does, or only
// somebody who cannot do it here.
func (g Group) Penless(tx *Tx) bool {
	r, ok := tx.Registrations.Get(g.Scribe)
	return g.Scribe == 0 || !ok || !Hears(tx, r)
}

// BeginGroupIdea begins the idea of the group, for its scribe; the others see that it
// is being written. Where there is one already, it stays.
func BeginGroupIdea(tx *Tx, t *flows.Turn, p *Programme, g Group) Idea {
	return beginGroupIdea(tx, t, p, g, t.Person, g.Scribe)
}

// BeginPaperIdea begins the idea that the group has written on paper, for a coordinator
// who enters it; all members see it. Where there is one already, it stays. False: nobody
// sits in the group any more, so that it would be nobody's.
func BeginPaperIdea(tx *Tx, t *flows.Turn, p *Programme, g Group) (Idea, bool) {
	if len(AuthorsIn(tx, g, 0)) == 0 {
		return Idea{}, false
	}
	return beginGroupIdea(tx, t, p, g, 0, 0), true
}

func beginGroupIdea(tx *Tx, t *flows.Turn, p *Programme, g Group, by flows.PersonID, knows RegistrationID) Idea {
	if i, ok := IdeaOf(tx, g); ok {
		return i
	}
	r, _ := tx.Registrations.Get(g.Scribe)
	e, _ := tx.Events.Get(g.Event)
	i := BeginIdea(tx, by, r.Organisation, g.ID)
	g.Idea = i.ID
	tellOthers(tx, t, p, e, g, knows, GroupShow)
	return i
}
