using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>What the person talked about, of what the caller may see in the inbox.</summary>
internal sealed class ConversationTimeline(IInboxDb db, Sights sights, IPersonalVault vault, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.ConversationsRead))
            return [];
        var sight = await sights.OfCallerAsync(ct);
        var rows = await question.NewestAsync(
            id => db.Conversations.Where(c => c.ContactId == id && (sight.All || c.AssigneeId == sight.UserId || sight.TeamIds.Contains(c.TeamId))),
            nameof(Conversation.CreatedAt),
            ct
        );
        if (rows.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        return
        [
            .. rows.Select(c => new TimelineEntry(TimelineKind.Conversation, c.Id, c.CreatedAt, keys.OpenPreview(c), TimelineEntry.Word(c.Status))),
        ];
    }
}
