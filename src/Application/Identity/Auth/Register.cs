using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Registers a company with its first owner and signs the owner in.</summary>
public sealed record Register(string TenantName, string Name, string Email, string Password) : IRequest<SessionView>;

internal sealed class RegisterValidator : AbstractValidator<Register>
{
    public RegisterValidator(ICommonPasswords common)
    {
        RuleFor(r => r.TenantName).Name();
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Password).NewPassword(common);
    }
}

internal sealed class RegisterHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IPasswordHasher passwords,
    IAttemptLimiter limiter,
    RateLimitOptions limits,
    IClientAddress address,
    SessionIssuer sessions,
    IEnumerable<IOnTenantRegistered> onRegistered,
    TimeProvider clock
) : IRequestHandler<Register, SessionView>
{
    public async Task<SessionView> Handle(Register request, CancellationToken ct)
    {
        if (await limiter.TakeAsync($"register|{address.Value}", limits.RegistrationsPerMinute, TimeSpan.FromMinutes(1), ct) is { } wait)
            throw new DomainException(IdentityErrors.TooManyRegistrations) { RetryAfter = wait };
        var passwordHash = await passwords.HashAsync(request.Password, ct);

        var now = clock.GetUtcNow();
        var user = User.Create(Guid.CreateVersion7(now), request.Name, request.Email, passwordHash, now);
        var tenant = Tenant.Register(Guid.CreateVersion7(now), request.TenantName, now);
        tenantContext.Enter(tenant.Id, user.Id);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                db.Tenants.Add(tenant);
                db.Users.Add(user);
                await db.SaveChangesAsync(inner);
                db.Memberships.Add(Membership.Of(user.Id, Role.Owner, now));
                var refreshToken = sessions.Start(user, tenant.Id, out var session);
                await db.SaveChangesAsync(inner);
                foreach (var hook in onRegistered)
                    await hook.RunAsync(tenant.Name, inner);
                return sessions.Describe(user, session, refreshToken, await sessions.MembershipsAsync(user.Id, inner));
            },
            ct
        );
    }
}
