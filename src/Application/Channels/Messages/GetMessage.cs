using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>One message with every attempt at sending it and everything Meta said of it.</summary>
public sealed record GetMessage(Guid ChannelId, Guid MessageId) : IRequest<GetMessage.Response>
{
    /// <param name="Content">Null of what was taken back, and once the person was anonymised.</param>
    /// <param name="FileGone">It carried a file of ours that is not kept any more.</param>
    public sealed record Response(
        OutboundMessageView Message,
        MessageContent? Content,
        IReadOnlyList<AttemptView> Attempts,
        IReadOnlyList<EventView> Events,
        bool FileGone
    );

    /// <param name="Reason">A short word, or Meta's sentence.</param>
    /// <param name="TraceId">For Meta's support.</param>
    public sealed record AttemptView(
        int Number,
        AttemptState State,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt,
        int? ErrorCode,
        string? Reason,
        string? TraceId
    );

    /// <param name="Status">Meta's word.</param>
    /// <param name="At">By Meta's clock.</param>
    /// <param name="Category">What Meta charges it as; null when it did not say.</param>
    /// <param name="IsDuplicate">Of another copy than the one the message counts as.</param>
    public sealed record EventView(
        string Status,
        DateTimeOffset At,
        DateTimeOffset RecordedAt,
        int? ErrorCode,
        string? Reason,
        bool? Billable,
        string? Category,
        bool IsDuplicate
    );
}

internal sealed class GetMessageHandler(IChannelsDb db, IPersonalVault vault) : IRequestHandler<GetMessage, GetMessage.Response>
{
    public async Task<GetMessage.Response> Handle(GetMessage request, CancellationToken ct)
    {
        var message =
            await db.OutboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MessageId && m.ChannelId == request.ChannelId, ct)
            ?? throw new DomainException(MessageErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        var attempts = await db
            .SendAttempts.Where(a => a.MessageId == message.Id)
            .OrderBy(a => a.Number)
            .Select(a => new GetMessage.AttemptView(a.Number, a.State, a.StartedAt, a.EndedAt, a.ErrorCode, a.Reason, a.TraceId))
            .ToListAsync(ct);
        var events = await db
            .MessageEvents.Where(e => e.MessageId == message.Id)
            .OrderBy(e => e.RecordedAt)
            .ThenBy(e => e.Id)
            .Select(e => new GetMessage.EventView(
                e.Status,
                e.At,
                e.RecordedAt,
                e.ErrorCode,
                e.ErrorReason,
                e.Billable,
                e.PricingCategory,
                e.IsDuplicate
            ))
            .ToListAsync(ct);
        var isFileGone = message.AssetId is { } file && await db.MediaAssets.AnyAsync(a => a.Id == file && a.State == MediaState.Gone, ct);
        var isUnderWay = attempts.Exists(a => a.State == AttemptState.Sending);
        return new GetMessage.Response(keys.View(message, isUnderWay), keys.ContentOf(message), attempts, events, isFileGone);
    }
}
