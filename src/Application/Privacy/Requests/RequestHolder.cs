using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>What a person has asked for. That they asked and what came of it stays when they are anonymised; every word goes.</summary>
internal sealed class RequestHolder(IPrivacyDb db, IPersonalVault vault) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var rows = await db
            .DataSubjectRequests.AsNoTracking()
            .Where(r => r.ContactId == person.ContactId)
            .OrderBy(r => r.ReceivedAt)
            .ThenBy(r => r.Id)
            .ToListAsync(ct);
        var keys = await vault.OpenAsync(ct);
        return
        [
            new DataSection(
                "requests",
                "Pedidos sobre os dados",
                60,
                [
                    .. rows.Select(r =>
                        new[]
                        {
                            new DataField("protocol", "Protocolo", r.Protocol),
                            Kind(r.Kind),
                            Status(r.Status),
                            new DataField("receivedAt", "Recebido em", r.ReceivedAt),
                            new DataField("dueAt", "Prazo", r.DueAt),
                            new DataField("closedAt", "Encerrado em", r.ClosedAt),
                            new DataField("name", "Nome informado", keys.Open(r, "name", r.Name)),
                            new DataField("reach", "Contato informado", keys.Open(r, "reach", r.Reach)),
                            new DataField("message", "Mensagem", keys.Open(r, "message", r.Message)),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .DataSubjectRequests.Where(r =>
                r.ContactId != null && contactIds.Contains(r.ContactId.Value) && (r.ClosedAt == null || r.ClosedAt >= since)
            )
            .Select(r => r.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public async Task EraseAsync(DataSubject person, CancellationToken ct)
    {
        foreach (var request in await db.LockRequestsOfAsync(person.ContactId, ct))
            request.Forget();
        await db.SaveChangesAsync(ct);
        await db.EraseNotesAsync(person.ContactId, ct);
    }

    private static DataField Kind(DataSubjectRequestKind kind)
    {
        var (name, shown) = kind switch
        {
            DataSubjectRequestKind.Access => ("access", "acesso aos dados"),
            DataSubjectRequestKind.Correction => ("correction", "correção"),
            DataSubjectRequestKind.Anonymisation => ("anonymisation", "anonimização ou exclusão"),
            DataSubjectRequestKind.Portability => ("portability", "portabilidade"),
            DataSubjectRequestKind.Revocation => ("revocation", "revogação de consentimento"),
            _ => ("information", "informação"),
        };
        return new DataField("kind", "Pedido", name, shown);
    }

    private static DataField Status(DataSubjectRequestStatus status)
    {
        var (name, shown) = status switch
        {
            DataSubjectRequestStatus.Received => ("received", "recebido"),
            DataSubjectRequestStatus.Identified => ("identified", "identidade conferida"),
            DataSubjectRequestStatus.Done => ("done", "atendido"),
            _ => ("refused", "recusado"),
        };
        return new DataField("status", "Situação", name, shown);
    }
}
