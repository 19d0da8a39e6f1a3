using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>How a request goes, for whoever has its link. Nothing personal: a link may be seen by others.</summary>
public sealed record FollowRequest(string Token) : IRequest<FollowRequest.Response>
{
    public sealed record Response(
        string CompanyName,
        string Protocol,
        DataSubjectRequestKind Kind,
        DataSubjectRequestStatus Status,
        DateTimeOffset ReceivedAt,
        DateTimeOffset DueAt,
        DateTimeOffset? ClosedAt
    );
}

internal sealed class FollowRequestHandler(IPrivacyDb db, ITenantContext tenantContext, ITenantProfile tenant, ITokenSource tokens)
    : IRequestHandler<FollowRequest, FollowRequest.Response>
{
    public async Task<FollowRequest.Response> Handle(FollowRequest request, CancellationToken ct)
    {
        var hash = tokens.Hash(request.Token);
        tenantContext.Enter(await db.FindRequestTenantAsync(hash, ct) ?? throw new DomainException(PrivacyErrors.RequestNotFound));
        var found =
            await db.DataSubjectRequests.AsNoTracking().SingleOrDefaultAsync(r => r.StatusTokenHash == hash, ct)
            ?? throw new DomainException(PrivacyErrors.RequestNotFound);
        return new FollowRequest.Response(
            (await tenant.GetAsync(ct)).Name,
            found.Protocol,
            found.Kind,
            found.Status,
            found.ReceivedAt,
            found.DueAt,
            found.ClosedAt
        );
    }
}
