using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.Holds;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>The words of requests that were closed long ago: what the person wrote, and the notes. That they asked and what came of it stays.</summary>
internal sealed class ClosedRequests(IPrivacyDb db, LegalHolds holds) : IRetainedData
{
    private const int Batch = 100;

    /// <summary>Five years: as long as a claim can usually still be made.</summary>
    public RetentionClass Class { get; } = new("privacy.requests", DefaultDays: 1825, LeastDays: 180);

    public async Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct)
    {
        var contacts = await db
            .DataSubjectRequests.Where(r => r.ClosedAt < olderThan && r.Name != null)
            .Select(r => r.ContactId)
            .Take(RetentionClass.MostCounted)
            .ToListAsync(ct);
        var held = await holds.HeldPeopleAmongAsync([.. contacts.OfType<Guid>().Distinct()], ct);
        return contacts.Count(c => c is null || !held.Contains(c.Value));
    }

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var old = await db
            .DataSubjectRequests.Where(r => r.ClosedAt < olderThan && r.Name != null && (after == null || r.Id > after))
            .OrderBy(r => r.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var held = await holds.HeldPeopleAmongAsync([.. old.Select(r => r.ContactId).OfType<Guid>().Distinct()], ct);
        var going = old.Where(r => r.ContactId is null || !held.Contains(r.ContactId.Value)).ToList();
        foreach (var request in going)
            request.Forget();
        await db.SaveChangesAsync(ct);
        foreach (var request in going)
            await db.EraseNotesOfRequestAsync(request.Id, ct);
        return new RetentionStep(going.Count, old.Count < Batch ? null : old[^1].Id);
    }
}
