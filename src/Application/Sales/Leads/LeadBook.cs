using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Sales.LeadScores;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Leads as whoever asks may see them, and what several changes of one share.</summary>
internal sealed class LeadBook(ISalesDb db, IActiveMembers members, IUserContext user)
{
    /// <exception cref="DomainException">There is none, or the caller may not see it: the two are never told apart.</exception>
    public async Task<Lead> FindAsync(Guid id, CancellationToken ct) =>
        Require(await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct));

    /// <exception cref="DomainException">As <see cref="FindAsync"/>.</exception>
    public async Task<Lead> LockAsync(Guid id, CancellationToken ct) => Require(await db.LockLeadAsync(id, ct));

    /// <exception cref="DomainException">There is no such member, or they have nothing to do with leads.</exception>
    public async Task RequireOwnerAsync(Guid userId, CancellationToken ct)
    {
        if (!(await members.WithAsync(Permissions.LeadsWrite, ct)).Any(m => m.UserId == userId))
            throw new DomainException(LeadErrors.OwnerNotFound);
    }

    /// <summary>What happened, if anything did, is kept with what it changed, and the lead is rated by what is known of it now.</summary>
    public async Task SaveAsync(Lead lead, LeadEvent? happened, CancellationToken ct)
    {
        if (happened is not null)
            db.LeadEvents.Add(happened);
        lead.Rate(await db.ScoringAsync(ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Says which one it is, unless it is a colleague's whom the caller does not see.</summary>
    public DomainException AlreadyOpen(Lead open) =>
        new(LeadErrors.AlreadyOpen) { Offer = Sees(open) ? new Dictionary<string, object> { ["leadId"] = open.Id } : null };

    public bool Sees(Lead lead) => SalesSight.Of(user).Sees(lead.OwnerId);

    private Lead Require(Lead? lead) => lead is not null && Sees(lead) ? lead : throw new DomainException(LeadErrors.NotFound);
}
