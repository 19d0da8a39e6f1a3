using CleanApp.Application.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Profile;

public sealed record ChangeProfile(string Name, Language Language) : IRequest<Done>;

internal sealed class ChangeProfileValidator : AbstractValidator<ChangeProfile>
{
    public ChangeProfileValidator()
    {
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.Language).IsInEnum();
    }
}

internal sealed class ChangeProfileHandler(IIdentityDb db, IUnitOfWork unitOfWork, ITenantContext tenantContext, IUserContext user)
    : IRequestHandler<ChangeProfile, Done>
{
    public async Task<Done> Handle(ChangeProfile request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                (await db.LockUserAsync(user.UserId, inner)).Describe(request.Name, request.Language);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return Done.Value;
    }
}
