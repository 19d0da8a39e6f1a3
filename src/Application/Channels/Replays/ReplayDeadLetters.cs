using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Replays;

/// <summary>
/// Has what Meta posted processed once more, the oldest first, at most <see cref="ReplayMessages.Most"/> at a time. What was done of it
/// before it failed is not done again.
/// </summary>
/// <param name="WebhookIds">Only these; all when left out.</param>
public sealed record ReplayDeadLetters(Guid ChannelId, IReadOnlyList<Guid>? WebhookIds = null) : ICommand<ReplayDeadLetters.Response>
{
    /// <param name="More">Whether some are left.</param>
    public sealed record Response(int Count, bool More);
}

internal sealed class ReplayDeadLettersValidator : AbstractValidator<ReplayDeadLetters>
{
    public ReplayDeadLettersValidator() =>
        RuleFor(r => r.WebhookIds).Must(ids => ids is null || ids.Count is > 0 and <= ReplayMessages.Most).WithMessage("Between 1 and 500.");
}

internal sealed class ReplayDeadLettersHandler(IChannelsDb db, IWorkQueue work, IUserContext user, TimeProvider clock)
    : IRequestHandler<ReplayDeadLetters, ReplayDeadLetters.Response>
{
    public async Task<ReplayDeadLetters.Response> Handle(ReplayDeadLetters request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        if (request.WebhookIds is { } named && !await AreHereAsync(request.ChannelId, [.. named.Distinct()], ct))
            throw new DomainException(DeadLetterErrors.NotFound);
        var letters = db.DeadLetters(request.ChannelId, WebhookWork.Kind);
        if (request.WebhookIds is { } only)
            letters = letters.Where(d => only.Contains(d.Id));
        var ids = await letters.OrderBy(d => d.ReceivedAt).ThenBy(d => d.Id).Select(d => d.Id).TakePage(ReplayMessages.Most).ToListAsync(ct);
        var taken = ids.Take(ReplayMessages.Most).ToList();
        foreach (var id in taken)
            await work.NudgeAsync(WebhookWork.Kind, id, ct);
        var now = clock.GetUtcNow();
        if (taken.Count > 0)
            db.ChannelReplays.Add(
                ChannelReplay.Of(
                    Guid.CreateVersion7(now),
                    request.ChannelId,
                    ReplaySubject.DeadLetters,
                    JsonSerializer.Serialize(new { request.WebhookIds }, MessagePlaces.Json),
                    taken.Count,
                    user.UserIdOrNone,
                    now
                )
            );
        await db.SaveChangesAsync(ct);
        return new ReplayDeadLetters.Response(taken.Count, ids.Count > taken.Count);
    }

    private async Task<bool> AreHereAsync(Guid channelId, Guid[] ids, CancellationToken ct) =>
        await db.ChannelWebhooks.CountAsync(w => w.ChannelId == channelId && ids.Contains(w.Id), ct) == ids.Length;
}
