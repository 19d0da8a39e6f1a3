using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Channels.Messages;

/// <summary>A person decides about a message of which nobody can tell whether it was sent.</summary>
public sealed record DecideMessage(Guid ChannelId, Guid MessageId, MessageDecision Decision) : ICommand<OutboundMessageView>;

public enum MessageDecision
{
    /// <summary>Once more, marked: the customer may get it twice.</summary>
    Resend,

    /// <summary>Given up: the customer may never get it.</summary>
    Drop,
}

internal sealed class DecideMessageValidator : AbstractValidator<DecideMessage>
{
    public DecideMessageValidator() => RuleFor(r => r.Decision).IsInEnum();
}

internal sealed class DecideMessageHandler(IChannelsDb db, IPersonalVault vault, TimeProvider clock)
    : IRequestHandler<DecideMessage, OutboundMessageView>
{
    public async Task<OutboundMessageView> Handle(DecideMessage request, CancellationToken ct)
    {
        var message = await db.LockMessageAsync(request.ChannelId, request.MessageId, ct);
        var now = clock.GetUtcNow();
        if (message.Status is not (OutboundStatus.Unknown or OutboundStatus.NeedsReview))
            throw new DomainException(MessageErrors.NotUndecided);
        if (request.Decision == MessageDecision.Drop)
            message.Abandon(now);
        else
        {
            message.ResendUnknown(now);
            await db.EnqueueAsync(OutboundQueueItem.Of(message, now), ct);
        }
        await db.SaveChangesAsync(ct);
        return (await vault.OpenAsync(ct)).View(message);
    }
}

internal static class LockedMessage
{
    /// <exception cref="DomainException">There is none on this channel.</exception>
    public static async Task<OutboundMessage> LockMessageAsync(this IChannelsDb db, Guid channelId, Guid messageId, CancellationToken ct) =>
        (await db.LockMessagesAsync([messageId], ct)).SingleOrDefault(m => m.ChannelId == channelId)
        ?? throw new DomainException(MessageErrors.NotFound);
}
