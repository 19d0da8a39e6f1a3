using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Payments.Links;

/// <summary>Makes an address at which an amount can be paid by Pix.</summary>
/// <param name="Description">Shown to the payer; at most 140 characters; no personal data.</param>
/// <param name="ExpiresAt">Within a year.</param>
/// <param name="Reusable">May be paid by many; else by one.</param>
public sealed record CreatePaymentLink(MoneyView Amount, string Description, DateTimeOffset ExpiresAt, bool Reusable = false)
    : ICommand<PaymentLinkView>;

internal sealed class CreatePaymentLinkValidator : AbstractValidator<CreatePaymentLink>
{
    public CreatePaymentLinkValidator(TimeProvider clock)
    {
        RuleFor(r => r.Amount).Cascade(CascadeMode.Stop).NotNull().Money().Must(a => !a!.ToMoney().IsZero).WithMessage("Must be more than zero.");
        RuleFor(r => r.Description).Name(140);
        RuleFor(r => r.ExpiresAt)
            .Must(at => at > clock.GetUtcNow() && at < clock.GetUtcNow().AddDays(366))
            .WithMessage("Must be in the future, within a year.");
    }
}

internal sealed class CreatePaymentLinkHandler(IPaymentLinks links, IUserContext user) : IRequestHandler<CreatePaymentLink, PaymentLinkView>
{
    public Task<PaymentLinkView> Handle(CreatePaymentLink request, CancellationToken ct) =>
        links.CreateAsync(
            new PaymentLinkRequest(request.Amount.ToMoney(), request.Description, request.ExpiresAt, request.Reusable),
            user.UserId,
            ct
        );
}
