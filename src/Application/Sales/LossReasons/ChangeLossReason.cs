using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LossReasons;

/// <summary>Renames a reason, or switches it off or on again; what was lost for it keeps it.</summary>
/// <param name="Name">Up to 60 characters.</param>
public sealed record ChangeLossReason(Guid Id, string Name, bool Active) : ICommand<LossReasonView>;

internal sealed class ChangeLossReasonValidator : AbstractValidator<ChangeLossReason>
{
    public ChangeLossReasonValidator() => RuleFor(r => r.Name).Name(60);
}

internal sealed class ChangeLossReasonHandler(ISalesDb db) : IRequestHandler<ChangeLossReason, LossReasonView>
{
    public async Task<LossReasonView> Handle(ChangeLossReason request, CancellationToken ct)
    {
        var reason = await db.LossReasons.SingleOrDefaultAsync(r => r.Id == request.Id, ct) ?? throw new DomainException(LossReasonErrors.NotFound);
        reason.Change(request.Name, request.Active);
        await db.SaveChangesAsync(ct);
        return LossReasonView.Of(reason);
    }
}
