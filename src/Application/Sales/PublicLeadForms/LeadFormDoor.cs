using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.PublicLeadForms;

/// <summary>From a link to its form.</summary>
internal sealed class LeadFormDoor(ISalesDb db, ITenantContext tenantContext)
{
    /// <summary>Goes on in the company whose link it is.</summary>
    /// <exception cref="DomainException">It is nobody's, was given anew, or the form is switched off: the three are never told apart.</exception>
    public async Task<LeadForm> EnterAsync(string token, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindLeadFormTenantAsync(token, ct) ?? throw new DomainException(LeadFormErrors.NotFound));
        return await db.LeadForms.AsNoTracking().SingleOrDefaultAsync(f => f.Token == token && f.Active, ct)
            ?? throw new DomainException(LeadFormErrors.NotFound);
    }
}
