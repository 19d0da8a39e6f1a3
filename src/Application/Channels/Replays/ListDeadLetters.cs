using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Replays;

/// <summary>What Meta posted to a channel and could not be processed, after all attempts; the newest first.</summary>
public sealed record ListDeadLetters(Guid ChannelId, string? After, int Limit) : IRequest<Page<DeadLetter>>;

/// <param name="Id">Of the webhook.</param>
/// <param name="Error">The kind of failure; the log of that time says more.</param>
/// <param name="DeadAt">Since when it is not tried any more by itself.</param>
public sealed record DeadLetter(Guid Id, DateTimeOffset ReceivedAt, string? Error, int Attempts, DateTimeOffset DeadAt);

internal sealed class ListDeadLettersHandler(IChannelsDb db) : IRequestHandler<ListDeadLetters, Page<DeadLetter>>
{
    public async Task<Page<DeadLetter>> Handle(ListDeadLetters request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var letters = db.DeadLetters(request.ChannelId, WebhookWork.Kind);
        if (Cursor.Parse(request.After) is { } last)
            letters = letters.Where(d => d.ReceivedAt <= last.At && (d.ReceivedAt < last.At || d.Id < last.Id));
        var rows = await letters.OrderByDescending(d => d.ReceivedAt).ThenByDescending(d => d.Id).TakePage(request.Limit).ToListAsync(ct);
        return PageExtensions
            .Of(rows, request.Limit, d => new Cursor(d.ReceivedAt, d.Id))
            .Select(d => new DeadLetter(d.Id, d.ReceivedAt, d.Error, d.Attempts, d.DeadAt));
    }
}
