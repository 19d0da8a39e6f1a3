using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>
/// Asks for a ticket to be paid by Pix. Repeating gives the same charge while it lives. Not a command: the bank is called
/// between two transactions, and the charge's own txid makes the whole repeatable.
/// </summary>
public sealed record ChargeTicket(Guid Id) : IRequest<ChargeView>
{
    public const string ReferenceKind = "counter.queue_ticket";
}

internal sealed class ChargeTicketHandler(ICounterDb db, IUnitOfWork unitOfWork, ICharges charges, ITenantProfile tenant, TimeProvider clock)
    : IRequestHandler<ChargeTicket, ChargeView>
{
    public async Task<ChargeView> Handle(ChargeTicket request, CancellationToken ct)
    {
        var ticket =
            await db.QueueTickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.Id, ct)
            ?? throw new DomainException(QueueTicketErrors.NotFound);
        if (ticket.Amount.IsZero)
            throw new DomainException(QueueTicketErrors.NothingToCharge);
        if (ticket.Status != QueueTicketStatus.Pending)
            throw new DomainException(QueueTicketErrors.NotPending);
        ticket.RequireBusinessDay((await tenant.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow()));
        var charge = await charges.RequestAsync(
            new ChargeRequest(
                ChargeTicket.ReferenceKind,
                ticket.Id,
                ticket.Amount,
                $"Senha {ticket.Code}",
                TimeSpan.FromMinutes(30),
                ticket.ContactId
            ),
            ct
        );
        if (charge.Created && await WasCancelledAsync(ticket.Id, ct))
            throw new DomainException(QueueTicketErrors.NotPending);
        return charge;
    }

    /// <summary>A cancellation that came between the look and the new charge did not see the charge: it is withdrawn here.</summary>
    private Task<bool> WasCancelledAsync(Guid ticketId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var ticket = await db.LockTicketAsync(ticketId, inner);
                if (ticket!.Status != QueueTicketStatus.Cancelled)
                    return false;
                await charges.WithdrawAsync(ChargeTicket.ReferenceKind, ticketId, inner);
                return true;
            },
            ct
        );
}
