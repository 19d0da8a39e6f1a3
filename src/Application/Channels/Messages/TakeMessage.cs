using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Channels.Messages;

/// <summary>One intent to send, stored and queued; part of the caller's transaction.</summary>
internal sealed class TakeMessage(
    IChannelsDb db,
    IPersonalVault vault,
    Recipients recipients,
    FitTemplate fit,
    FitFile fitFile,
    IEnumerable<IOnMessage> listeners,
    IUserContext user,
    TimeProvider clock
)
{
    private static readonly TimeSpan CodeIsGood = TimeSpan.FromMinutes(10);

    /// <param name="class">Null only for templates, whose category decides.</param>
    /// <param name="authorId">Who wrote it, where that is not who asks.</param>
    /// <param name="hold">How long it can be taken back before it goes.</param>
    /// <returns>The message, what is told of it, and until when the customer may be written to freely.</returns>
    /// <exception cref="DomainException">The window is closed, or template or file do not fit.</exception>
    public async Task<(OutboundMessage Message, SentMessage Sent, DateTimeOffset? WindowUntil)> RunAsync(
        Guid channelId,
        ChannelAddress recipient,
        OutgoingMessage outgoing,
        MessageClass? @class,
        DateTimeOffset? expiresAt,
        CancellationToken ct,
        Guid? authorId = null,
        TimeSpan hold = default
    )
    {
        var keys = await vault.OpenAsync(ct);
        var lookup = recipient.Lookup(keys);
        var now = clock.GetUtcNow();
        var window = await db.ShareWindowAsync(channelId, lookup, ct);
        var openUntil = window?.OpenUntil(now);
        if (outgoing.Content.NeedsOpenWindow && openUntil is null)
            throw new DomainException(MessageErrors.WindowClosed) { Offer = await fit.OfferAsync(channelId, ct) };
        var (content, counts) = outgoing.Content is TemplateContent template
            ? await fit.RunAsync(channelId, template, @class, ct)
            : (outgoing.Content, @class!.Value);
        if (outgoing.MediaId is { } file)
            content = await fitFile.RunAsync(channelId, file, content, ct);
        var contactId = window?.ContactId ?? await recipients.RecogniseAsync(channelId, recipient, lookup, ct);

        var id = Guid.CreateVersion7(now);
        DateTimeOffset? heldUntil = hold > TimeSpan.Zero ? now + hold : null;
        var message = OutboundMessage.Queue(
            id,
            channelId,
            contactId,
            keys.Seal(recipient.Canonical, MessagePlaces.Recipient(id)),
            lookup,
            TypeOf(content),
            keys.Seal(JsonSerializer.Serialize(content, MessagePlaces.Json), MessagePlaces.Content(id)),
            content.NeedsOpenWindow,
            counts,
            outgoing.ReplyTo,
            expiresAt ?? (counts == MessageClass.Code ? now + CodeIsGood : null),
            authorId ?? user.UserIdOrNone,
            now,
            outgoing.MediaId,
            heldUntil
        );
        await db.SaveChangesAsync(ct);
        db.Add(message, OutboundQueueItem.Of(message, heldUntil ?? now, Tracing.Parent));
        var sent = new SentMessage(
            id,
            channelId,
            contactId,
            recipient.Canonical,
            lookup,
            message.Type,
            MessageViews.TextOf(content),
            MessageWords.Of(content),
            message.CreatedBy,
            now,
            heldUntil
        );
        foreach (var listener in listeners)
            await listener.QueuedAsync(sent, ct);
        return (message, sent, openUntil);
    }

    private static string TypeOf(MessageContent content) =>
        content switch
        {
            TextContent => "text",
            MediaContent media => JsonNamingPolicy.SnakeCaseLower.ConvertName(media.Media.ToString()),
            TemplateContent => "template",
            InteractiveContent => "interactive",
            LocationContent => "location",
            ContactsContent => "contacts",
            _ => "reaction",
        };
}
