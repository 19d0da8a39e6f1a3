using CleanApp.Application.Common;
using CleanApp.Application.Identity.Auth;

namespace CleanApp.Application.Identity.Mails;

/// <summary>
/// Mails about an account, which belongs to no company: they are written in the one joined first, whose keys seal them and whose queue
/// carries them.
/// </summary>
internal sealed class PersonMails(ITenantContext tenantContext, SessionIssuer sessions, Mailbag bag)
{
    public Mailbag Bag => bag;

    /// <summary>Goes on in the person's scope and in that company.</summary>
    /// <returns>False for somebody who works nowhere, and so cannot sign in either: there is nothing to write.</returns>
    public async Task<bool> EnterAsync(Guid userId, CancellationToken ct)
    {
        tenantContext.Enter(null, userId);
        if (await sessions.MembershipsAsync(userId, ct) is not [var first, ..])
            return false;
        tenantContext.Enter(first.Id, userId);
        return true;
    }
}
