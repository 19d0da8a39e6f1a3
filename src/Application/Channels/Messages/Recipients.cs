using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Whom a message is to; every call is part of the caller's transaction.</summary>
internal sealed class Recipients(IChannelsDb db, IPersonalVault vault, IPeople people)
{
    /// <param name="to">As somebody writes it; null: whoever the quoted message is from or to.</param>
    /// <exception cref="DomainException">Neither is said, or it is no address, or there is no such message on this channel.</exception>
    public async Task<ChannelAddress> FindAsync(Guid channelId, string? to, Guid? replyTo, CancellationToken ct)
    {
        var quoted = replyTo is { } id ? await AddressOfAsync(channelId, id, ct) : null;
        return string.IsNullOrWhiteSpace(to) ? quoted ?? throw new DomainException(MessageErrors.RecipientMissing) : ChannelAddress.Parse(to);
    }

    /// <summary>The person at an address nobody was written to before.</summary>
    public async Task<Guid> RecogniseAsync(Guid channelId, ChannelAddress address, byte[] lookup, CancellationToken ct)
    {
        var person = await people.RecogniseAsync(new PersonInput(null, null, address.Phone, address.UserId), ct);
        await db.SetWindowContactAsync(channelId, lookup, person.ContactId, ct);
        return person.ContactId;
    }

    private async Task<ChannelAddress> AddressOfAsync(Guid channelId, Guid messageId, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var theirs = await db
            .InboundMessages.Where(m => m.Id == messageId && m.ChannelId == channelId)
            .Select(m => m.Sender)
            .SingleOrDefaultAsync(ct);
        if (theirs is not null)
            return new ChannelAddress(keys.Open(theirs, MessagePlaces.Sender(messageId)));
        var ours = await db
            .OutboundMessages.Where(m => m.Id == messageId && m.ChannelId == channelId)
            .Select(m => m.Recipient)
            .SingleOrDefaultAsync(ct);
        return ours is not null
            ? new ChannelAddress(keys.Open(ours, MessagePlaces.Recipient(messageId)))
            : throw new DomainException(MessageErrors.ReplyToNotFound);
    }
}
