using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Application.Sales.ProposalSettings;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>The logo a version was sent with.</summary>
public sealed record OpenPublicLogo(string Token) : IRequest<OpenProposalLogo.Picture>;

internal sealed class OpenPublicLogoHandler(PublicProposalDesk desk, ProposalLogos logos, IPersonalVault vault)
    : IRequestHandler<OpenPublicLogo, OpenProposalLogo.Picture>
{
    public async Task<OpenProposalLogo.Picture> Handle(OpenPublicLogo request, CancellationToken ct)
    {
        var version = await desk.EnterAsync(request.Token, ct);
        var logoId = ProposalContent.Of(await vault.OpenAsync(ct), version)?.Head?.LogoId;
        return await logos.FindAsync(logoId, ct) is { } logo
            ? new OpenProposalLogo.Picture(logo.Content, logo.MimeType)
            : throw new DomainException(ProposalErrors.LogoNotFound);
    }
}
