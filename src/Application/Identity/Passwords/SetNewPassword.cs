using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Application.Identity.Sessions;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Passwords;

/// <summary>Sets a new password by a mailed link, which works once. Every session ends; one signs in with the new password.</summary>
public sealed record SetNewPassword(string Token, string Password) : IRequest<Done>;

internal sealed class SetNewPasswordValidator : AbstractValidator<SetNewPassword>
{
    public SetNewPasswordValidator(ICommonPasswords common) => RuleFor(r => r.Password).NewPassword(common);
}

internal sealed class SetNewPasswordHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    IPasswordHasher passwords,
    PersonTokens tokens,
    PersonMails mails,
    EndedSessions sessions,
    TimeProvider clock
) : IRequestHandler<SetNewPassword, Done>
{
    public async Task<Done> Handle(SetNewPassword request, CancellationToken ct)
    {
        var (userId, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.PasswordReset, IdentityErrors.LinkNotFound, ct);
        var passwordHash = await passwords.HashAsync(request.Password, ct);
        var isWritten = await mails.EnterAsync(userId, ct);
        var ended = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                (await tokens.LockAsync(hash, IdentityErrors.LinkNotFound, inner)).Use(clock.GetUtcNow());
                var person = await db.LockUserAsync(userId, inner);
                person.ChangePassword(passwordHash);
                if (isWritten)
                    await mails.Bag.PostAsync(MailKind.PasswordChanged, MailTexts.PasswordChanged(person), inner);
                await db.SaveChangesAsync(inner);
                await tokens.ForgetAllAsync(userId, inner);
                return await sessions.EndAllAsync(userId, but: null, inner);
            },
            ct
        );
        sessions.Tell(ended);
        return Done.Value;
    }
}
