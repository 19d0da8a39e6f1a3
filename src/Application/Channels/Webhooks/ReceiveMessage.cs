using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>Takes in what a customer sent, and opens the window in which they may be answered freely. Part of the caller's transaction.</summary>
internal sealed class ReceiveMessage(
    IChannelsDb db,
    IPersonalVault vault,
    IPeople people,
    IWorkQueue work,
    IEnumerable<IOnMessage> listeners,
    CountUsage usage,
    TimeProvider clock
)
{
    /// <summary>Nobody waits for an answer to these.</summary>
    private static readonly HashSet<string> Quiet = ["reaction", "system", "revoke", "edit"];

    /// <returns>False when Meta has said it before.</returns>
    public async Task<bool> RunAsync(Guid channelId, MessageReceived message, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var wamid = Wamids.Lookup(keys, message.Wamid);
        // Before anything else: what Meta repeats must not bring back a person who was anonymised since.
        if (await db.InboundMessages.AnyAsync(m => m.ChannelId == channelId && m.WamidLookup == wamid, ct))
            return false;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        // By the number where there is one, since that is what we send to; else by Meta's id of the person.
        var address = ChannelAddress.OfWaId(message.From) ?? ChannelAddress.OfUser(message.UserId) ?? new ChannelAddress("unknown");
        var lookup = address.Lookup(keys);
        var contactId = await RecogniseAsync(address, message, ct);
        var content = new InboundContent(
            message.Text,
            message.ProfileName,
            message.Media is { } media ? new InboundMedia(media.Id, media.MimeType, media.Sha256, media.FileName, media.Voice) : null,
            message.ReplyId,
            message.Removed,
            message.Referral,
            message.ErrorCode,
            message.Json
        );
        var isNew = await db.TryAddInboundAsync(
            new NewInbound(
                id,
                channelId,
                keys.Seal(message.Wamid, MessagePlaces.InboundWamid(id)),
                wamid,
                contactId,
                keys.Seal(address.Canonical, MessagePlaces.Sender(id)),
                lookup,
                message.Kind,
                keys.Seal(JsonSerializer.Serialize(content, MessagePlaces.Json), MessagePlaces.InboundContent(id)),
                message.At,
                now,
                message.QuotedWamid is { } quoted ? Wamids.Lookup(keys, quoted) : null
            ),
            ct
        );
        if (isNew && message.Media is not null)
        {
            db.ReceivedFiles.Add(ReceivedFile.Expect(id, message.Kind, now));
            work.Enqueue(FetchMedia.WorkKind, id);
            await db.SaveChangesAsync(ct);
        }
        var at = message.At < now ? message.At : now;
        if (isNew && address.Canonical != "unknown" && message.Kind != "system")
            await db.NoteInboundAsync(channelId, lookup, contactId, at, message.Referral is not null, ct);
        if (isNew && address.Canonical != "unknown")
            foreach (var listener in listeners)
                await listener.ReceivedAsync(
                    new CustomerMessage(
                        id,
                        channelId,
                        contactId,
                        address.Canonical,
                        lookup,
                        message.Kind,
                        message.Text,
                        MessageWords.Of(message.Kind, content),
                        !Quiet.Contains(message.Kind),
                        at
                    ),
                    ct
                );
        await usage.AddAsync(channelId, accepted: 0, received: isNew ? 1 : 0, ct);
        return isNew;
    }

    /// <summary>The person, by number or Meta's id of them; a profile name is only a first guess at theirs.</summary>
    private async Task<Guid?> RecogniseAsync(ChannelAddress address, MessageReceived message, CancellationToken ct)
    {
        var userId = ChannelAddress.OfUser(message.UserId)?.UserId;
        if (address.Phone is null && userId is null)
            return null;
        var name =
            message.ProfileName is { } given && given.Trim() is { Length: > 0 and <= 120 } trimmed && !trimmed.Any(char.IsControl) ? trimmed : null;
        try
        {
            return (await people.RecogniseAsync(new PersonInput(name, null, address.Phone, userId), ct)).ContactId;
        }
        catch (DomainException)
        {
            // A person who is being merged or anonymised at this moment: the message is kept without one.
            return null;
        }
    }
}

/// <summary>As it is kept, sealed.</summary>
/// <param name="Raw">What Meta wrote.</param>
internal sealed record InboundContent(
    string? Text,
    string? Name,
    InboundMedia? Media,
    string? ReplyId,
    bool Removed,
    Referral? Referral,
    int? ErrorCode,
    string Raw
);

internal sealed record InboundMedia(string Id, string MimeType, string? Sha256, string? FileName, bool Voice);
