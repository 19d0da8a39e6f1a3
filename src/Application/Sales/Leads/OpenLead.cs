using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Opens a lead by hand, or for another program: of a contact that is known, or of a person as they say who they are.</summary>
/// <param name="ContactId">A contact that is known; then nothing is said of the person.</param>
/// <param name="Interest">What they want, up to 200 characters.</param>
/// <param name="Amount">What it might bring.</param>
/// <param name="OwnerId">Null: nobody's yet.</param>
public sealed record OpenLead(
    LeadSource Source,
    Guid? ContactId = null,
    NewLeadPerson? Person = null,
    string? Interest = null,
    MoneyView? Amount = null,
    UtmTags? Campaign = null,
    Guid? OwnerId = null
) : ICommand<LeadSummary>;

/// <param name="Name">Up to 120 characters.</param>
/// <param name="Cpf">A person's; a company has a <paramref name="Cnpj"/>.</param>
public sealed record NewLeadPerson(string Name, string? Phone = null, string? Email = null, string? Cpf = null, string? Cnpj = null);

internal sealed class OpenLeadValidator : AbstractValidator<OpenLead>
{
    public OpenLeadValidator()
    {
        RuleFor(r => r.Source).IsInEnum();
        RuleFor(r => r.Interest!).Name(200).When(r => r.Interest is not null);
        RuleFor(r => r.Amount).Money();
        RuleFor(r => r.Person!).SetValidator(new NewLeadPersonValidator()).When(r => r.Person is not null);
        RuleFor(r => r.Campaign!).SetValidator(new UtmTagsValidator()).When(r => r.Campaign is not null);
    }
}

internal sealed class NewLeadPersonValidator : AbstractValidator<NewLeadPerson>
{
    public NewLeadPersonValidator()
    {
        RuleFor(p => p.Name).Name(120);
        RuleFor(p => p.Email!).Email().When(p => p.Email is not null);
        RuleFor(p => p.Phone!).MaximumLength(40).When(p => p.Phone is not null);
        RuleFor(p => p.Cpf!).MaximumLength(40).When(p => p.Cpf is not null);
        RuleFor(p => p.Cnpj!).MaximumLength(40).When(p => p.Cnpj is not null);
    }
}

internal sealed class UtmTagsValidator : AbstractValidator<UtmTags>
{
    public UtmTagsValidator()
    {
        RuleFor(t => t.Source!).Name(200).When(t => t.Source is not null);
        RuleFor(t => t.Medium!).Name(200).When(t => t.Medium is not null);
        RuleFor(t => t.Name!).Name(200).When(t => t.Name is not null);
        RuleFor(t => t.Term!).Name(200).When(t => t.Term is not null);
        RuleFor(t => t.Content!).Name(200).When(t => t.Content is not null);
    }
}

internal sealed class OpenLeadHandler(IPeople people, BeginLead begin, LeadBook book, LeadViews views) : IRequestHandler<OpenLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(OpenLead request, CancellationToken ct)
    {
        if (request.OwnerId is { } owner)
            await book.RequireOwnerAsync(owner, ct);
        var contactId = await PersonAsync(request, ct);
        if (await begin.OpenOfAsync(contactId, ct) is { } open)
            throw book.AlreadyOpen(open);
        var lead = await begin.RunAsync(
            contactId,
            conversationId: null,
            request.Interest,
            request.Amount?.ToMoney(),
            new LeadOrigin(request.Source, request.Campaign),
            request.OwnerId,
            ct
        );
        return await views.OfAsync(lead, ct);
    }

    private async Task<Guid> PersonAsync(OpenLead request, CancellationToken ct) =>
        request switch
        {
            { ContactId: { } contact, Person: null } => await people.LockAsync(contact, ct),
            { ContactId: null, Person: { } said } when said is not { Phone: null, Email: null, Cpf: null, Cnpj: null } => (
                await people.RecogniseAsync(new PersonInput(said.Name, said.Cpf, said.Phone, Cnpj: said.Cnpj, Email: said.Email), ct)
            ).ContactId,
            _ => throw new DomainException(LeadErrors.NobodyNamed),
        };
}
