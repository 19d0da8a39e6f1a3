using CleanApp.Domain.Common;

namespace CleanApp.Application.Identity.Contracts;

/// <summary>What other modules may know of the company a request runs for.</summary>
public interface ITenantProfile
{
    Task<TenantProfile> GetAsync(CancellationToken ct);
}

/// <param name="MvpOnly">Sees only what is in the MVP, whatever else the installation offers.</param>
public sealed record TenantProfile(string Name, BusinessCalendar Calendar, bool MvpOnly);

public interface IMemberNames
{
    /// <summary>Display names by user id, of members present and past.</summary>
    Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct);
}

public interface IActiveMembers
{
    /// <summary>Those of the company now whose role has this permission, by name.</summary>
    Task<IReadOnlyList<ActiveMember>> WithAsync(string permission, CancellationToken ct);

    /// <summary>As <see cref="WithAsync"/>, by the e-mail they sign in with, in lower case.</summary>
    Task<IReadOnlyDictionary<string, Guid>> ByEmailAsync(string permission, CancellationToken ct);
}

public sealed record ActiveMember(Guid UserId, string Name);

/// <summary>Runs inside the transaction that changes a member's role, or ends or restores the membership.</summary>
public interface IOnMemberChanged
{
    Task RunAsync(Guid userId, CancellationToken ct);
}

/// <summary>Runs inside the transaction that registers a company; the tenant is set.</summary>
public interface IOnTenantRegistered
{
    Task RunAsync(string tenantName, CancellationToken ct);
}

public interface IOpenSessions
{
    /// <summary>Of these sessions the ones that have not ended, of people who are active: whether each works in this company at present.</summary>
    Task<IReadOnlyDictionary<Guid, bool>> OfAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken ct);
}
