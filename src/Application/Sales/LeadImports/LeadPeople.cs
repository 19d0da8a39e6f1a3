using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Takes in the people of some rows, before the leads of these are made: who they are is asked for all of them at once, and told for one after
/// the other. A person has one open lead; a row whose person has one leaves both as they are.
/// </summary>
internal sealed class LeadPeople(ISalesDb db, ICrowds crowds, IUnitOfWork unit, TimeProvider clock)
{
    /// <param name="from">How many rows of the import are before these.</param>
    /// <param name="underWay">Of whom leads are made at this moment, by the rows before.</param>
    /// <returns>Null when it is no more under way. The same as before when it is done once more, who is new included.</returns>
    public Task<MetLeads?> TakeInAsync(Guid importId, int from, ReadLeads rows, IReadOnlySet<Guid> underWay, CancellationToken ct) =>
        unit.InTransactionAsync(
            async inner =>
            {
                // Whoever ends the import waits, and then finds all of them.
                if (!await db.StaysUnderWayAsync(importId, inner))
                    return null;
                var crowd = await crowds.RecogniseAsync(rows.People, inner);
                var open = (await db.WithOpenLeadsAsync([.. crowd.Known.Keys], inner)).Select(id => crowd.Known[id]).ToHashSet();
                open.UnionWith(underWay);
                // Another import's as well: whichever of their rows makes the lead has brought them.
                var waiting = await db.LeadImportNewcomers.ToListAsync(inner);
                var brought = waiting.SelectMany(n => n.ContactIds).ToHashSet();
                var newcomers = waiting.Find(n => n.ImportId == importId && n.FirstRow == from);
                var added = new List<Guid>();
                var met = rows.Leads.Select((_, i) => Meet(i)).ToList();
                if (newcomers is null)
                    db.LeadImportNewcomers.Add(newcomers = LeadImportNewcomers.Of(Guid.CreateVersion7(clock.GetUtcNow()), importId, from));
                newcomers.Add(added);
                await crowd.SaveAsync(inner);
                return new MetLeads(rows.Leads, met, crowd.Known);

                MetLead Meet(int row)
                {
                    var (problems, known) = (rows.ProblemsOf(row), crowd.Find(row));
                    if (problems.Count > 0)
                        return new MetLead(known, IsNew: false, problems);
                    if (known is { } person && open.Contains(person))
                        return MetLead.OfSomebodyWithAnOpenOne(person);
                    var (contactId, isNew) = crowd.TakeIn(row);
                    open.Add(contactId);
                    if (isNew)
                        added.Add(contactId);
                    return new MetLead(contactId, isNew || brought.Contains(contactId), []);
                }
            },
            ct
        );

    /// <summary>Takes back whom an import that is over has brought and of whom no lead was made.</summary>
    public Task TakeBackAsync(Guid importId, CancellationToken ct) =>
        unit.InTransactionAsync(
            async inner =>
            {
                if (await db.LockLeadImportAsync(importId, inner) is not { Status: not LeadImportStatus.Running })
                    return;
                foreach (var newcomers in await db.LeadImportNewcomers.Where(n => n.ImportId == importId).ToListAsync(inner))
                {
                    await crowds.LockAsync(newcomers.ContactIds, inner);
                    await crowds.RemoveUntouchedAsync(newcomers.ContactIds, inner);
                    db.LeadImportNewcomers.Remove(newcomers);
                }
                await db.SaveChangesAsync(inner);
            },
            ct
        );
}

/// <param name="Known">By every id that somebody among them is known by, who that is.</param>
internal sealed record MetLeads(IReadOnlyList<ReadLead> Leads, IReadOnlyList<MetLead> Met, IReadOnlyDictionary<Guid, Guid> Known)
{
    /// <summary>Of whom leads are to be made.</summary>
    public IReadOnlySet<Guid> People { get; } = Met.Where(m => m.Problems.Count == 0).Select(m => m.ContactId!.Value).ToHashSet();
}

/// <param name="ContactId">Whom the row is about, where that is known.</param>
/// <param name="IsNew">They came by this row.</param>
/// <param name="Problems">For which no lead is to be made.</param>
internal sealed record MetLead(Guid? ContactId, bool IsNew, IReadOnlyList<LeadRowProblem> Problems)
{
    public static MetLead OfSomebodyWithAnOpenOne(Guid contactId) =>
        new(contactId, IsNew: false, [new LeadRowProblem(null, LeadRowFault.AlreadyOpen)]);
}
