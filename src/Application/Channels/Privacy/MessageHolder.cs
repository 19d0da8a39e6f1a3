using CleanApp.Application.Channels.Media;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Privacy;

/// <summary>What a person wrote and was written. When they are anonymised, that something was sent or came, and when, is all that stays.</summary>
internal sealed class MessageHolder(IChannelsDb db, IPersonalVault vault, MediaFiles files, TimeProvider clock) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var received = await db
            .InboundMessages.AsNoTracking()
            .Where(m => m.ContactId == person.ContactId && m.Content != null)
            .OrderBy(m => m.At)
            .ThenBy(m => m.Id)
            .ToListAsync(ct);
        var sent = await db
            .OutboundMessages.AsNoTracking()
            .Where(m => m.ContactId == person.ContactId && m.Content != null)
            .OrderBy(m => m.CreatedAt)
            .ThenBy(m => m.Id)
            .ToListAsync(ct);
        return
        [
            new DataSection(
                "messagesReceived",
                "Mensagens recebidas da pessoa",
                60,
                [
                    .. received
                        .Select(m => (Message: m, Content: keys.ContentOf(m)!))
                        .Select(r =>
                            new[]
                            {
                                new DataField("at", "Quando", r.Message.At),
                                new DataField("from", "De", keys.Open(r.Message.Sender!, MessagePlaces.Sender(r.Message.Id))),
                                new DataField("name", "Nome no perfil", r.Content.Name),
                                new DataField("kind", "Tipo", r.Message.Kind),
                                new DataField("text", "Texto", r.Content.Text),
                                new DataField("file", "Arquivo", r.Content.Media?.FileName ?? r.Content.Media?.MimeType),
                            }
                        ),
                ]
            ),
            new DataSection(
                "messagesSent",
                "Mensagens enviadas à pessoa",
                61,
                [
                    .. sent.Select(m =>
                        new[]
                        {
                            new DataField("at", "Quando", m.CreatedAt),
                            new DataField("to", "Para", keys.Open(m.Recipient!, MessagePlaces.Recipient(m.Id))),
                            new DataField("kind", "Tipo", m.Type),
                            new DataField("text", "Texto", MessageViews.TextOf(keys.ContentOf(m)!)),
                            Status(m.Status),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct)
    {
        var wrote = db.InboundMessages.Where(m => m.ContactId != null && contactIds.Contains(m.ContactId.Value) && m.ReceivedAt >= since);
        var written = db.OutboundMessages.Where(m => m.ContactId != null && contactIds.Contains(m.ContactId.Value) && m.CreatedAt >= since);
        return await wrote.Select(m => m.ContactId!.Value).Union(written.Select(m => m.ContactId!.Value)).ToListAsync(ct);
    }

    public async Task EraseAsync(DataSubject person, CancellationToken ct)
    {
        if (await db.IsSendingToAsync(person.ContactId, ct))
            throw new DomainException(MessageErrors.UnderWay);
        var ids = await db
            .InboundMessages.Where(m => m.ContactId == person.ContactId)
            .Select(m => m.Id)
            .Concat(db.OutboundMessages.Where(m => m.ContactId == person.ContactId && m.AssetId != null).Select(m => m.Id))
            .ToListAsync(ct);
        await files.EraseAsync(ids, ct);
        await db.EraseAsync(person.ContactId, clock.GetUtcNow(), ct);
    }

    private static DataField Status(OutboundStatus status)
    {
        var (name, shown) = status switch
        {
            OutboundStatus.Queued or OutboundStatus.Sending => ("queued", "na fila"),
            OutboundStatus.Accepted or OutboundStatus.Sent => ("sent", "enviada"),
            OutboundStatus.Delivered => ("delivered", "entregue"),
            OutboundStatus.Read or OutboundStatus.Played => ("read", "lida"),
            OutboundStatus.Failed => ("failed", "não enviada"),
            OutboundStatus.Abandoned => ("abandoned", "desistência"),
            OutboundStatus.Withdrawn => ("withdrawn", "envio desfeito"),
            _ => ("unknown", "não se sabe se chegou"),
        };
        return new DataField("status", "Situação", name, shown);
    }
}
