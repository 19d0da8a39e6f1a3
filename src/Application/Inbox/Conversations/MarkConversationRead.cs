using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Somebody of the company has looked.</summary>
public sealed record MarkConversationRead(Guid ConversationId) : ICommand<Done>;

internal sealed class MarkConversationReadHandler(IInboxDb db, Sights sights, IUserContext user) : IRequestHandler<MarkConversationRead, Done>
{
    public async Task<Done> Handle(MarkConversationRead request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        conversation.MarkRead();
        await db.SaveChangesAsync(ct);
        await db.SeeMentionsAsync([conversation.Id], user.UserId, ct);
        return Done.Value;
    }
}
