using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.CannedResponses;

/// <summary>Removes a canned response; what was sent with it stays.</summary>
public sealed record DeleteCannedResponse(Guid Id) : ICommand<Done>;

internal sealed class DeleteCannedResponseHandler(IInboxDb db) : IRequestHandler<DeleteCannedResponse, Done>
{
    public async Task<Done> Handle(DeleteCannedResponse request, CancellationToken ct)
    {
        var response = await db.CannedResponses.SingleOrDefaultAsync(r => r.Id == request.Id, ct);
        db.CannedResponses.Remove(response ?? throw new DomainException(CannedResponseErrors.NotFound));
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
