using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Application.Sales.LeadScores;
using CleanApp.Application.Sales.NextSteps;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Makes leads of rows as <see cref="BeginLead"/> makes one: who the people are is asked for all of them at once, and told for one after the
/// other. A person has one open lead; a row whose person has one leaves both as they are.
/// </summary>
internal sealed class LeadIntake(ISalesDb db, ICrowds crowds, IPersonalVault vault, IWorkQueue work, TimeProvider clock)
{
    /// <param name="from">How many rows of the import are before these.</param>
    /// <returns>False when it is no more under way, or somebody else has come further.</returns>
    public async Task<bool> TakeAsync(Guid importId, int from, ReadLeads rows, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var import = await db.LockLeadImportAsync(importId, ct);
        if (import is not { Status: LeadImportStatus.Running } || import.RowsRead != from)
            return false;
        var crowd = await crowds.RecogniseAsync(rows.People, ct);
        var open = (await db.WithOpenLeadsAsync([.. crowd.Known.Keys], ct)).Select(id => crowd.Known[id]).ToHashSet();
        var batch = new Batch(import, keys, await db.ScoringAsync(ct), clock.GetUtcNow());
        for (var i = 0; i < rows.Leads.Count; i++)
        {
            var row = rows.Leads[i];
            var (problems, known) = (rows.ProblemsOf(i), crowd.Find(i));
            if (problems.Count == 0 && known is { } person && open.Contains(person))
                problems = [new LeadRowProblem(null, LeadRowFault.AlreadyOpen)];
            if (problems.Count > 0)
            {
                batch.Refuse(row, problems, known);
                continue;
            }
            var (contactId, isNew) = crowd.TakeIn(i);
            open.Add(contactId);
            batch.Make(row, contactId, isNew);
        }
        await crowd.SaveAsync(ct);
        await db.AddImportedAsync(batch.Leads, batch.Events, batch.Problems, ct);
        foreach (var lead in batch.Leads.Where(l => l.NextStepAt > batch.Now))
            work.Enqueue(RemindOfLead.WorkKind, lead.Id, lead.NextStepAt - batch.Now);
        import.Take(batch.Leads.Count, batch.NewPeople, batch.AlreadyOpen, batch.Problems.Count - batch.AlreadyOpen, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    }

    private sealed class Batch(LeadImport import, ICompanyKeys keys, LeadScoring scoring, DateTimeOffset now)
    {
        private readonly Actor _by = new(import.AuthorId);

        public DateTimeOffset Now => now;

        public List<Lead> Leads { get; } = [];
        public List<LeadEvent> Events { get; } = [];
        public List<LeadImportProblem> Problems { get; } = [];
        public int NewPeople { get; private set; }
        public int AlreadyOpen { get; private set; }

        public void Refuse(ReadLead row, IReadOnlyList<LeadRowProblem> problems, Guid? contactId)
        {
            if (problems is [{ Fault: LeadRowFault.AlreadyOpen }])
                AlreadyOpen++;
            Problems.Add(LeadImportProblem.Of(Guid.CreateVersion7(now), import.Id, row.Line, RowReasons.Write(problems), contactId));
        }

        public void Make(ReadLead row, Guid contactId, bool isNew)
        {
            var id = Guid.CreateVersion7(now);
            var interest = row.Interest is { } words ? keys.Seal(words, SalesPlaces.LeadInterest(id)) : null;
            var (lead, opened) = Lead.Open(id, contactId, null, interest, row.Amount, row.Origin, row.OwnerId, _by, now, import.Id, isNew);
            Events.Add(opened);
            if (row is { NextStep: { } step, NextStepAt: { } at })
            {
                var planned = Guid.CreateVersion7(now);
                Events.Add(
                    lead.Plan(keys.Seal(step, SalesPlaces.LeadStep(id)), at, planned, keys.Seal(step, SalesPlaces.LeadWords(planned)), _by, now)
                );
            }
            if (row.Note is { } note)
            {
                var said = Guid.CreateVersion7(now);
                Events.Add(lead.Comment(said, keys.Seal(note, SalesPlaces.LeadWords(said)), _by, now));
            }
            lead.Rate(scoring);
            Leads.Add(lead);
            if (isNew)
                NewPeople++;
        }
    }
}
