using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Labels;

/// <summary>Changes a label wherever it is on.</summary>
public sealed record ChangeLabel(Guid Id, string Name, LabelColor Color) : ICommand<LabelView>;

internal sealed class ChangeLabelValidator : AbstractValidator<ChangeLabel>
{
    public ChangeLabelValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.Color).IsInEnum();
    }
}

internal sealed class ChangeLabelHandler(IInboxDb db) : IRequestHandler<ChangeLabel, LabelView>
{
    public async Task<LabelView> Handle(ChangeLabel request, CancellationToken ct)
    {
        var label = await db.Labels.SingleOrDefaultAsync(l => l.Id == request.Id, ct) ?? throw new DomainException(LabelErrors.NotFound);
        label.Change(request.Name, request.Color);
        await db.SaveChangesAsync(ct);
        return new LabelView(label.Id, label.Name, label.Color);
    }
}
