using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>
/// Pays a ticket with cash or card that a person took. Decided under the ticket's lock: a Pix that comes at the same time finds the ticket
/// paid and waits for a person. Repeated, nothing more happens.
/// </summary>
public sealed record RecordManualPayment(Guid Id, PaymentMethod Method) : ICommand<QueueTicketView>;

internal sealed class RecordManualPaymentValidator : AbstractValidator<RecordManualPayment>
{
    public RecordManualPaymentValidator() =>
        RuleFor(r => r.Method).IsInEnum().NotEqual(PaymentMethod.Pix).WithMessage("Only the bank says that a Pix came.");
}

internal sealed class RecordManualPaymentHandler(
    ICounterDb db,
    IPaymentLedger ledger,
    ICharges charges,
    ITenantProfile tenant,
    PrintQueue printQueue,
    IUserContext user,
    QueueTicketViews views,
    TimeProvider clock
) : IRequestHandler<RecordManualPayment, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(RecordManualPayment request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        if (ticket.PaymentId is { } paid && (await ledger.FindPaymentAsync(paid, ct))?.Method == request.Method)
            return await views.OfAsync(ticket, ct);
        var now = clock.GetUtcNow();
        if (ticket.Status != QueueTicketStatus.Pending)
            throw new DomainException(QueueTicketErrors.NotPending);
        ticket.RequireBusinessDay((await tenant.GetAsync(ct)).Calendar.DayOf(now));
        var thing = new PaidThing(ChargeTicket.ReferenceKind, ticket.Id, ticket.Amount, ticket.ContactId);
        var payment = await ledger.RecordManualAsync(thing, request.Method, user.UserId, ct);
        ticket.ConfirmPayment(payment, user.Actor, now);
        await printQueue.AddTicketAsync(ticket.Id, ct);
        await charges.WithdrawAsync(ChargeTicket.ReferenceKind, ticket.Id, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
