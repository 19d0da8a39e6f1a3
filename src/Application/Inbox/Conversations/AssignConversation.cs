using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Gives a conversation to somebody, or back to their team.</summary>
/// <param name="AssigneeId">Null: nobody's.</param>
public sealed record AssignConversation(Guid ConversationId, Guid? AssigneeId = null) : ICommand<ConversationSummary>;

internal sealed class AssignConversationHandler(
    IInboxDb db,
    Sights sights,
    ConversationViews views,
    IActiveMembers members,
    Attendance attendance,
    Ringing ringing,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<AssignConversation, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(AssignConversation request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        if (request.AssigneeId is { } assignee && !(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == assignee))
            throw new DomainException(ConversationErrors.AssigneeNotFound);
        var before = Attendance.Of(conversation);
        if (conversation.Assign(request.AssigneeId, user.Actor, clock.GetUtcNow()) is { } item)
            db.ConversationItems.Add(item);
        await attendance.FollowAsync(before, ct);
        if (request.AssigneeId is { } given)
        {
            db.TakePart(conversation.Id, [given], mentionedAt: null);
            await ringing.AskAsync(conversation.Id, ct);
        }
        return await views.OfAsync(conversation, ct);
    }
}
