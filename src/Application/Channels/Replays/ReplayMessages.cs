using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Replays;

/// <summary>
/// Sends failed messages once more, the oldest first, at most <see cref="Most"/> at a time. All that failed, or only these, or those of a
/// reason. What each needs is looked at anew when it goes: the window, its expiry, the person's consent.
/// </summary>
/// <param name="MessageIds">Only these; others that match as well are left alone.</param>
/// <param name="ErrorCode">Meta's.</param>
/// <param name="ErrorReason">Exactly as it is shown.</param>
/// <param name="FailedUntil">Those that failed later are left alone; now when left out. Given again, what failed once more is not taken again.</param>
public sealed record ReplayMessages(
    Guid ChannelId,
    IReadOnlyList<Guid>? MessageIds = null,
    int? ErrorCode = null,
    string? ErrorReason = null,
    MessageClass? Class = null,
    DateTimeOffset? FailedSince = null,
    DateTimeOffset? FailedUntil = null
) : ICommand<ReplayMessages.Response>
{
    public const int Most = 500;

    /// <param name="More">Whether some are left: ask again with the same filter and <paramref name="FailedUntil"/>.</param>
    public sealed record Response(int Count, bool More, DateTimeOffset FailedUntil);
}

internal sealed class ReplayMessagesValidator : AbstractValidator<ReplayMessages>
{
    public ReplayMessagesValidator()
    {
        RuleFor(r => r.MessageIds).Must(ids => ids is null || ids.Count is > 0 and <= ReplayMessages.Most).WithMessage("Between 1 and 500.");
        RuleFor(r => r.ErrorCode).GreaterThanOrEqualTo(-1);
        RuleFor(r => r.ErrorReason).MaximumLength(500);
        RuleFor(r => r.Class).IsInEnum();
    }
}

internal sealed class ReplayMessagesHandler(IChannelsDb db, IUserContext user, TimeProvider clock)
    : IRequestHandler<ReplayMessages, ReplayMessages.Response>
{
    public async Task<ReplayMessages.Response> Handle(ReplayMessages request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        if (request.MessageIds is { } named && !await AreHereAsync(request.ChannelId, [.. named.Distinct()], ct))
            throw new DomainException(MessageErrors.NotFound);
        var now = clock.GetUtcNow();
        var until = request.FailedUntil ?? now;
        var ids = await Matching(request, until)
            .OrderBy(m => m.StatusAt)
            .ThenBy(m => m.Id)
            .Select(m => m.Id)
            .TakePage(ReplayMessages.Most)
            .ToListAsync(ct);
        var taken = ids.Take(ReplayMessages.Most).ToArray();
        var count = 0;
        // Somebody may have been quicker with one of them.
        foreach (var message in (await db.LockMessagesAsync(taken, ct)).Where(m => m.Status == OutboundStatus.Failed))
        {
            message.Replay(now);
            await db.EnqueueAsync(OutboundQueueItem.Of(message, now), ct);
            count++;
        }
        if (count > 0)
            db.ChannelReplays.Add(
                ChannelReplay.Of(
                    Guid.CreateVersion7(now),
                    request.ChannelId,
                    ReplaySubject.Messages,
                    FilterOf(request),
                    count,
                    user.UserIdOrNone,
                    now
                )
            );
        await db.SaveChangesAsync(ct);
        return new ReplayMessages.Response(count, ids.Count > taken.Length, until);
    }

    private async Task<bool> AreHereAsync(Guid channelId, Guid[] ids, CancellationToken ct) =>
        await db.OutboundMessages.CountAsync(m => m.ChannelId == channelId && ids.Contains(m.Id), ct) == ids.Length;

    private IQueryable<OutboundMessage> Matching(ReplayMessages request, DateTimeOffset until)
    {
        var messages = db.OutboundMessages.Where(m => m.ChannelId == request.ChannelId && m.Status == OutboundStatus.Failed && m.StatusAt <= until);
        if (request.MessageIds is { } only)
            messages = messages.Where(m => only.Contains(m.Id));
        if (request.ErrorCode is { } code)
            messages = messages.Where(m => m.ErrorCode == code);
        if (request.ErrorReason is { } reason)
            messages = messages.Where(m => m.ErrorReason == reason);
        if (request.Class is { } @class)
            messages = messages.Where(m => m.Class == @class);
        if (request.FailedSince is { } since)
            messages = messages.Where(m => m.StatusAt >= since);
        return messages;
    }

    private static string FilterOf(ReplayMessages request) =>
        JsonSerializer.Serialize(
            new
            {
                request.MessageIds,
                request.ErrorCode,
                request.ErrorReason,
                request.Class,
                request.FailedSince,
                request.FailedUntil,
            },
            MessagePlaces.Json
        );
}
