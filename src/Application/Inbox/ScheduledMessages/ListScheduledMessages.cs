using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.ScheduledMessages;

/// <summary>What is to be written to the customer of a conversation, and what could not go and nobody has seen; the next first.</summary>
public sealed record ListScheduledMessages(Guid ConversationId) : IRequest<ListScheduledMessages.Response>
{
    public sealed record Response(IReadOnlyList<ScheduledMessageView> Items);
}

/// <param name="Message">As it was asked for; null once the person was anonymised.</param>
/// <param name="Error">The code of why it could not go.</param>
public sealed record ScheduledMessageView(
    Guid Id,
    DateTimeOffset SendAt,
    ScheduledStatus Status,
    NamedId Author,
    OutgoingMessage? Message,
    string? Error
);

internal sealed class ListScheduledMessagesHandler(IInboxDb db, Sights sights, ScheduledMessageViews views)
    : IRequestHandler<ListScheduledMessages, ListScheduledMessages.Response>
{
    public async Task<ListScheduledMessages.Response> Handle(ListScheduledMessages request, CancellationToken ct)
    {
        await sights.FindAsync(request.ConversationId, ct);
        var left = await db
            .ScheduledMessages.AsNoTracking()
            .Where(m => m.ConversationId == request.ConversationId && (m.Status == ScheduledStatus.Waiting || m.Status == ScheduledStatus.Failed))
            .OrderBy(m => m.SendAt)
            .ThenBy(m => m.Id)
            .ToListAsync(ct);
        return new ListScheduledMessages.Response(await views.OfAsync(left, ct));
    }
}

internal sealed class ScheduledMessageViews(IPersonalVault vault, IMemberNames members)
{
    public async Task<IReadOnlyList<ScheduledMessageView>> OfAsync(List<ScheduledMessage> scheduled, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var names = await members.OfAsync([.. scheduled.Select(m => m.AuthorId).Distinct()], ct);
        return scheduled.ConvertAll(m => new ScheduledMessageView(
            m.Id,
            m.SendAt,
            m.Status,
            new NamedId(m.AuthorId, names.GetValueOrDefault(m.AuthorId, "")),
            m.Content is { } box ? OutgoingMessages.Unpack(keys.Open(box, InboxPlaces.Scheduled(m.Id))) : null,
            m.Error
        ));
    }
}
