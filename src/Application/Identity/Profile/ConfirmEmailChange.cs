using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Mails;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.Profile;

/// <summary>Whoever follows the link reads the new mailbox: from now on it is the account's address. The former one is told.</summary>
public sealed record ConfirmEmailChange(string Token) : IRequest<ConfirmEmailChange.Response>
{
    public sealed record Response(string Email);
}

internal sealed class ConfirmEmailChangeHandler(IIdentityDb db, IUnitOfWork unitOfWork, PersonTokens tokens, PersonMails mails, TimeProvider clock)
    : IRequestHandler<ConfirmEmailChange, ConfirmEmailChange.Response>
{
    public async Task<ConfirmEmailChange.Response> Handle(ConfirmEmailChange request, CancellationToken ct)
    {
        var (userId, hash) = await tokens.EnterAsync(request.Token, TokenPurpose.EmailChange, IdentityErrors.LinkNotFound, ct);
        var isWritten = await mails.EnterAsync(userId, ct);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var token = await tokens.LockAsync(hash, IdentityErrors.LinkNotFound, inner);
                var person = await db.LockUserAsync(userId, inner);
                var before = person.Email;
                person.MoveTo(token.NewEmail!);
                token.Use(clock.GetUtcNow());
                if (isWritten)
                    await mails.Bag.PostAsync(MailKind.EmailChanged, MailTexts.EmailChanged(person, before), inner);
                await db.SaveChangesAsync(inner);
                // A link to a new password may lie in the mailbox of before.
                await tokens.ForgetAllAsync(userId, inner);
                return new ConfirmEmailChange.Response(person.Email);
            },
            ct
        );
    }
}
