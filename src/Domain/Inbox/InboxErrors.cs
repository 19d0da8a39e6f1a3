using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

public static class ConversationErrors
{
    public static readonly Error NotFound = new("inbox.conversation.not_found", ErrorKind.NotFound, "The conversation does not exist.");
    public static readonly Error MessageNotFound = new(
        "inbox.conversation.message_not_found",
        ErrorKind.NotFound,
        "There is no such message in this conversation."
    );
    public static readonly Error Resolved = new(
        "inbox.conversation.resolved",
        ErrorKind.Conflict,
        "The conversation is resolved; reopen it before going on."
    );
    public static readonly Error AnotherOpen = new(
        "inbox.conversation.another_open",
        ErrorKind.Conflict,
        "The customer has an open conversation on this channel already."
    );
    public static readonly Error AnsweredMeanwhile = new(
        "inbox.conversation.answered_meanwhile",
        ErrorKind.Conflict,
        "A colleague has answered since; nothing was sent. Look at their answer, and send anyway if it is still to be said."
    );
    public static readonly Error OfAnotherTeam = new(
        "inbox.conversation.of_another_team",
        ErrorKind.Conflict,
        "The customer is talking to a team you do not belong to; nothing was sent."
    );
    public static readonly Error SnoozeInPast = new(
        "inbox.conversation.snooze_in_past",
        ErrorKind.Invalid,
        "A conversation is put off to a time to come."
    );
    public static readonly Error AssigneeNotFound = new(
        "inbox.conversation.assignee_not_found",
        ErrorKind.NotFound,
        "The person does not answer conversations."
    );
    public static readonly Error MentionNotFound = new(
        "inbox.conversation.mention_not_found",
        ErrorKind.NotFound,
        "Somebody mentioned is nobody who may see this conversation."
    );
    public static readonly Error NotHeld = new(
        "inbox.conversation.not_held",
        ErrorKind.Conflict,
        "The message was not held to be taken back, or that was long ago."
    );
    public static readonly Error OfAnotherAuthor = new(
        "inbox.conversation.of_another_author",
        ErrorKind.Forbidden,
        "Only whoever wrote a message takes it back."
    );
    public static readonly Error Erased = new(
        "inbox.conversation.erased",
        ErrorKind.Conflict,
        "The person was anonymised; there is nobody left to write to."
    );
}

public static class LabelErrors
{
    public static readonly Error NotFound = new("inbox.label.not_found", ErrorKind.NotFound, "The label does not exist.");
    public static readonly Error NameTaken = new("inbox.label.name_taken", ErrorKind.Conflict, "Another label has this name.");
    public static readonly Error TooMany = new(
        "inbox.label.too_many",
        ErrorKind.Conflict,
        "The company has as many labels as there may be; remove one that nobody uses."
    );
}

public static class SavedFilterErrors
{
    public static readonly Error NotFound = new("inbox.saved_filter.not_found", ErrorKind.NotFound, "The saved filter does not exist.");
    public static readonly Error TooMany = new(
        "inbox.saved_filter.too_many",
        ErrorKind.Conflict,
        "There are as many saved filters as a list can show; remove one first."
    );
}

public static class TeamErrors
{
    public static readonly Error NotFound = new("inbox.team.not_found", ErrorKind.NotFound, "The team does not exist.");
    public static readonly Error NameTaken = new("inbox.team.name_taken", ErrorKind.Conflict, "Another team has this name.");
    public static readonly Error IsNeeded = new(
        "inbox.team.is_needed",
        ErrorKind.Conflict,
        "Conversations without a team of their own go to this one; it cannot be switched off."
    );
    public static readonly Error HasConversations = new(
        "inbox.team.has_conversations",
        ErrorKind.Conflict,
        "The team has conversations or tickets that are not resolved; move them to another first."
    );
    public static readonly Error MemberNotFound = new(
        "inbox.team.member_not_found",
        ErrorKind.NotFound,
        "Somebody named is no member of the company."
    );
}

public static class AgentErrors
{
    public static readonly Error NotFound = new("inbox.agent.not_found", ErrorKind.NotFound, "The person does not answer conversations.");
    public static readonly Error BackInPast = new("inbox.agent.back_in_past", ErrorKind.Invalid, "Somebody who is away is back at a time to come.");
}

public static class CannedResponseErrors
{
    public static readonly Error NotFound = new("inbox.canned_response.not_found", ErrorKind.NotFound, "The canned response does not exist.");
    public static readonly Error ShortcutTaken = new(
        "inbox.canned_response.shortcut_taken",
        ErrorKind.Conflict,
        "Another canned response has this shortcut."
    );
    public static readonly Error TooMany = new(
        "inbox.canned_response.too_many",
        ErrorKind.Conflict,
        "The company has as many canned responses as there may be; remove one that nobody uses."
    );
}

public static class SupportTicketErrors
{
    public static readonly Error NotFound = new("inbox.ticket.not_found", ErrorKind.NotFound, "The ticket does not exist.");
    public static readonly Error StatusNotAllowed = new(
        "inbox.ticket.status_not_allowed",
        ErrorKind.Conflict,
        "Only a resolved ticket can be closed, and a closed one can only be opened again."
    );
    public static readonly Error WasMerged = new(
        "inbox.ticket.was_merged",
        ErrorKind.Conflict,
        "The ticket was merged into another, which goes on in its place."
    );
    public static readonly Error MergedWithItself = new("inbox.ticket.merged_with_itself", ErrorKind.Invalid, "A ticket is merged into another one.");
    public static readonly Error OfAnotherCustomer = new("inbox.ticket.of_another_customer", ErrorKind.Conflict, "The ticket is another customer's.");
    public static readonly Error Erased = new(
        "inbox.ticket.erased",
        ErrorKind.Conflict,
        "The person was anonymised; the ticket says nothing any more."
    );
}

public static class ScheduledMessageErrors
{
    public static readonly Error NotFound = new("inbox.scheduled_message.not_found", ErrorKind.NotFound, "The scheduled message does not exist.");
    public static readonly Error Sent = new("inbox.scheduled_message.sent", ErrorKind.Conflict, "The scheduled message has gone already.");
    public static readonly Error TooMany = new(
        "inbox.scheduled_message.too_many",
        ErrorKind.Conflict,
        "As many messages as there may be are scheduled in this conversation; call one back first."
    );
}

public static class MessageSearchErrors
{
    public static readonly Error Nothing = new(
        "inbox.search.nothing_to_look_for",
        ErrorKind.Invalid,
        "There is no word to look for: a word has two letters or more, and says more than an article."
    );
}

public static class AlertErrors
{
    public static readonly Error QuietIncomplete = new(
        "inbox.alert.quiet_incomplete",
        ErrorKind.Invalid,
        "Quiet hours need a beginning and another end."
    );
    public static readonly Error EndpointNotAllowed = new(
        "inbox.alert.endpoint_not_allowed",
        ErrorKind.Invalid,
        "This is no address of a push service: it begins with https and names a public host."
    );
    public static readonly Error KeysInvalid = new(
        "inbox.alert.keys_invalid",
        ErrorKind.Invalid,
        "These are no keys of a browser's push subscription."
    );
    public static readonly Error DeviceNotFound = new("inbox.alert.device_not_found", ErrorKind.NotFound, "The device does not exist.");
    public static readonly Error TooManyDevices = new(
        "inbox.alert.too_many_devices",
        ErrorKind.Conflict,
        "There are as many devices as there may be; remove one that is no longer used."
    );
    public static readonly Error TestedJustNow = new("inbox.alert.tested_just_now", ErrorKind.TooMany, "A test has just been sent; wait a moment.");
}
