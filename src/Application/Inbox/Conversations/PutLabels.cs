using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Puts labels on conversations and takes them off; part of the caller's transaction, the conversations are locked.</summary>
internal sealed class PutLabels(IInboxDb db, IUserContext user, TimeProvider clock)
{
    /// <param name="wanted">Of the labels a conversation has, those it is to have.</param>
    public async Task RunAsync(
        IReadOnlyCollection<Conversation> conversations,
        Func<IReadOnlySet<Guid>, IReadOnlySet<Guid>> wanted,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var ids = conversations.Select(c => c.Id).ToArray();
        var links = (await db.ConversationLabels.Where(l => ids.Contains(l.ConversationId)).ToListAsync(ct)).ToLookup(l => l.ConversationId);
        foreach (var conversation in conversations)
        {
            var has = links[conversation.Id].Select(l => l.LabelId).ToHashSet();
            var want = wanted(has);
            foreach (var link in links[conversation.Id].Where(l => !want.Contains(l.LabelId)))
            {
                db.ConversationLabels.Remove(link);
                db.ConversationItems.Add(conversation.Unlabel(link.LabelId, user.Actor, now));
            }
            foreach (var labelId in want.Except(has).Order())
            {
                db.ConversationLabels.Add(ConversationLabel.Of(Guid.CreateVersion7(now), conversation.Id, labelId));
                db.ConversationItems.Add(conversation.Label(labelId, user.Actor, now));
            }
        }
    }

    /// <exception cref="DomainException">One of them is not there.</exception>
    public async Task RequireAsync(IReadOnlyCollection<Guid> labelIds, CancellationToken ct)
    {
        if (labelIds.Count > 0 && await db.Labels.CountAsync(l => labelIds.Contains(l.Id), ct) < labelIds.Distinct().Count())
            throw new DomainException(LabelErrors.NotFound);
    }
}
