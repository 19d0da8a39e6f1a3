using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Drafts;
using CleanApp.Application.Inbox.Labels;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <param name="Customer">Null when nobody can tell who it is.</param>
/// <param name="SnoozedUntil">Null while snoozed: until the customer writes.</param>
/// <param name="Unread">What the customer sent since somebody of the company last looked.</param>
/// <param name="LastSequence">The number of the newest item.</param>
/// <param name="WaitingSince">Since when the customer has no answer; null when it is their turn.</param>
/// <param name="UnattendedSince">Since when the customer waits and nobody who is at work has it; null otherwise.</param>
/// <param name="UnseenMentions">Notes that mention whoever asks, since they last looked.</param>
/// <param name="Draft">The beginning of what whoever asks has begun to write; null: nothing.</param>
/// <param name="Preview">The beginning of the last message; of one without words, its kind in angle brackets. Null once the person was anonymised.</param>
public sealed record ConversationSummary(
    Guid Id,
    Guid ChannelId,
    string ChannelName,
    PersonView? Customer,
    ConversationStatus Status,
    NamedId Team,
    NamedId? Assignee,
    DateTimeOffset? SnoozedUntil,
    int Unread,
    int LastSequence,
    DateTimeOffset LastMessageAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? UnattendedSince,
    string? Preview,
    bool PreviewIsOurs,
    DateTimeOffset CreatedAt,
    Priority Priority,
    IReadOnlyList<LabelView> Labels,
    int UnseenMentions,
    string? Draft
);

/// <summary>Conversations with the names of whom and what they point to, whatever their number, in as few questions.</summary>
internal sealed class ConversationViews(IInboxDb db, IPersonalVault vault, IPeople people, IUserContext user)
{
    public async Task<ConversationSummary> OfAsync(Conversation conversation, CancellationToken ct) => (await OfAsync([conversation], ct))[0];

    public async Task<IReadOnlyList<ConversationSummary>> OfAsync(IReadOnlyList<Conversation> conversations, CancellationToken ct)
    {
        if (conversations.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var customers = await people.ListAsync([.. conversations.Select(c => c.ContactId).OfType<Guid>().Distinct()], ct);
        var marks = await db.MarksOfAsync(conversations, user.UserIdOrNone ?? Guid.Empty, ct);
        return
        [
            .. conversations.Zip(
                marks,
                (c, mark) =>
                    new ConversationSummary(
                        c.Id,
                        c.ChannelId,
                        mark.Channel,
                        c.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                        c.Status,
                        new NamedId(c.TeamId, mark.Team),
                        c.AssigneeId is { } assignee ? new NamedId(assignee, mark.Assignee) : null,
                        c.SnoozedUntil,
                        c.Unread,
                        c.LastSequence,
                        c.LastMessageAt,
                        c.WaitingSince,
                        c.UnattendedSince,
                        keys.OpenPreview(c),
                        c.PreviewIsOurs,
                        c.CreatedAt,
                        c.Priority,
                        mark.Labels,
                        mark.UnseenMentions,
                        mark.Draft is { } draft ? keys.Beginning(draft) : null
                    )
            ),
        ];
    }
}

/// <summary>What is told of a conversation beside itself: names, empty of what is no more, and what concerns whoever asks.</summary>
public sealed record ConversationMarks(
    string Channel,
    string Team,
    string Assignee,
    IReadOnlyList<LabelView> Labels,
    int UnseenMentions,
    SealedDraft? Draft
);
