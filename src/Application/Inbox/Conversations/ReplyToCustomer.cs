using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Writes to the customer; who answers a conversation that is nobody's takes it on.</summary>
public sealed record ReplyToCustomer(Guid ConversationId, OutgoingMessage Message) : ICommand<QueuedMessage>;

internal sealed class ReplyToCustomerValidator : AbstractValidator<ReplyToCustomer>
{
    public ReplyToCustomerValidator() => RuleFor(r => r.Message).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
}

internal sealed class ReplyToCustomerHandler(Sights sights, IPersonalVault vault, IMessages messages)
    : IRequestHandler<ReplyToCustomer, QueuedMessage>
{
    public async Task<QueuedMessage> Handle(ReplyToCustomer request, CancellationToken ct)
    {
        // Not locked: messages and windows come before conversations. Who resolves it at this moment is answered after.
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        conversation.RequireLive();
        var address = conversation.Address ?? throw new DomainException(ConversationErrors.Erased);
        var keys = await vault.OpenAsync(ct);
        return await messages.QueueAsync(conversation.ChannelId, keys.Open(address, InboxPlaces.Address(conversation.Id)), request.Message, ct);
    }
}
