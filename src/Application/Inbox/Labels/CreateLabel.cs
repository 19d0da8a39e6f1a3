using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Labels;

/// <summary>Adds a word by which conversations are found together.</summary>
/// <param name="Name">Up to 40 characters.</param>
public sealed record CreateLabel(string Name, LabelColor Color) : ICommand<LabelView>;

internal sealed class CreateLabelValidator : AbstractValidator<CreateLabel>
{
    public CreateLabelValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.Color).IsInEnum();
    }
}

internal sealed class CreateLabelHandler(IInboxDb db, TimeProvider clock) : IRequestHandler<CreateLabel, LabelView>
{
    /// <summary>The screen has all of them at hand.</summary>
    private const int Most = 200;

    public async Task<LabelView> Handle(CreateLabel request, CancellationToken ct)
    {
        if (await db.Labels.CountAsync(ct) >= Most)
            throw new DomainException(LabelErrors.TooMany);
        var now = clock.GetUtcNow();
        var label = Label.Create(Guid.CreateVersion7(now), request.Name, request.Color, now);
        db.Labels.Add(label);
        await db.SaveChangesAsync(ct);
        return new LabelView(label.Id, label.Name, label.Color);
    }
}
