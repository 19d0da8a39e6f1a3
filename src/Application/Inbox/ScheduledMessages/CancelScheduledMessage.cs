using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.ScheduledMessages;

/// <summary>Calls a scheduled message back, or says that its failure was seen. Asked twice it is the same.</summary>
public sealed record CancelScheduledMessage(Guid ConversationId, Guid ScheduledMessageId) : ICommand<Done>;

internal sealed class CancelScheduledMessageHandler(IInboxDb db, Sights sights) : IRequestHandler<CancelScheduledMessage, Done>
{
    public async Task<Done> Handle(CancelScheduledMessage request, CancellationToken ct)
    {
        await sights.FindAsync(request.ConversationId, ct);
        if (!await db.ScheduledMessages.AnyAsync(m => m.Id == request.ScheduledMessageId && m.ConversationId == request.ConversationId, ct))
            throw new DomainException(ScheduledMessageErrors.NotFound);
        if (!await db.SettleScheduledAsync(request.ScheduledMessageId, ScheduledStatus.Cancelled, null, null, ct))
            throw new DomainException(ScheduledMessageErrors.Sent);
        return Done.Value;
    }
}
