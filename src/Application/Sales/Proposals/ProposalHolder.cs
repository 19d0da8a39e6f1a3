using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>
/// What was offered to a person and what they answered. When they are anonymised, number, figures, days, what became of it and the hash of what
/// was accepted are all that stays; whoever needs the contract itself puts a legal hold on the person first.
/// </summary>
internal sealed class ProposalHolder(ISalesDb db, IPersonalVault vault) : IPersonalDataHolder
{
    /// <summary>After opportunities, as whoever accepts.</summary>
    public int EraseOrder => 5;

    public async Task<IReadOnlyList<DataReference>> ThingsOfAsync(Guid contactId, CancellationToken ct) =>
        await db
            .Proposals.Where(p => p.ContactId == contactId)
            .Select(p => new DataReference(ProposalDetailViews.ReferenceKind, p.Id))
            .ToListAsync(ct);

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var proposals = await db
            .Proposals.AsNoTracking()
            .Include(p => p.Versions)
            .Where(p => p.ContactId == person.ContactId && !p.Erased)
            .OrderBy(p => p.Number)
            .ToListAsync(ct);
        var ids = proposals.SelectMany(p => p.Versions).Select(v => v.Id).ToArray();
        var acceptances = await db.ProposalAcceptances.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var views = await db.ProposalViews.AsNoTracking().Where(v => ids.Contains(v.VersionId)).OrderBy(v => v.At).ThenBy(v => v.Id).ToListAsync(ct);
        return
        [
            new DataSection(
                "proposals",
                "Propostas",
                69,
                [.. proposals.SelectMany(p => p.Versions.OrderBy(v => v.Version).Select(v => Row(keys, p, v, acceptances.GetValueOrDefault(v.Id))))]
            ),
            new DataSection(
                "proposal_views",
                "Leituras de propostas",
                70,
                [
                    .. views
                        .Select(v => (v.At, Visitor: Visitor.Of(keys, v)))
                        .Select(v =>
                            new[]
                            {
                                new DataField("at", "Quando", v.At),
                                new DataField("address", "Endereço de rede", v.Visitor.Ip),
                                new DataField("device", "Aparelho", v.Visitor.Device),
                            }
                        ),
                ]
            ),
        ];
    }

    private static DataField[] Row(ICompanyKeys keys, Proposal proposal, ProposalVersion version, ProposalAcceptance? acceptance)
    {
        var content = ProposalContent.Of(keys, version);
        var proof = AcceptanceProof.Of(keys, acceptance);
        var lines = content?.Lines.Select(l => $"{BrazilianFormat.Of(l.Quantity)} {l.Unit} {l.Name}") ?? [];
        return
        [
            new DataField("number", "Número", $"{proposal.Number}/{version.Version}"),
            new DataField("sent_at", "Enviada em", version.SentAt),
            new DataField("items", "Itens", string.Join("; ", lines)),
            new DataField("total", "Total", version.Total),
            new DataField("note", "Recado", content?.Note),
            new DataField("terms", "Condições", content?.Terms),
            new DataField("refusal", "Motivo da recusa", version.RefusalReason is { } box ? keys.Open(box, SalesPlaces.Refusal(version.Id)) : null),
            new DataField("accepted_at", "Aceita em", acceptance?.At),
            new DataField("accepted_by", "Aceita por", proof?.Name),
            new DataField("accepted_cpf", "CPF de quem aceitou", proof?.Cpf),
            new DataField("accepted_from", "Endereço de rede", proof?.Ip),
            new DataField("accepted_device", "Aparelho", proof?.Device),
            new DataField("content_hash", "Código do conteúdo", version.ContentHash),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .Proposals.Where(p => p.ContactId != null && contactIds.Contains(p.ContactId.Value))
            .Where(p => p.UpdatedAt >= since || p.Versions.Any(v => v.Status == ProposalStatus.Sent || v.Status == ProposalStatus.Viewed))
            .Select(p => p.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public Task EraseAsync(DataSubject person, CancellationToken ct) => db.EraseProposalsAsync(person.ContactId, ct);
}
