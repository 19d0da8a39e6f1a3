using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Issues a ticket. With an id of the caller's it may be repeated: the ticket issued first is the answer.</summary>
/// <param name="Amount">Without it, the service's price. A ticket that costs nothing is born paid and prints at once.</param>
/// <param name="Priority">0 (normal) to 9; higher is called first.</param>
/// <param name="Customer">Who it is for, where the service asks.</param>
public sealed record IssueQueueTicket(
    Guid ServiceId,
    Guid? Id = null,
    MoneyView? Amount = null,
    short Priority = 0,
    TicketCustomerInput? Customer = null
) : ICommand<QueueTicketView>;

internal sealed class IssueQueueTicketValidator : AbstractValidator<IssueQueueTicket>
{
    public IssueQueueTicketValidator()
    {
        RuleFor(r => r.Id).NotEqual(Guid.Empty).WithMessage("Must not be the empty id.");
        RuleFor(r => r.Amount).Money();
        RuleFor(r => r.Customer!).ChildRules(TicketCustomerRules.Check).When(r => r.Customer is not null);
        RuleFor(r => r.Priority).InclusiveBetween((short)0, (short)9).WithMessage("Must be between 0 and 9.");
    }
}

internal sealed class IssueQueueTicketHandler(
    ICounterDb db,
    IPeople people,
    IConsentRegister consents,
    ITenantProfile tenant,
    IUserContext user,
    ITokenSource tokens,
    PrintQueue printQueue,
    QueueTicketViews views,
    TimeProvider clock
) : IRequestHandler<IssueQueueTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(IssueQueueTicket request, CancellationToken ct)
    {
        var service = await db.Services.SingleOrDefaultAsync(s => s.Id == request.ServiceId, ct) ?? throw new DomainException(ServiceErrors.NotFound);
        var asked = request.Amount?.ToMoney();
        if (request.Id is { } chosen)
        {
            await db.LockTicketIdAsync(chosen, ct);
            if (await db.QueueTickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == chosen, ct) is { } existing)
            {
                // Without an amount the price of then counts: it may have changed between a request and its repeat.
                var sameAmount = asked is null || existing.Amount == asked;
                if (existing.NumberedByServiceId != service.Id || !sameAmount || existing.Priority != request.Priority)
                    throw new DomainException(QueueTicketErrors.IdTaken);
                return await views.OfAsync(existing, ct);
            }
        }
        if (!service.Active)
            throw new DomainException(ServiceErrors.Inactive);

        // Before the number is taken: whoever waits for the next one should not wait for this.
        var customer = request.Customer is { } given ? await people.RecogniseAsync(new PersonInput(given.Name, given.Cpf, given.Phone), ct) : null;
        if (request.Customer?.Consents is { Count: > 0 } answers)
            await consents.RecordAtCounterAsync(customer!.ContactId, answers, ct);

        var now = clock.GetUtcNow();
        var day = (await tenant.GetAsync(ct)).Calendar.DayOf(now);
        var number = await db.TakeTicketNumberAsync(service.Id, day, ct);
        var id = request.Id ?? Guid.CreateVersion7(now);
        var ticket = QueueTicket.Issue(
            id,
            service,
            day,
            number,
            asked ?? service.Price,
            request.Priority,
            tokens.NewToken(),
            customer?.ContactId,
            user.Actor,
            now
        );
        db.QueueTickets.Add(ticket);
        if (ticket.Status == QueueTicketStatus.Paid)
            await printQueue.AddTicketAsync(ticket.Id, ct);
        await db.SaveChangesAsync(ct);
        return views.Of(ticket, service.Name, deskName: null, customer);
    }
}
