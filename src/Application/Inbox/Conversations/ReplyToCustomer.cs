using System.Text.Json.Serialization;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Writes to the customer; who answers a conversation that is nobody's takes it on.</summary>
/// <param name="HoldSeconds">How long it can be taken back before it goes, up to ten; null: it goes at once.</param>
/// <param name="SeenThrough">The number of the last item that was seen; null: nothing is asked of it.</param>
/// <param name="Anyway">Also when a colleague answered after that.</param>
// Neither of these two is part of what is asked: the same message sent again, having seen more, is the same message.
public sealed record ReplyToCustomer(
    Guid ConversationId,
    OutgoingMessage Message,
    int? HoldSeconds = null,
    [property: JsonIgnore] int? SeenThrough = null,
    [property: JsonIgnore] bool Anyway = false
) : ICommand<QueuedMessage>;

internal sealed class ReplyToCustomerValidator : AbstractValidator<ReplyToCustomer>
{
    public ReplyToCustomerValidator()
    {
        RuleFor(r => r.Message).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
        RuleFor(r => r.SeenThrough).GreaterThanOrEqualTo(0);
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
        // After: from here on the conversation is locked, so of two who answer at once the second sees the first, and sends nothing.
        if (request is { SeenThrough: { } seen, Anyway: false } && await AnswerSinceAsync(conversation.Id, seen, ct) is { } answer)
            throw new DomainException(ConversationErrors.AnsweredMeanwhile)
            {
                Offer = new Dictionary<string, object> { ["sequence"] = answer.Sequence, ["authorId"] = answer.AuthorId! },
            };
        // A reaction is no answer that somebody has written.
        if (!request.Message.IsReaction())
            db.LeaveDraftReply(conversation.Id, user.UserId);
        return queued;
    }

    /// <summary>A colleague's newest answer after what was seen; what programs send is none.</summary>
    private Task<ConversationItem?> AnswerSinceAsync(Guid conversationId, int seen, CancellationToken ct) =>
        db
            .ConversationItems.AsNoTracking()
            .Where(i => i.ConversationId == conversationId && i.Sequence > seen && i.Kind == ItemKind.Sent)
            .Where(i => i.AuthorId != null && i.AuthorId != user.UserId)
            .OrderByDescending(i => i.Sequence)
            .FirstOrDefaultAsync(ct);
}
