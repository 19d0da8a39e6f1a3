using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Application.Identity.Sessions;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Passwords;

/// <summary>Changes one's own password; the other sessions end.</summary>
public sealed record ChangePassword(string CurrentPassword, string NewPassword) : IRequest<Done>;

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator(ICommonPasswords common)
    {
        RuleFor(r => r.CurrentPassword).NotEmpty().MaximumLength(PasswordRules.MaxLength);
        RuleFor(r => r.NewPassword).NewPassword(common);
    }
}

internal sealed class ChangePasswordHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    IPasswordHasher passwords,
    PresentPassword present,
    PersonTokens tokens,
    Mailbag mailbag,
    EndedSessions sessions
) : IRequestHandler<ChangePassword, Done>
{
    public async Task<Done> Handle(ChangePassword request, CancellationToken ct)
    {
        tenantContext.Enter(tenantContext.TenantId, user.UserId);
        await present.CheckAsync(user.UserId, request.CurrentPassword, ct);
        var passwordHash = await passwords.HashAsync(request.NewPassword, ct);
        var ended = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var person = await db.LockUserAsync(user.UserId, inner);
                person.ChangePassword(passwordHash);
                await mailbag.PostAsync(MailKind.PasswordChanged, MailTexts.PasswordChanged(person), inner);
                await db.SaveChangesAsync(inner);
                await tokens.ForgetAllAsync(user.UserId, inner);
                return await sessions.EndAllAsync(user.UserId, user.SessionId, inner);
            },
            ct
        );
        sessions.Tell(ended);
        return Done.Value;
    }
}
