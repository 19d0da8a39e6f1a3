using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Passwords;

/// <summary>Whether a link to a new password still works, before somebody thinks one up.</summary>
public sealed record OpenPasswordReset(string Token) : IRequest<OpenPasswordReset.Response>
{
    public sealed record Response(DateTimeOffset ExpiresAt);
}

internal sealed class OpenPasswordResetHandler(IIdentityDb db, PersonTokens tokens, TimeProvider clock)
    : IRequestHandler<OpenPasswordReset, OpenPasswordReset.Response>
{
    public async Task<OpenPasswordReset.Response> Handle(OpenPasswordReset request, CancellationToken ct)
    {
        var (_, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.PasswordReset, IdentityErrors.LinkNotFound, ct);
        var token = await db.PersonTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, ct);
        return token?.IsOpen(clock.GetUtcNow()) == true
            ? new OpenPasswordReset.Response(token.ExpiresAt)
            : throw new DomainException(IdentityErrors.LinkNotFound);
    }
}
