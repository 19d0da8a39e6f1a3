using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Profile;

/// <summary>The link to the new address works no more.</summary>
public sealed record CancelEmailChange : IRequest<Done>;

internal sealed class CancelEmailChangeHandler(IIdentityDb db, ITenantContext tenantContext, IUserContext user)
    : IRequestHandler<CancelEmailChange, Done>
{
    public async Task<Done> Handle(CancelEmailChange request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        var gone = await db.PersonTokens.Where(t => t.UserId == user.UserId && t.Purpose == TokenPurpose.EmailChange).ExecuteDeleteAsync(ct);
        return gone > 0 ? Done.Value : throw new DomainException(IdentityErrors.EmailChangeNotFound);
    }
}
