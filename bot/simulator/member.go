package simulator

// status is a ChatMember's.
type status string

const (
	statusCreator       status = "creator"
	statusAdministrator status = "administrator"
	statusMember        status = "member"
	statusLeft          status = "left"
	statusKicked        status = "kicked"
)

// member is a person in a group.
type member struct {
	person    *Person
	status    status
	anonymous bool
}

func (m *member) appendTo(b []byte) []byte {
	return appendMember(b, m.person.json, m.status, m.anonymous)
}

func appendMember(b, user []byte, st status, anonymous bool) []byte {
	b = append(b, `{"user":`...)
	b = append(b, user...)
	b = append(b, `,"status":"`...)
	b = append(b, st...)
	b = append(b, '"')
	hidden := `,"is_anonymous":false`
	if anonymous {
		hidden = `,"is_anonymous":true`
	}
	switch st {
	case statusCreator:
		b = append(b, hidden...)
	case statusAdministrator:
		b = append(b, hidden...)
		b = append(b, `,"can_be_edited":false,"can_manage_chat":true,"can_delete_messages":true,"can_manage_video_chats":true`...)
		b = append(b, `,"can_restrict_members":true,"can_promote_members":false,"can_change_info":true,"can_invite_users":true`...)
		b = append(b, `,"can_post_stories":false,"can_edit_stories":false,"can_delete_stories":false`...)
	case statusKicked:
		b = append(b, `,"until_date":0`...)
	}
	return append(b, '}')
}

func (s *Server) appendBotMember(b []byte, st status) []byte {
	return appendMember(b, s.botUser, st, false)
}

func (g *Group) botStatus() status {
	switch {
	case g.botAdmin:
		return statusAdministrator
	case g.bot:
		return statusMember
	case g.kicked:
		return statusKicked
	}
	return statusLeft
}

// botChange is the ChatMemberUpdated of my_chat_member.
func (s *Server) botChange(c *chat, by []byte, from, to status) []byte {
	b := append([]byte(nil), `{"chat":`...)
	b = append(b, c.json...)
	b = append(b, `,"from":`...)
	b = append(b, by...)
	b = appendInt(b, "date", s.now().Unix())
	b = append(b, `,"old_chat_member":`...)
	b = s.appendBotMember(b, from)
	b = append(b, `,"new_chat_member":`...)
	return append(s.appendBotMember(b, to), '}')
}
