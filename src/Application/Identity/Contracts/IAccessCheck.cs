using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity.Contracts;

/// <summary>What each request's access token is checked against.</summary>
public interface IAccessCheck
{
    /// <summary>The member's role now; null when the session, the user or the membership has ended.</summary>
    Task<Role?> RoleOfAsync(Guid userId, Guid tenantId, Guid sessionId, int tokenVersion, CancellationToken ct);

    /// <summary>Whose screen this token's hash belongs to; null when it is paired no more. Asked anew each time.</summary>
    Task<(Guid TenantId, Guid PanelId)?> PanelOfAsync(string tokenHash, CancellationToken ct);

    /// <summary>
    /// After commit: what this node remembers of this session, person or screen is forgotten, and its sockets are closed. The other nodes
    /// learn of it from the database, which notes every change of access in its transaction.
    /// </summary>
    void Forget(Guid sessionPersonOrPanelId);
}
