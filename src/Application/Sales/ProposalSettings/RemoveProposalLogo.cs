using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>No logo from now on; what was sent with it keeps it.</summary>
public sealed record RemoveProposalLogo : ICommand<ProposalSettingsView>;

internal sealed class RemoveProposalLogoHandler(ISalesDb db, ProposalLogos logos, TimeProvider clock)
    : IRequestHandler<RemoveProposalLogo, ProposalSettingsView>
{
    public async Task<ProposalSettingsView> Handle(RemoveProposalLogo request, CancellationToken ct)
    {
        var settings = await db.LockProposalSettingsAsync(ct);
        settings.Show(null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await logos.ViewAsync(settings, ct);
    }
}
