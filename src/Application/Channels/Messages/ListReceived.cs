using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>What customers sent on a channel, newest first by when it came.</summary>
public sealed record ListReceived(Guid ChannelId, string? After, int Limit) : IRequest<Page<InboundMessageView>>;

internal sealed class ListReceivedHandler(IChannelsDb db, IPersonalVault vault) : IRequestHandler<ListReceived, Page<InboundMessageView>>
{
    public async Task<Page<InboundMessageView>> Handle(ListReceived request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        var after = Cursor.Parse(request.After);
        var messages = db.InboundMessages.AsNoTracking().Where(m => m.ChannelId == request.ChannelId);
        if (after is { } last)
            messages = messages.Where(m => m.ReceivedAt <= last.At && (m.ReceivedAt < last.At || m.Id < last.Id));
        var rows = await messages.OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id).TakePage(request.Limit).ToListAsync(ct);
        var ids = rows.Select(m => m.Id).ToArray();
        var media = await db.ReceivedFiles.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return Page<InboundMessage>
            .Of(rows, request.Limit, m => new Cursor(m.ReceivedAt, m.Id))
            .Select(m => keys.View(m, media.GetValueOrDefault(m.Id)));
    }
}
