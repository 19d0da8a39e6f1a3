using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>The leads the caller may see.</summary>
/// <param name="Open">Only those that are open.</param>
/// <param name="Overdue">Only what had something to be done by now; the longest overdue first, whatever the order.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
/// <param name="Text">Of people whom this could mean: a telephone, an e-mail, a CPF or a CNPJ in full, or the beginnings of a name's words.</param>
/// <param name="Opened">Only those that were opened on these days, newest first by that, whatever the order.</param>
public sealed record ListLeads(
    LeadView View,
    LeadStatus? Status,
    bool Open,
    LeadSource? Source,
    Guid? OwnerId,
    bool Overdue,
    Guid? ContactId,
    string? Text,
    LeadOrder Order,
    DaySpan? Opened,
    string? After,
    int Limit
) : IRequest<Page<LeadSummary>>;

internal sealed class ListLeadsValidator : AbstractValidator<ListLeads>
{
    public ListLeadsValidator()
    {
        RuleFor(r => r.Text!).Name(120).When(r => r.Text is not null);
        RuleFor(r => r.View).IsInEnum();
        RuleFor(r => r.Status).IsInEnum();
        RuleFor(r => r.Source).IsInEnum();
        RuleFor(r => r.Order).IsInEnum();
        RuleFor(r => r.Opened).Must(days => days is null or { IsInThisCentury: true }).WithMessage("Must be in this century.");
    }
}

internal sealed class ListLeadsHandler(ISalesDb db, LeadViews views, IPeople people, ITenantProfile company, IUserContext user, TimeProvider clock)
    : IRequestHandler<ListLeads, Page<LeadSummary>>
{
    /// <summary>Whom a text could mean: more than this is no search for somebody.</summary>
    private const int MostPeople = 200;

    public async Task<Page<LeadSummary>> Handle(ListLeads request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var order =
            request.Overdue ? LeadOrder.NextStep
            : request.Opened is not null ? LeadOrder.Opened
            : request.Order;
        var filter = new LeadFilter(
            SalesSight.Of(user),
            request.View,
            request.Status,
            request.Open || order is LeadOrder.Score or LeadOrder.NextStep,
            order,
            request.Source,
            request.OwnerId,
            request.Overdue ? clock.GetUtcNow() : null,
            await ContactsAsync(request, ct),
            request.Opened is { } days ? await days.ByAsync(company, ct) : null
        );
        if (filter.ContactIds is { Count: 0 })
            return new Page<LeadSummary>([], null);
        var rows = await db.ListLeadsAsync(filter, after, request.Limit, ct);
        var page = Page<Lead>.Of(rows, request.Limit, l => PlaceOf(l, order));
        return new Page<LeadSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }

    private static Cursor PlaceOf(Lead lead, LeadOrder order) =>
        order switch
        {
            LeadOrder.Score => Cursor.OfRank(lead.Score, lead.Id),
            LeadOrder.NextStep => new Cursor(lead.NextStepAt!.Value, lead.Id),
            LeadOrder.Opened => new Cursor(lead.CreatedAt, lead.Id),
            _ => new Cursor(lead.UpdatedAt, lead.Id),
        };

    private async Task<IReadOnlyCollection<Guid>?> ContactsAsync(ListLeads request, CancellationToken ct) =>
        request switch
        {
            { ContactId: { } contact } => await people.IdsOfAsync(contact, ct),
            { Text: { } text } => await people.FindAsync(text, MostPeople, ct),
            _ => null,
        };
}
