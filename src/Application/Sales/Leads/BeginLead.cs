using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Leads;

/// <summary>
/// The one way a lead begins, however they came. A person has one open lead: of many callers at once the database lets one through, and the
/// lock on the person lets the others see it.
/// </summary>
internal sealed class BeginLead(ISalesDb db, LeadBook book, IPeople people, IPersonalVault vault, TimeProvider clock)
{
    /// <summary>The open lead of this person, by whatever id they are known.</summary>
    public async Task<Lead?> OpenOfAsync(Guid contactId, CancellationToken ct)
    {
        var ids = await people.IdsOfAsync(contactId, ct);
        return await db
            .Leads.AsNoTracking()
            .Where(l => ids.Contains(l.ContactId) && l.ClosedAt == null)
            .OrderBy(l => l.CreatedAt)
            .FirstOrDefaultAsync(ct);
    }

    /// <param name="contactId">Locked, and the id the person is known by today.</param>
    public async Task<Lead> RunAsync(
        Guid contactId,
        Guid? conversationId,
        string? interest,
        Money? amount,
        LeadOrigin origin,
        Guid? ownerId,
        Actor by,
        CancellationToken ct
    )
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var words = interest is null ? null : keys.Seal(interest.Trim(), SalesPlaces.LeadInterest(id));
        var (lead, opened) = Lead.Open(id, contactId, conversationId, words, amount, origin, ownerId, by, now);
        db.Leads.Add(lead);
        await book.SaveAsync(lead, opened, ct);
        return lead;
    }
}
