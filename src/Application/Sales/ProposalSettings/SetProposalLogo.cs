using CleanApp.Application.Common;
using CleanApp.Application.Common.Pdf;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.ProposalSettings;

/// <summary>The logo of proposals from now on. What it is its content says, not its name; one that cannot be printed is refused now.</summary>
public sealed record SetProposalLogo(IIncomingFile File) : IRequest<ProposalSettingsView>;

internal sealed class SetProposalLogoHandler(ISalesDb db, ProposalLogos logos, IUnitOfWork unitOfWork, TimeProvider clock)
    : IRequestHandler<SetProposalLogo, ProposalSettingsView>
{
    public async Task<ProposalSettingsView> Handle(SetProposalLogo request, CancellationToken ct)
    {
        var file = await request.File.OpenAsync(ct) ?? throw new DomainException(ProposalErrors.LogoMissing);
        var picture = ProposalLogo.Read(await file.ReadAsync(ProposalLogo.MostBytes, ct));
        if (PdfPicture.TryRead(picture) is null)
            throw new DomainException(ProposalErrors.LogoNotAPicture);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var settings = await db.LockProposalSettingsAsync(inner);
                var now = clock.GetUtcNow();
                var logo = ProposalLogo.Of(Guid.CreateVersion7(now), picture, now);
                db.ProposalLogos.Add(logo);
                settings.Show(logo.Id, now);
                await db.SaveChangesAsync(inner);
                return await logos.ViewAsync(settings, inner);
            },
            ct
        );
    }
}
