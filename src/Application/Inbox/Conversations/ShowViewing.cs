using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Tells colleagues who see the conversation that somebody has it before their eyes, or has it no more. Nothing is kept of it.</summary>
public sealed record ShowViewing(Guid ConversationId, bool IsThere) : IRequest<Done>;

internal sealed class ShowViewingHandler(IInboxDb db, Sights sights, IUserContext user) : IRequestHandler<ShowViewing, Done>
{
    public async Task<Done> Handle(ShowViewing request, CancellationToken ct)
    {
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        await db.SignalAsync(request.IsThere ? "viewing" : "left", conversation, user.UserId, ct);
        return Done.Value;
    }
}
