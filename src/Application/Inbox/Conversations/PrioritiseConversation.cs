using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Says how soon a conversation wants somebody.</summary>
public sealed record PrioritiseConversation(Guid ConversationId, Priority Priority) : ICommand<ConversationSummary>;

internal sealed class PrioritiseConversationValidator : AbstractValidator<PrioritiseConversation>
{
    public PrioritiseConversationValidator() => RuleFor(r => r.Priority).IsInEnum();
}

internal sealed class PrioritiseConversationHandler(IInboxDb db, Sights sights, ConversationViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<PrioritiseConversation, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(PrioritiseConversation request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        if (conversation.Prioritise(request.Priority, user.Actor, clock.GetUtcNow()) is { } item)
            db.ConversationItems.Add(item);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(conversation, ct);
    }
}
