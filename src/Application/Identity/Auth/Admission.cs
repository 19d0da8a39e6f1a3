using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>A session, or what has to be done before there is one.</summary>
internal sealed record Admitted(SessionView? Session, DomainException? Instead = null)
{
    /// <summary>After the transaction: what is to be done instead has been committed.</summary>
    public SessionView OrThrow() => Session ?? throw Instead!;
}

/// <summary>What comes after a person has shown who they are: the company, the second factor, the session.</summary>
internal sealed class Admission(IIdentityDb db, SessionIssuer sessions, PersonTokens tokens, TimeProvider clock)
{
    /// <summary>Inside the caller's transaction, in the person's scope.</summary>
    /// <param name="tenantId">The company to work in; without it, the one joined first.</param>
    /// <param name="hasShownSecondFactor">Just now, or in the session they are signed in with.</param>
    public async Task<Admitted> AdmitAsync(User person, Guid? tenantId, bool hasShownSecondFactor, CancellationToken ct)
    {
        var tenants = await sessions.MembershipsAsync(person.Id, ct);
        if (tenants.FirstOrDefault(t => tenantId is null || t.Id == tenantId) is not { } tenant)
            throw new DomainException(tenantId is null ? IdentityErrors.CredentialsInvalid : IdentityErrors.TenantNotFound);
        if (person.SecondFactorAt is not null && !hasShownSecondFactor)
            return await OfferAsync(person, tenant.Id, TokenPurpose.SecondStep, IdentityErrors.SecondStepNeeded, ct);
        var company = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == tenant.Id, ct);
        if (!company.LetsIn(person, clock.GetUtcNow()))
            return await OfferAsync(person, tenant.Id, TokenPurpose.Enrolment, IdentityErrors.EnrolmentNeeded, ct);
        var refreshToken = sessions.Start(person, tenant.Id, out var session);
        await db.SaveChangesAsync(ct);
        return new Admitted(sessions.Describe(person, session, refreshToken, tenants));
    }

    private async Task<Admitted> OfferAsync(User person, Guid companyId, TokenPurpose purpose, Error error, CancellationToken ct)
    {
        var token = await tokens.IssueAsync(person.Id, purpose, companyId, ct);
        await db.SaveChangesAsync(ct);
        return new Admitted(null, new DomainException(error) { Offer = new Dictionary<string, object> { ["token"] = token } });
    }
}
