using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>Logos a company has or had.</summary>
internal sealed class ProposalLogos(ISalesDb db)
{
    public async Task<ProposalLogo?> FindAsync(Guid? id, CancellationToken ct) =>
        id is null ? null : await db.ProposalLogos.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);

    public async Task<ProposalSettingsView> ViewAsync(Domain.Sales.ProposalSettings settings, CancellationToken ct)
    {
        var logo = settings.LogoId is { } id
            ? await db.ProposalLogos.Where(l => l.Id == id).Select(l => new ProposalLogoView(l.Id, l.MimeType, l.Content.Length)).SingleAsync(ct)
            : null;
        return new ProposalSettingsView(settings.ValidityDays, settings.Terms, settings.Letterhead, logo);
    }
}
