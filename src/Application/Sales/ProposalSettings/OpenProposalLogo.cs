using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>The logo of proposals at present.</summary>
public sealed record OpenProposalLogo : IRequest<OpenProposalLogo.Picture>
{
    public sealed record Picture(byte[] Content, string MimeType);
}

internal sealed class OpenProposalLogoHandler(ISalesDb db, ProposalLogos logos) : IRequestHandler<OpenProposalLogo, OpenProposalLogo.Picture>
{
    public async Task<OpenProposalLogo.Picture> Handle(OpenProposalLogo request, CancellationToken ct) =>
        await logos.FindAsync(await db.ProposalSettings.Select(s => s.LogoId).SingleOrDefaultAsync(ct), ct) is { } logo
            ? new OpenProposalLogo.Picture(logo.Content, logo.MimeType)
            : throw new DomainException(ProposalErrors.LogoNotFound);
}
