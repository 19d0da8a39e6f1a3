using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Drafts;
using CleanApp.Application.Inbox.Labels;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

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

public sealed record NamedId(Guid Id, string Name);

/// <summary>Conversations with the names of whom and what they point to, whatever their number, in as many questions.</summary>
internal sealed class ConversationViews(
    IInboxDb db,
    IPersonalVault vault,
    IPeople people,
    IMemberNames members,
    IMessageRecords messages,
    IUserContext user
)
{
    public async Task<ConversationSummary> OfAsync(Conversation conversation, CancellationToken ct) => (await OfAsync([conversation], ct))[0];

    public async Task<IReadOnlyList<ConversationSummary>> OfAsync(IReadOnlyList<Conversation> conversations, CancellationToken ct)
    {
        if (conversations.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var customers = await people.ListAsync([.. conversations.Select(c => c.ContactId).OfType<Guid>().Distinct()], ct);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var names = await members.OfAsync([.. conversations.Select(c => c.AssigneeId).OfType<Guid>().Distinct()], ct);
        var channels = await messages.ChannelNamesAsync(ct);
        var ids = conversations.Select(c => c.Id).ToArray();
        var labels = await LabelsAsync(ids, ct);
        var mentions = await db
            .ConversationParticipants.Where(p => p.UserId == user.UserIdOrNone && p.MentionedAt != null && p.UnseenMentions > 0)
            .Where(p => ids.Contains(p.ConversationId))
            .ToDictionaryAsync(p => p.ConversationId, p => p.UnseenMentions, ct);
        var drafts = await db
            .ConversationDrafts.AsNoTracking()
            .Where(d => d.AuthorId == user.UserIdOrNone && ids.Contains(d.ConversationId))
            .ToDictionaryAsync(d => d.ConversationId, ct);
        return
        [
            .. conversations.Select(c => new ConversationSummary(
                c.Id,
                c.ChannelId,
                channels.GetValueOrDefault(c.ChannelId, ""),
                c.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                c.Status,
                new NamedId(c.TeamId, teams.GetValueOrDefault(c.TeamId, "")),
                c.AssigneeId is { } assignee ? new NamedId(assignee, names.GetValueOrDefault(assignee, "")) : null,
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
                [.. labels[c.Id]],
                mentions.GetValueOrDefault(c.Id),
                drafts.TryGetValue(c.Id, out var draft) ? keys.Beginning(draft) : null
            )),
        ];
    }

    private async Task<ILookup<Guid, LabelView>> LabelsAsync(Guid[] conversationIds, CancellationToken ct)
    {
        var rows = await db.LabelsOn(conversationIds)
            .Join(db.Labels, l => l.LabelId, l => l.Id, (on, label) => new { on.ConversationId, label })
            .OrderBy(l => l.label.Name)
            .Select(l => new { l.ConversationId, View = new LabelView(l.label.Id, l.label.Name, l.label.Color) })
            .ToListAsync(ct);
        return rows.ToLookup(l => l.ConversationId, l => l.View);
    }
}
