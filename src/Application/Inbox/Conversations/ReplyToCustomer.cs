using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Writes to the customer; who answers a conversation that is nobody's takes it on.</summary>
/// <param name="HoldSeconds">How long it can be taken back before it goes, up to ten; null: it goes at once.</param>
public sealed record ReplyToCustomer(Guid ConversationId, OutgoingMessage Message, int? HoldSeconds = null) : ICommand<QueuedMessage>;

internal sealed class ReplyToCustomerValidator : AbstractValidator<ReplyToCustomer>
{
    public ReplyToCustomerValidator()
    {
        RuleFor(r => r.Message).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
        RuleFor(r => r.HoldSeconds).InclusiveBetween(0, 10);
    }
}

internal sealed class ReplyToCustomerHandler(IInboxDb db, Sights sights, IPersonalVault vault, IMessages messages, IUserContext user)
    : IRequestHandler<ReplyToCustomer, QueuedMessage>
{
    public async Task<QueuedMessage> Handle(ReplyToCustomer request, CancellationToken ct)
    {
        // Not locked: messages and windows come before conversations. Who resolves it at this moment is answered after.
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        conversation.RequireLive();
        var address = conversation.Address ?? throw new DomainException(ConversationErrors.Erased);
        var keys = await vault.OpenAsync(ct);
        var to = keys.Open(address, InboxPlaces.Address(conversation.Id));
        var hold = TimeSpan.FromSeconds(request.HoldSeconds ?? 0);
        var queued = await messages.QueueAsync(conversation.ChannelId, to, request.Message, ct, hold: hold);
        // A reaction is no answer that somebody has written.
        if (!request.Message.IsReaction())
            await db.LeaveDraftReplyAsync(conversation.Id, user.UserId, ct);
        return queued;
    }
}
