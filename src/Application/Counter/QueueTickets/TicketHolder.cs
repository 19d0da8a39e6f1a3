using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>A person's tickets. They stay when the person is anonymised, without the words in which one was cancelled.</summary>
internal sealed class TicketHolder(ICounterDb db, ITenantProfile tenant, TimeProvider clock) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataReference>> ThingsOfAsync(Guid contactId, CancellationToken ct) =>
        [
            .. (await db.QueueTickets.Where(t => t.ContactId == contactId).Select(t => t.Id).ToListAsync(ct)).Select(id => new DataReference(
                ChargeTicket.ReferenceKind,
                id
            )),
        ];

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var rows = await (
            from ticket in db.QueueTickets.AsNoTracking()
            join service in db.Services on ticket.ServiceId equals service.Id
            where ticket.ContactId == person.ContactId
            orderby ticket.CreatedAt, ticket.Id
            select new { Ticket = ticket, service.Name }
        ).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Ticket.Id);
        var moves = (
            await db.QueueTicketTransitions.AsNoTracking().Where(t => ids.Contains(t.TicketId)).OrderBy(t => t.At).ThenBy(t => t.Id).ToListAsync(ct)
        ).ToLookup(t => t.TicketId);
        return
        [
            new DataSection(
                "tickets",
                "Senhas",
                40,
                [
                    .. rows.Select(r =>
                        new[]
                        {
                            new DataField("code", "Senha", r.Ticket.Code),
                            new DataField("service", "Serviço", r.Name),
                            new DataField("amount", "Preço", r.Ticket.Amount),
                            Status(r.Ticket.Status),
                            new DataField("issuedAt", "Emitida em", r.Ticket.CreatedAt),
                            new DataField("waitingSince", "Na fila desde", r.Ticket.WaitingSince),
                            new DataField("calledAt", "Chamada em", r.Ticket.CalledAt),
                            new DataField(
                                "finishedAt",
                                "Encerrada em",
                                moves[r.Ticket.Id]
                                    .LastOrDefault(m =>
                                        m.To is QueueTicketStatus.Completed or QueueTicketStatus.NoShow or QueueTicketStatus.Cancelled
                                    )
                                    ?.At
                            ),
                            new DataField("cancelReason", "Motivo do cancelamento", r.Ticket.CancelReason),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .QueueTickets.Where(t => t.ContactId != null && contactIds.Contains(t.ContactId.Value) && t.CreatedAt >= since)
            .Select(t => t.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public async Task EraseAsync(DataSubject person, CancellationToken ct)
    {
        var today = (await tenant.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow());
        // A ticket for this person is issued under the contact's lock, which the caller has: none can come after this look.
        if (
            await db.QueueTickets.AnyAsync(
                t =>
                    t.ContactId == person.ContactId
                    && t.BusinessDay == today
                    && (t.Status == QueueTicketStatus.Pending || t.Status == QueueTicketStatus.Paid || t.Status == QueueTicketStatus.Called),
                ct
            )
        )
            throw new DomainException(QueueTicketErrors.CustomerPresent);
        await db.EraseReasonsAsync(person.ContactId, ct);
    }

    private static DataField Status(QueueTicketStatus status)
    {
        var (name, shown) = status switch
        {
            QueueTicketStatus.Pending => ("pending", "aguardando pagamento"),
            QueueTicketStatus.Paid => ("paid", "na fila"),
            QueueTicketStatus.Called => ("called", "em atendimento"),
            QueueTicketStatus.Completed => ("completed", "concluída"),
            QueueTicketStatus.NoShow => ("no_show", "não compareceu"),
            _ => ("cancelled", "cancelada"),
        };
        return new DataField("status", "Situação", name, shown);
    }
}
