using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.SecondFactors;

/// <summary>Sets a second factor up on the way in, where a company lets nobody in without: a secret for the app.</summary>
public sealed record BeginEnrolment(string Token) : IRequest<SecondFactorSecret>;

internal sealed class BeginEnrolmentHandler(IUnitOfWork unitOfWork, PersonTokens tokens, SecondFactorDesk desk)
    : IRequestHandler<BeginEnrolment, SecondFactorSecret>
{
    public async Task<SecondFactorSecret> Handle(BeginEnrolment request, CancellationToken ct)
    {
        var (userId, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.Enrolment, IdentityErrors.SecondStepOver, ct);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                await tokens.LockAsync(hash, IdentityErrors.SecondStepOver, inner);
                return await desk.BeginAsync(userId, inner);
            },
            ct
        );
    }
}
