using CleanApp.Application.Channels.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>The file of a message of a conversation: the customer's, or one the company sent.</summary>
public sealed record OpenFile(Guid ConversationId, Guid MessageId) : IRequest<OpenedFile>;

internal sealed class OpenFileHandler(IInboxDb db, Sights sights, IMessageRecords messages) : IRequestHandler<OpenFile, OpenedFile>
{
    public async Task<OpenedFile> Handle(OpenFile request, CancellationToken ct)
    {
        await sights.FindAsync(request.ConversationId, ct);
        // Only what is said in it: who may see one conversation may not see all files.
        if (!await db.ConversationItems.AnyAsync(i => i.ConversationId == request.ConversationId && i.MessageId == request.MessageId, ct))
            throw new DomainException(ConversationErrors.MessageNotFound);
        return await messages.OpenFileAsync(request.MessageId, ct);
    }
}
