using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Hands a conversation over to another team; who moves it there may see it no more afterwards.</summary>
public sealed record MoveConversation(Guid ConversationId, Guid TeamId) : ICommand<ConversationSummary>;

internal sealed class MoveConversationHandler(
    IInboxDb db,
    Sights sights,
    ConversationViews views,
    Attendance attendance,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<MoveConversation, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(MoveConversation request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        if (!await db.Teams.AnyAsync(t => t.Id == request.TeamId && t.Active, ct))
            throw new DomainException(TeamErrors.NotFound);
        var before = Attendance.Of(conversation);
        if (conversation.MoveTo(request.TeamId, user.Actor, clock.GetUtcNow()) is { } item)
            db.ConversationItems.Add(item);
        await attendance.FollowAsync(before, ct);
        return await views.OfAsync(conversation, ct);
    }
}
