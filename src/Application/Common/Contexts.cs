using CleanApp.Domain.Common;

namespace CleanApp.Application.Common;

/// <summary>Whose rows this scope may see; carried into every transaction for row-level security. Nothing set = no rows.</summary>
public interface ITenantContext
{
    /// <summary>The company in whose name the request runs.</summary>
    /// <exception cref="InvalidOperationException">No tenant is set: a request that needs one was let through without.</exception>
    Guid TenantId { get; }
    Guid? TenantIdOrNone { get; }

    /// <summary>Set only while a person is signing in or switching: lets that person's own account and memberships be seen.</summary>
    Guid? PersonScope { get; }

    void Enter(Guid? tenantId, Guid? personScope = null);
}

/// <summary>Who is signed in.</summary>
public interface IUserContext
{
    /// <exception cref="InvalidOperationException">The endpoint is anonymous.</exception>
    Guid UserId { get; }
    Guid? UserIdOrNone { get; }
    Guid SessionId { get; }

    /// <summary>Whether their role has this permission. Endpoints demand theirs; this is for what somebody sees more of than others.</summary>
    bool May(string permission);
    Actor Actor => new(UserId);
}
