using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LossReasons;

/// <summary>Adds a reason why something is not sold.</summary>
/// <param name="Name">Up to 60 characters.</param>
public sealed record CreateLossReason(string Name) : ICommand<LossReasonView>;

internal sealed class CreateLossReasonValidator : AbstractValidator<CreateLossReason>
{
    public CreateLossReasonValidator() => RuleFor(r => r.Name).Name(60);
}

internal sealed class CreateLossReasonHandler(ISalesDb db, TimeProvider clock) : IRequestHandler<CreateLossReason, LossReasonView>
{
    public async Task<LossReasonView> Handle(CreateLossReason request, CancellationToken ct)
    {
        await db.BeginAsync(ct);
        await db.LockSettingsAsync(ct);
        if (await db.LossReasons.CountAsync(ct) >= LossReason.Most)
            throw new DomainException(LossReasonErrors.TooMany);
        var now = clock.GetUtcNow();
        var reason = LossReason.Create(Guid.CreateVersion7(now), request.Name, now);
        db.LossReasons.Add(reason);
        await db.SaveChangesAsync(ct);
        return LossReasonView.Of(reason);
    }
}
