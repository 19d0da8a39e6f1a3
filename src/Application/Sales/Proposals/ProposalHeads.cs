using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>What would stand around a draft if it were sent at this moment.</summary>
internal sealed class ProposalHeads(ISalesDb db, ITenantProfile tenant, IPeople people)
{
    public async Task<ProposalHead> OfAsync(
        Proposal proposal,
        int validityDays,
        Guid? contactId,
        decimal total,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var company = await tenant.GetAsync(ct);
        var settings = await db.ProposalSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? Domain.Sales.ProposalSettings.Usual;
        var customer = contactId is { } id ? (await people.ListAsync([id], ct)).GetValueOrDefault(id)?.Name : null;
        var today = DateOnly.FromDateTime(company.Calendar.ToLocal(now).DateTime);
        return new ProposalHead(
            proposal.Number,
            proposal.LastVersion,
            company.Name,
            settings.Letterhead,
            settings.LogoId,
            customer,
            today,
            today.AddDays(validityDays),
            total
        );
    }

    /// <summary>The first moment after a day, where the company is.</summary>
    public async Task<DateTimeOffset> EndOfAsync(DateOnly day, CancellationToken ct) =>
        ((await tenant.GetAsync(ct)).Calendar with { Cutoff = TimeOnly.MinValue }).StartOf(day.AddDays(1));
}
