using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contacts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>Who turned out to be this person.</summary>
internal sealed class MergeTimeline(IPeopleDb db, IPersonalVault vault, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.ContactsRead))
            return [];
        var rows = await question.NewestAsync(id => db.ContactMerges.Where(m => m.SurvivorId == id), nameof(ContactMerge.At), ct);
        if (rows.Count == 0)
            return [];
        var (ids, mergedIds) = (rows.Select(r => r.Id).ToList(), rows.Select(r => r.MergedId).ToList());
        var undone = await db.ContactMergeUndos.Where(u => ids.Contains(u.MergeId)).Select(u => u.MergeId).ToListAsync(ct);
        var merged = await db.Contacts.AsNoTracking().Where(c => mergedIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var keys = await vault.OpenAsync(ct);
        return
        [
            .. rows.Select(m => new TimelineEntry(
                TimelineKind.Merge,
                m.Id,
                m.At,
                keys.OpenName(merged[m.MergedId]),
                undone.Contains(m.Id) ? "undone" : "in_force"
            )),
        ];
    }
}
