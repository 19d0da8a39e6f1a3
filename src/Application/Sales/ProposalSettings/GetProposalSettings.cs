using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>How the company's proposals begin and look.</summary>
public sealed record GetProposalSettings : IRequest<ProposalSettingsView>;

internal sealed class GetProposalSettingsHandler(ISalesDb db, ProposalLogos logos) : IRequestHandler<GetProposalSettings, ProposalSettingsView>
{
    public async Task<ProposalSettingsView> Handle(GetProposalSettings request, CancellationToken ct) =>
        await logos.ViewAsync(await db.ProposalSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? Domain.Sales.ProposalSettings.Usual, ct);
}

/// <param name="ValidityDays">Of a new proposal, from the day it is sent.</param>
/// <param name="Terms">What a new proposal begins with.</param>
/// <param name="Letterhead">What stands beside the logo, in lines: the company's full name, its CNPJ, where it is.</param>
/// <param name="Logo">Null: none.</param>
public sealed record ProposalSettingsView(int ValidityDays, string? Terms, string? Letterhead, ProposalLogoView? Logo);

public sealed record ProposalLogoView(Guid Id, string MimeType, int Size);
