package bot

// What Telegram writes into a chat by itself: nobody said it, nobody is answered.
// A message that is none of this and nothing else that is read here is newer than
// this program (Bot API, Message).
type wireService struct {
	NewChatMembers                present `json:"new_chat_members"`
	LeftChatMember                present `json:"left_chat_member"`
	ChatOwnerLeft                 present `json:"chat_owner_left"`
	ChatOwnerChanged              present `json:"chat_owner_changed"`
	NewChatTitle                  present `json:"new_chat_title"`
	NewChatPhoto                  present `json:"new_chat_photo"`
	DeleteChatPhoto               present `json:"delete_chat_photo"`
	GroupChatCreated              present `json:"group_chat_created"`
	SupergroupChatCreated         present `json:"supergroup_chat_created"`
	ChannelChatCreated            present `json:"channel_chat_created"`
	MessageAutoDeleteTimerChanged present `json:"message_auto_delete_timer_changed"`
	PinnedMessage                 present `json:"pinned_message"`
	SuccessfulPayment             present `json:"successful_payment"`
	RefundedPayment               present `json:"refunded_payment"`
	UsersShared                   present `json:"users_shared"`
	ChatShared                    present `json:"chat_shared"`
	Gift                          present `json:"gift"`
	UniqueGift                    present `json:"unique_gift"`
	GiftUpgradeSent               present `json:"gift_upgrade_sent"`
	ConnectedWebsite              present `json:"connected_website"`
	WriteAccessAllowed            present `json:"write_access_allowed"`
	PassportData                  present `json:"passport_data"`
	ProximityAlertTriggered       present `json:"proximity_alert_triggered"`
	BoostAdded                    present `json:"boost_added"`
	ChatBackgroundSet             present `json:"chat_background_set"`
	ChecklistTasksDone            present `json:"checklist_tasks_done"`
	ChecklistTasksAdded           present `json:"checklist_tasks_added"`
	CommunityChatAdded            present `json:"community_chat_added"`
	CommunityChatRemoved          present `json:"community_chat_removed"`
	DirectMessagePriceChanged     present `json:"direct_message_price_changed"`
	ForumTopicCreated             present `json:"forum_topic_created"`
	ForumTopicEdited              present `json:"forum_topic_edited"`
	ForumTopicClosed              present `json:"forum_topic_closed"`
	ForumTopicReopened            present `json:"forum_topic_reopened"`
	GeneralForumTopicHidden       present `json:"general_forum_topic_hidden"`
	GeneralForumTopicUnhidden     present `json:"general_forum_topic_unhidden"`
	GiveawayCreated               present `json:"giveaway_created"`
	GiveawayWinners               present `json:"giveaway_winners"`
	GiveawayCompleted             present `json:"giveaway_completed"`
	ManagedBotCreated             present `json:"managed_bot_created"`
	PaidMessagePriceChanged       present `json:"paid_message_price_changed"`
	PollOptionAdded               present `json:"poll_option_added"`
	PollOptionDeleted             present `json:"poll_option_deleted"`
	SuggestedPostApproved         present `json:"suggested_post_approved"`
	SuggestedPostApprovalFailed   present `json:"suggested_post_approval_failed"`
	SuggestedPostDeclined         present `json:"suggested_post_declined"`
	SuggestedPostPaid             present `json:"suggested_post_paid"`
	SuggestedPostRefunded         present `json:"suggested_post_refunded"`
	VideoChatScheduled            present `json:"video_chat_scheduled"`
	VideoChatStarted              present `json:"video_chat_started"`
	VideoChatEnded                present `json:"video_chat_ended"`
	VideoChatParticipantsInvited  present `json:"video_chat_participants_invited"`
	WebAppData                    present `json:"web_app_data"`
}

// service reports whether it is a service message.
func (s wireService) service() bool { return s != wireService{} }
