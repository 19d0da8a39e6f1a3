using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Application.Sales.LeadScores;
using CleanApp.Application.Sales.NextSteps;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Makes leads of rows as <see cref="BeginLead"/> makes one, once their people were taken in.</summary>
internal sealed class LeadIntake(ISalesDb db, ICrowds crowds, IPersonalVault vault, IWorkQueue work, TimeProvider clock)
{
    /// <param name="from">How many rows of the import are before these.</param>
    public async Task<Taken> TakeAsync(Guid importId, int from, MetLeads rows, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var import = await db.LockProgressAsync(importId, ct);
        if (import is not { Status: LeadImportStatus.Running } || import.RowsRead != from)
            return Taken.Over;
        if (!await crowds.StayAsync(rows.People, ct))
            return Taken.NotThey;
        // Of somebody new as well: who was taken in can be found by everybody since.
        var open = (await db.WithOpenLeadsAsync([.. rows.Known.Keys.Union(rows.People)], ct))
            .Select(id => rows.Known.GetValueOrDefault(id, id))
            .ToHashSet();
        var batch = new Batch(import, keys, await db.ScoringAsync(ct), clock.GetUtcNow());
        foreach (var (row, met) in rows.Leads.Zip(rows.Met))
            if (met.Problems.Count > 0)
                batch.Refuse(row, met);
            else if (open.Contains(met.ContactId!.Value))
                batch.Refuse(row, MetLead.OfSomebodyWithAnOpenOne(met.ContactId.Value));
            else
                batch.Make(row, met.ContactId.Value, met.IsNew);
        await db.AddImportedAsync(batch.Leads, batch.Events, batch.Problems, ct);
        await db.LeadImportNewcomers.Where(n => n.ImportId == importId && n.FirstRow == from).ExecuteDeleteAsync(ct);
        foreach (var lead in batch.Leads.Where(l => l.NextStepAt > batch.Now))
            work.Enqueue(RemindOfLead.WorkKind, lead.Id, lead.NextStepAt - batch.Now);
        import.Take(batch.Leads.Count, batch.NewPeople, batch.AlreadyOpen, batch.Problems.Count - batch.AlreadyOpen, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Taken.Done;
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

        public void Refuse(ReadLead row, MetLead met)
        {
            if (met.Problems is [{ Fault: LeadRowFault.AlreadyOpen }])
                AlreadyOpen++;
            Problems.Add(LeadImportProblem.Of(Guid.CreateVersion7(now), import.Id, row.Line, RowReasons.Write(met.Problems), met.ContactId));
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

internal enum Taken
{
    Done,

    /// <summary>It is no more under way, or somebody else has come further.</summary>
    Over,

    /// <summary>Somebody among them was merged or anonymised since they were taken in.</summary>
    NotThey,
}
