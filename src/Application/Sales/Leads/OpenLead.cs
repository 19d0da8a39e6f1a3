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
        When(
            r => r.Person is not null,
            () =>
            {
                RuleFor(r => r.Person!.Name).Name(120);
                RuleFor(r => r.Person!.Email!).Email().When(r => r.Person!.Email is not null);
                RuleFor(r => r.Person!.Phone!).MaximumLength(40).When(r => r.Person!.Phone is not null);
                RuleFor(r => r.Person!.Cpf!).MaximumLength(40).When(r => r.Person!.Cpf is not null);
                RuleFor(r => r.Person!.Cnpj!).MaximumLength(40).When(r => r.Person!.Cnpj is not null);
            }
        );
        When(
            r => r.Campaign is not null,
            () =>
            {
                RuleFor(r => r.Campaign!.Source!).Name(200).When(r => r.Campaign!.Source is not null);
                RuleFor(r => r.Campaign!.Medium!).Name(200).When(r => r.Campaign!.Medium is not null);
                RuleFor(r => r.Campaign!.Name!).Name(200).When(r => r.Campaign!.Name is not null);
                RuleFor(r => r.Campaign!.Term!).Name(200).When(r => r.Campaign!.Term is not null);
                RuleFor(r => r.Campaign!.Content!).Name(200).When(r => r.Campaign!.Content is not null);
            }
        );
    }
}

internal sealed class OpenLeadHandler(IPeople people, BeginLead begin, LeadBook book, LeadViews views, IUserContext user)
    : IRequestHandler<OpenLead, LeadSummary>
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
            user.Actor,
            ct
        );
        return await views.OfAsync(lead, ct);
    }

    private async Task<Guid> PersonAsync(OpenLead request, CancellationToken ct)
    {
        if (request is { ContactId: { } contact })
        {
            var known = await people.LockAsync(contact, ct);
            return request.Person is null ? known : throw new DomainException(LeadErrors.NobodyNamed);
        }
        if (request.Person is not { } said || said is { Phone: null, Email: null, Cpf: null, Cnpj: null })
            throw new DomainException(LeadErrors.NobodyNamed);
        var input = new PersonInput(said.Name, said.Cpf, said.Phone, Cnpj: said.Cnpj, Email: said.Email);
        return (await people.RecogniseAsync(input, ct)).ContactId;
    }
}
