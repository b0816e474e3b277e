package programme

import (
	"slices"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// IdeaID is the program's own number of an idea, which people see: „Идея 7“.
type IdeaID uint64

// String is how buttons, due rows and audit lines name the idea.
func (id IdeaID) String() string { return refOf(id) }

// ParseIdeaID reads what String gives.
func ParseIdeaID(ref string) (IdeaID, bool) { return idOf[IdeaID](ref) }

// IdeaState is how far an idea is on its way.
type IdeaState string

const (
	IdeaDraft     IdeaState = "draft"
	IdeaSubmitted IdeaState = "submitted"
	IdeaReturned  IdeaState = "returned" // with what to change
	IdeaApproved  IdeaState = "approved"
	IdeaPresented IdeaState = "presented" // at a sitting of the council, perhaps at several
	IdeaWithdrawn IdeaState = "withdrawn" // counts nowhere
)

// Idea is an idea for a joint project, written along the programme's matrix.
type Idea struct {
	ID       IdeaID                  `json:"-"`
	State    IdeaState               `json:"state"`
	Begun    time.Time               `json:"begun"`
	By       flows.PersonID          `json:"by,omitempty"`    // who began it; 0: erased
	Group    GroupID                 `json:"group,omitempty"` // that works it out; 0: begun outside a meeting
	Authors  []OrganisationID        `json:"authors"`         // whose idea it is, first who began it
	Answers  map[string]flows.Answer `json:"answers,omitempty"`
	Versions []IdeaVersion           `json:"versions,omitempty"` // as it was submitted, each time
	Partners []Partner               `json:"partners,omitempty"` // since it was first submitted
	Steps    []IdeaStep              `json:"steps,omitempty"`    // its way so far, oldest first
	Sittings []Sitting               `json:"sittings,omitempty"`
	Joining  []Joining               `json:"joining,omitempty"` // organisations that want to share it
	Typist   flows.PersonID          `json:"typist,omitempty"`  // coordinator who enters it from paper, until it is sent; 0: nobody
}

// IdeaVersion is an idea as it was submitted.
type IdeaVersion struct {
	At     time.Time              `json:"at"`
	By     flows.PersonID         `json:"by,omitempty"`
	Values map[string]flows.Value `json:"values"` // by field; of what was answered
}

// IdeaStep is one step on an idea's way.
type IdeaStep struct {
	At     time.Time      `json:"at"`
	By     flows.PersonID `json:"by,omitempty"`
	To     IdeaState      `json:"to"`
	Reason string         `json:"reason,omitempty"` // of who took it; the day of a sitting
	Word   bool           `json:"word,omitempty"`   // the council's word came, and the idea stands where it stood
}

// Sitting is a sitting of the Regional Development Council at which the idea was
// presented, with the council's word.
type Sitting struct {
	Date string    `json:"date"` // local, 2027-06-10
	Word string    `json:"word,omitempty"`
	Said time.Time `json:"said,omitzero"` // when the word was entered
}

// Signature is whether a partner stands behind an idea.
type Signature string

const (
	Unsigned  Signature = "" // was asked, or nobody can be asked
	Signed    Signature = "signed"
	SignedOn  Signature = "paper" // given on paper and entered by a coordinator
	TakenBack Signature = "withdrawn"
)

// Partner is an organisation that an idea names as one.
type Partner struct {
	Organisation OrganisationID `json:"organisation,omitempty"` // 0: not in the register
	Name         string         `json:"name,omitempty"`         // of one that is not
	Asked        time.Time      `json:"asked,omitzero"`
	Signature    Signature      `json:"signature,omitempty"`
	At           time.Time      `json:"at,omitzero"`      // of the signature, or of its withdrawal
	By           flows.PersonID `json:"by,omitempty"`     // who signed, withdrew or entered it
	Reason       string         `json:"reason,omitempty"` // of the withdrawal
	Photo        string         `json:"photo,omitempty"`  // Telegram's file_id of the paper
	Kind         flows.FileKind `json:"kind,omitempty"`   // of Photo
}

// SignedNow reports whether the partner stands behind the idea.
func (p Partner) SignedNow() bool { return p.Signature == Signed || p.Signature == SignedOn }

// Joining is an organisation that wants to share an idea, until its authors have
// decided.
type Joining struct {
	Organisation OrganisationID `json:"organisation"`
	By           flows.PersonID `json:"by,omitempty"`
	At           time.Time      `json:"at"`
}

// Counts reports whether the idea is counted as one: it was submitted and not
// withdrawn.
func (i Idea) Counts() bool { return i.State != IdeaDraft && i.State != IdeaWithdrawn }

// Approved reports whether the idea stands as approved: that is what was promised.
func (i Idea) Approved() bool { return i.State == IdeaApproved || i.State == IdeaPresented }

// Writable reports whether its authors may still write in it.
func (i Idea) Writable() bool { return i.State == IdeaDraft || i.State == IdeaReturned }

// Submitted is when it was submitted last; zero when it is not.
func (i Idea) Submitted() time.Time {
	if len(i.Versions) == 0 || i.Writable() {
		return time.Time{}
	}
	return i.Versions[len(i.Versions)-1].At
}

// What a field of the matrix means to the program; fields without one are only
// asked, kept and printed.
const (
	RoleTitle    = "title"
	RoleTowns    = "municipalities" // one or several
	RoleProblem  = "problem"
	RoleNeeds    = "needs" // choices of a survey's question
	RoleLead     = "lead"
	RolePartners = "partners"
	RoleBudget   = "budget"
	RoleOwn      = "own" // contribution
	RolePriority = "priority"
	RoleContact  = "contact" // person
)

// Matrix is what an idea says, along the fields of the configuration.
type Matrix struct {
	Form       flows.Form
	Roles      map[string]string // code of the field, by role
	Needs      string            // code of the survey's question whose choices the field of RoleNeeds has
	Priorities []Priority
	GroupSize  int // people in a mixed group, about; 0: 6
}

// Priority is a priority, goal or measure of a municipality's development plan.
type Priority struct {
	Code         string
	Municipality string
	Text         text.Pair
}

// Field is the field with the role; false: the matrix has none.
func (m *Matrix) Field(role string) (*flows.Question, bool) {
	code, ok := m.Roles[role]
	if !ok {
		return nil, false
	}
	return m.Form.Question(code)
}

// Value is what the idea says in the field with the role.
func (m *Matrix) Value(i Idea, role string) flows.Value {
	a := i.Answers[m.Roles[role]]
	if !a.Counts() {
		return flows.Value{}
	}
	return a.Value
}

// TitleOf is the idea's title; empty while it has none.
func (m *Matrix) TitleOf(i Idea) string { return m.Value(i, RoleTitle).Text }

// TownsOf are the codes of the municipalities that it is about.
func (m *Matrix) TownsOf(i Idea) []string { return m.Value(i, RoleTowns).Choices }

// PrioritiesOf are the priorities that the idea names, but for those of municipalities
// that it is not about.
func (m *Matrix) PrioritiesOf(i Idea) []string {
	towns := m.TownsOf(i)
	return slices.DeleteFunc(slices.Clone(m.Value(i, RolePriority).Choices), func(code string) bool {
		at := slices.IndexFunc(m.Priorities, func(p Priority) bool { return p.Code == code })
		return at >= 0 && !slices.Contains(towns, m.Priorities[at].Municipality)
	})
}

// FormFor is the matrix as it is asked for the idea: of the priorities those of its
// municipalities are offered, and those that it has named already.
func (m *Matrix) FormFor(i Idea) *flows.Form {
	code, ok := m.Roles[RolePriority]
	if !ok {
		return &m.Form
	}
	form := m.Form
	form.Questions = slices.Clone(form.Questions)
	q, _ := form.Question(code)
	towns, named := m.TownsOf(i), m.Value(i, RolePriority).Choices
	q.Choices = slices.DeleteFunc(slices.Clone(q.Choices), func(c flows.Choice) bool {
		at := slices.IndexFunc(m.Priorities, func(p Priority) bool { return p.Code == c.Code })
		return at >= 0 && !slices.Contains(towns, m.Priorities[at].Municipality) && !slices.Contains(named, c.Code)
	})
	if len(q.Choices) == 0 && !q.DontKnow {
		q.Skip = true // none is known of its municipalities
	}
	return &form
}
