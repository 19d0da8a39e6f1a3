using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using MediatR;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Says whose data a request is about.</summary>
public sealed record LinkRequest(Guid Id, Guid ContactId) : ICommand<DataSubjectRequestDetails>;

internal sealed class LinkRequestHandler(IPrivacyDb db, IPeople people, RequestDesk desk, RequestViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<LinkRequest, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(LinkRequest request, CancellationToken ct)
    {
        // The contact before the request, as whoever anonymises it takes them: what is linked to nobody would never be erased.
        await people.LockAsync(request.ContactId, ct);
        var found = await desk.LockAsync(request.Id, ct);
        found.LinkTo(request.ContactId, user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.DetailsAsync(found, ct);
    }
}
