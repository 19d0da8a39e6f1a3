using CleanApp.Application.Common;
using CleanApp.Application.Common.Pdf;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.ProposalSettings;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <param name="Name">As it is saved.</param>
public sealed record ProposalFile(byte[] Content, string Name);

/// <summary>The one file of a version: what is looked at while it is written is what the customer gets.</summary>
internal sealed class ProposalFiles(
    ISalesDb db,
    ProposalHeads heads,
    ProposalLogos logos,
    IPersonalVault vault,
    ITenantProfile tenant,
    TimeProvider clock
)
{
    /// <param name="customer">Whom a draft would go to.</param>
    /// <exception cref="DomainException">The person was anonymised: there is nothing to be read.</exception>
    public async Task<ProposalFile> OfAsync(Proposal proposal, ProposalVersion version, Guid? customer, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var content = ProposalContent.Of(keys, version) ?? throw new DomainException(ProposalErrors.WasErased);
        var now = clock.GetUtcNow();
        var head = content.Head ?? await heads.OfAsync(proposal, version.ValidityDays, customer, version.Total.Amount, now, ct);
        var logo = await logos.FindAsync(head.LogoId, ct);
        var acceptance =
            version.Status == ProposalStatus.Accepted ? await db.ProposalAcceptances.AsNoTracking().SingleAsync(a => a.Id == version.Id, ct) : null;
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var bytes = ProposalPdf.Write(
            new ProposalPage(
                content,
                head with
                {
                    Version = version.Version,
                },
                version.Totals,
                content.Head is null,
                calendar.ToLocal(version.SentAt ?? now),
                logo is null ? null : PdfPicture.TryRead(logo.MimeType, logo.Content),
                AcceptanceProof.Of(keys, acceptance) is { } proof
                    ? new ProposalSignature(proof.Name, CpfNumber.Parse(proof.Cpf).Masked, calendar.ToLocal(acceptance!.At), acceptance.ContentHash)
                    : null
            )
        );
        return new ProposalFile(bytes, $"proposta-{proposal.Number}{(version.Version > 1 ? $"-v{version.Version}" : "")}.pdf");
    }
}
