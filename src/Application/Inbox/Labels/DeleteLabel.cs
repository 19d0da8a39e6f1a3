using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Labels;

/// <summary>Removes a label from every conversation, and the filters that look for it.</summary>
public sealed record DeleteLabel(Guid Id) : ICommand<Done>;

internal sealed class DeleteLabelHandler(IInboxDb db) : IRequestHandler<DeleteLabel, Done>
{
    public async Task<Done> Handle(DeleteLabel request, CancellationToken ct)
    {
        // Whoever puts it on a conversation at this moment waits here, and then finds it gone.
        var label = await db.LockLabelAsync(request.Id, ct) ?? throw new DomainException(LabelErrors.NotFound);
        await db.ConversationLabels.Where(l => l.LabelId == label.Id).ExecuteDeleteAsync(ct);
        await db.SavedFilters.Where(f => f.LabelId == label.Id).ExecuteDeleteAsync(ct);
        db.Labels.Remove(label);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
