using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>What Meta said on a channel that is neither a message nor a status, newest first; as Meta wrote it, so it may name people.</summary>
public sealed record ListNotices(Guid ChannelId, string? After, int Limit) : IRequest<Page<ListNotices.Notice>>
{
    /// <param name="Field">Meta's word, <c>other_number</c> for what was meant for another one, <c>unreadable</c> for what nobody understood.</param>
    /// <param name="Json">As Meta wrote it.</param>
    public sealed record Notice(Guid Id, string Field, string Json, DateTimeOffset ReceivedAt);
}

internal sealed class ListNoticesHandler(IChannelsDb db, IPersonalVault vault) : IRequestHandler<ListNotices, Page<ListNotices.Notice>>
{
    public async Task<Page<ListNotices.Notice>> Handle(ListNotices request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        var after = Cursor.Parse(request.After);
        var notices = db.ChannelNotices.AsNoTracking().Where(n => n.ChannelId == request.ChannelId);
        if (after is { } last)
            notices = notices.Where(n => n.ReceivedAt <= last.At && (n.ReceivedAt < last.At || n.Id < last.Id));
        var rows = await notices.OrderByDescending(n => n.ReceivedAt).ThenByDescending(n => n.Id).TakePage(request.Limit).ToListAsync(ct);
        return Page<ChannelNotice>
            .Of(rows, request.Limit, n => new Cursor(n.ReceivedAt, n.Id))
            .Select(n => new ListNotices.Notice(n.Id, n.Field, keys.Open(n.Content, MessagePlaces.Notice(n.Id)), n.ReceivedAt));
    }
}
