using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>What was sent on a channel, newest first; in any of the states, where asked.</summary>
public sealed record ListMessages(Guid ChannelId, IReadOnlyList<OutboundStatus> Status, string? After, int Limit)
    : IRequest<Page<OutboundMessageView>>;

internal sealed class ListMessagesHandler(IChannelsDb db, IPersonalVault vault) : IRequestHandler<ListMessages, Page<OutboundMessageView>>
{
    public async Task<Page<OutboundMessageView>> Handle(ListMessages request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        var after = Cursor.Parse(request.After);
        var status = request.Status.ToArray();
        var messages = db.OutboundMessages.AsNoTracking().Where(m => m.ChannelId == request.ChannelId);
        var underWay = db.SendAttempts.Where(a => a.State == AttemptState.Sending);
        if (status.Contains(OutboundStatus.Sending) && !status.Contains(OutboundStatus.Queued))
            messages = messages.Where(m =>
                status.Contains(m.Status) || (m.Status == OutboundStatus.Queued && underWay.Any(a => a.MessageId == m.Id))
            );
        else if (status.Length > 0)
            messages = messages.Where(m => status.Contains(m.Status));
        if (after is { } last)
            messages = messages.Where(m => m.CreatedAt <= last.At && (m.CreatedAt < last.At || m.Id < last.Id));
        var rows = await messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).TakePage(request.Limit).ToListAsync(ct);
        var queued = rows.Where(m => m.Status == OutboundStatus.Queued).Select(m => m.Id).ToArray();
        var sending = queued.Length == 0 ? [] : await underWay.Where(a => queued.Contains(a.MessageId)).Select(a => a.MessageId).ToListAsync(ct);
        return Page<OutboundMessage>.Of(rows, request.Limit, m => new Cursor(m.CreatedAt, m.Id)).Select(m => keys.View(m, sending.Contains(m.Id)));
    }
}
