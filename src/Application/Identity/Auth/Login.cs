using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Auth;

/// <summary>
/// Signs a person in. Who has a second factor is offered the second step instead, who needs one and has none its setting up.
/// </summary>
/// <param name="TenantId">The company to work in; without it, the one joined first.</param>
public sealed record Login(string Email, string Password, Guid? TenantId = null) : IRequest<SessionView>;

internal sealed class LoginValidator : AbstractValidator<Login>
{
    public LoginValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Password).NotEmpty().MaximumLength(PasswordRules.MaxLength);
    }
}

internal sealed class LoginHandler(IUnitOfWork unitOfWork, Credentials credentials, Admission admission) : IRequestHandler<Login, SessionView>
{
    public async Task<SessionView> Handle(Login request, CancellationToken ct)
    {
        var user = await credentials.CheckAsync(request.Email, request.Password, ct);
        var admitted = await unitOfWork.InTransactionAsync(
            inner => admission.AdmitAsync(user, request.TenantId, hasShownSecondFactor: false, inner),
            ct
        );
        return admitted.OrThrow();
    }
}
