using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>One request with what the person wrote and every step since.</summary>
public sealed record GetRequest(Guid Id) : IRequest<DataSubjectRequestDetails>;

internal sealed class GetRequestHandler(IPrivacyDb db, RequestViews views) : IRequestHandler<GetRequest, DataSubjectRequestDetails>
{
    public async Task<DataSubjectRequestDetails> Handle(GetRequest request, CancellationToken ct) =>
        await views.DetailsAsync(
            await db.DataSubjectRequests.AsNoTracking().Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == request.Id, ct)
                ?? throw new DomainException(PrivacyErrors.RequestNotFound),
            ct
        );
}
