using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Mails;

/// <summary>Invitations that were accepted or have run out, with name and address, and that mails were sent.</summary>
internal sealed class OldMails(IIdentityDb db) : IRetainedData
{
    private const int Batch = 500;

    public RetentionClass Class { get; } = new("identity.mails", DefaultDays: 90, LeastDays: 30);

    public async Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        Math.Min(
            RetentionClass.MostCounted,
            await Invites(olderThan).Take(RetentionClass.MostCounted).CountAsync(ct)
                + await Mails(olderThan).Take(RetentionClass.MostCounted).CountAsync(ct)
        );

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        // An invitation goes before the mail it points to.
        var invites = await RemoveAsync(
            Invites(olderThan).Select(i => i.Id),
            ids => db.Invites.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(ct),
            ct
        );
        var mails = await RemoveAsync(Mails(olderThan).Select(m => m.Id), ids => db.Mails.Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync(ct), ct);
        return new RetentionStep(invites + mails, invites < Batch && mails < Batch ? null : Guid.Empty);
    }

    private static async Task<int> RemoveAsync(IQueryable<Guid> old, Func<List<Guid>, Task<int>> remove, CancellationToken ct) =>
        await old.Order().Take(Batch).ToListAsync(ct) is { Count: > 0 } ids ? await remove(ids) : 0;

    private IQueryable<Invite> Invites(DateTimeOffset olderThan) => db.Invites.Where(i => (i.AcceptedAt ?? i.ExpiresAt) < olderThan);

    private IQueryable<Mail> Mails(DateTimeOffset olderThan) =>
        db.Mails.Where(m => m.CreatedAt < olderThan && m.Status != MailStatus.Queued && !db.Invites.Any(i => i.MailId == m.Id));
}
