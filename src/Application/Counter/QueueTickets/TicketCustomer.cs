using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using FluentValidation;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>As the customer says it; at least one of name, CPF and telephone.</summary>
/// <param name="Consents">Answers to the texts the customer has read.</param>
public sealed record TicketCustomerInput(string? Name = null, string? Cpf = null, string? Phone = null, IReadOnlyList<ConsentInput>? Consents = null);

internal static class TicketCustomerRules
{
    private const int MostConsents = 20;

    public static void Check(InlineValidator<TicketCustomerInput> customer)
    {
        customer
            .RuleFor(c => c)
            .Must(c => c.Name is not null || c.Cpf is not null || c.Phone is not null)
            .WithMessage("Give at least one of name, CPF and telephone.");
        customer.RuleFor(c => c.Name!).Name(120).When(c => c.Name is not null);
        customer.RuleFor(c => c.Cpf!).Name(20).When(c => c.Cpf is not null);
        customer.RuleFor(c => c.Phone!).Name(30).When(c => c.Phone is not null);
        customer
            .RuleFor(c => c.Consents!)
            .Must(list => list.Count <= MostConsents)
            .WithMessage($"Must have at most {MostConsents} entries.")
            .When(c => c.Consents is not null);
        customer.RuleForEach(c => c.Consents!).NotNull().ChildRules(ConsentInputRules.Check).When(c => c.Consents is not null);
    }
}
