using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Tells colleagues who see the conversation that somebody writes an answer, so that no two answer at once. Nothing is kept of it.</summary>
public sealed record ShowTyping(Guid ConversationId) : IRequest<Done>;

internal sealed class ShowTypingHandler(IInboxDb db, Sights sights, IUserContext user) : IRequestHandler<ShowTyping, Done>
{
    public async Task<Done> Handle(ShowTyping request, CancellationToken ct)
    {
        await db.SignalAsync("typing", await sights.FindAsync(request.ConversationId, ct), user.UserId, ct);
        return Done.Value;
    }
}
