using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Takes a ticket out of the queue and withdraws its open charge at the bank.</summary>
public sealed record CancelTicket(Guid Id, string Reason) : ICommand<QueueTicketView>;

internal sealed class CancelTicketValidator : AbstractValidator<CancelTicket>
{
    public CancelTicketValidator() => RuleFor(r => r.Reason).Name(200);
}

internal sealed class CancelTicketHandler(ICounterDb db, IUserContext user, ICharges charges, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<CancelTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(CancelTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        ticket.Cancel(request.Reason, user.Actor, clock.GetUtcNow());
        await charges.WithdrawAsync(ChargeTicket.ReferenceKind, ticket.Id, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
