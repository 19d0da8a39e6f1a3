using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using FluentValidation;

namespace CleanApp.Application.Counter.Services;

/// <param name="Prefix">One to three letters that begin each ticket's code; unique in the company.</param>
/// <param name="PriorityWeight">0–9, added to each ticket's own priority; higher is called first.</param>
/// <param name="CustomerAsk">Whether who takes a ticket is asked who they are.</param>
/// <param name="CustomerPurpose">What the data is for, as the customer reads it.</param>
public sealed record ServiceView(
    Guid Id,
    string Name,
    string Prefix,
    MoneyView Price,
    short PriorityWeight,
    bool Active,
    CustomerAsk CustomerAsk,
    string? CustomerPurpose
)
{
    internal static ServiceView Of(Service service) =>
        new(
            service.Id,
            service.Name,
            service.Prefix,
            MoneyView.Of(service.Price),
            service.PriorityWeight,
            service.Active,
            service.CustomerAsk,
            service.CustomerPurpose
        );
}

internal interface IServiceFields
{
    string Name { get; }
    string Prefix { get; }
    MoneyView? Price { get; }
    short PriorityWeight { get; }
    CustomerAsk CustomerAsk { get; }
    string? CustomerPurpose { get; }
}

internal sealed class ServiceFieldsValidator : AbstractValidator<IServiceFields>
{
    public ServiceFieldsValidator()
    {
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.Prefix).Matches("^[A-Za-z]{1,3}\\z").WithMessage("Must be one to three letters A–Z.");
        RuleFor(r => r.Price).NotNull().Money();
        RuleFor(r => r.CustomerAsk).IsInEnum();
        RuleFor(r => r.CustomerPurpose!).Name(200).When(r => r.CustomerPurpose is not null);
        RuleFor(r => r.PriorityWeight).InclusiveBetween((short)0, (short)9).WithMessage("Must be between 0 and 9.");
    }
}
