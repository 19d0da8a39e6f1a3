using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.DataSubjects;
using CleanApp.Application.Privacy.Holds;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>People of whom no module has seen anything for so long are anonymised, as at their own wish. For ever, unless a company says so.</summary>
internal sealed class InactivePeople(
    IPersonRecords records,
    IPeople people,
    IEnumerable<IPersonalDataHolder> holders,
    DataSubjects.DataSubjects subjects,
    LegalHolds holds
) : IRetainedData
{
    private const int CountBatch = 200;

    /// <summary>Few: after each person who goes, the next ones are looked for anew.</summary>
    private const int RemoveBatch = 20;
    private const string Reason = "Prazo de guarda de pessoas sem movimento";

    public RetentionClass Class { get; } = new("people.contacts", DefaultDays: null, LeastDays: 30);

    public async Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct)
    {
        var count = 0;
        Guid? after = null;
        do
        {
            var (found, next) = await FindAsync(olderThan, after, CountBatch, ct);
            count += found.Count;
            after = next;
        } while (after is not null && count < RetentionClass.MostCounted);
        return Math.Min(count, RetentionClass.MostCounted);
    }

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var (found, next) = await FindAsync(olderThan, after, RemoveBatch, ct);
        if (found.Count == 0)
            return new RetentionStep(0, next);
        // One person, one transaction: it holds the locks of one, and what goes wrong with one keeps nobody else.
        var id = found[0];
        await records.LockAsync(id, ct);
        // Looked at again under the lock: whoever came back, was changed or held meanwhile is not erased, for there is no way back.
        if (!(await FindAsync(olderThan, after, RemoveBatch, ct)).Found.Contains(id))
            return new RetentionStep(0, id);
        var (_, isNew) = await records.AnonymiseAsync(id, ct);
        if (isNew)
        {
            await subjects.EraseAsync(id, ct);
            await records.NoteAnonymisationAsync(id, Reason, Actor.System, ct);
        }
        return new RetentionStep(isNew ? 1 : 0, id);
    }

    /// <summary>Of the next few by id, those nobody has seen since; and where to go on.</summary>
    private async Task<(List<Guid> Found, Guid? Next)> FindAsync(DateTimeOffset since, Guid? after, int limit, CancellationToken ct)
    {
        var unchanged = await records.UnchangedSinceAsync(since, after, limit, ct);
        var merged = await people.MergedIntoAsync(unchanged, ct);
        List<Guid> all = [.. unchanged, .. merged.Keys];
        var active = new HashSet<Guid>(await holds.HeldAmongAsync(all, ct));
        foreach (var holder in holders)
            active.UnionWith(await holder.ActiveSinceAsync(all, since, ct));
        // What was seen of a merged one was seen of whom it was merged into.
        active.UnionWith(active.Where(merged.ContainsKey).Select(id => merged[id]).ToList());
        return ([.. unchanged.Where(id => !active.Contains(id))], unchanged.Count < limit ? null : unchanged[^1]);
    }
}
