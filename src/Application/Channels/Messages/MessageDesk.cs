using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Channels.Templates;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

internal sealed class MessageDesk(IChannelsDb db, TakeMessage take, FitTemplate fit, FitFile fitFile, TimeProvider clock) : IMessages
{
    public async Task<QueuedMessage> QueueAsync(
        Guid channelId,
        string address,
        OutgoingMessage message,
        CancellationToken ct,
        Guid? authorId = null,
        TimeSpan hold = default
    )
    {
        var (taken, _, window) = await TakeAsync(channelId, new ChannelAddress(address), message, ct, authorId, hold);
        return new QueuedMessage(taken.Id, taken.Status, window, taken.HeldUntil);
    }

    public async Task<bool> WithdrawAsync(Guid channelId, Guid messageId, CancellationToken ct)
    {
        // Whoever begins an attempt holds the number while it takes from the queue and puts back what has to wait: what is found there now is
        // there until this ends, and what is not has gone.
        await db.LockSenderAsync(channelId, ct);
        var wasQueued = await db.LeaveQueueAsync(messageId, ct);
        var message = await db.LockMessageAsync(channelId, messageId, ct);
        if (message.Status == OutboundStatus.Withdrawn)
            return false;
        if (!wasQueued)
            throw new DomainException(MessageErrors.TooLate);
        message.Withdraw(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    }

    public async Task RequireFitAsync(Guid channelId, OutgoingMessage message, CancellationToken ct)
    {
        if (message.ReplyTo is { } quoted && !await IsThereAsync(channelId, quoted, ct))
            throw new DomainException(MessageErrors.ReplyToNotFound);
        if (message.Content is TemplateContent template)
            await fit.RunAsync(channelId, template, null, ct);
        if (message.MediaId is { } file)
            await fitFile.RunAsync(channelId, file, message.Content, ct);
    }

    public async Task<SentMessage> QueueToAsync(Guid channelId, string to, OutgoingMessage message, CancellationToken ct)
    {
        return (await TakeAsync(channelId, ChannelAddress.Parse(to), message, ct)).Sent;
    }

    private async Task<(OutboundMessage Message, SentMessage Sent, DateTimeOffset? WindowUntil)> TakeAsync(
        Guid channelId,
        ChannelAddress address,
        OutgoingMessage message,
        CancellationToken ct,
        Guid? authorId = null,
        TimeSpan hold = default
    )
    {
        // A template's category decides; what a person writes is an answer.
        MessageClass? @class = message.Content is TemplateContent ? null : MessageClass.Reply;
        if (message.ReplyTo is { } quoted && !await IsThereAsync(channelId, quoted, ct))
            throw new DomainException(MessageErrors.ReplyToNotFound);
        return await take.RunAsync(channelId, address, message, @class, null, ct, authorId, hold);
    }

    private async Task<bool> IsThereAsync(Guid channelId, Guid messageId, CancellationToken ct) =>
        await db.InboundMessages.AnyAsync(m => m.Id == messageId && m.ChannelId == channelId, ct)
        || await db.OutboundMessages.AnyAsync(m => m.Id == messageId && m.ChannelId == channelId, ct);
}
