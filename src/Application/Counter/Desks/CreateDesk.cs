using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Counter.Desks;

public sealed record DeskView(Guid Id, string Name, bool Active)
{
    internal static DeskView Of(Desk desk) => new(desk.Id, desk.Name, desk.Active);
}

public sealed record CreateDesk(string Name) : ICommand<DeskView>;

internal sealed class CreateDeskValidator : AbstractValidator<CreateDesk>
{
    public CreateDeskValidator() => RuleFor(r => r.Name).Name(40);
}

internal sealed class CreateDeskHandler(ICounterDb db, TimeProvider clock) : IRequestHandler<CreateDesk, DeskView>
{
    public async Task<DeskView> Handle(CreateDesk request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var desk = Desk.Create(Guid.CreateVersion7(now), request.Name, now);
        db.Desks.Add(desk);
        await db.SaveChangesAsync(ct);
        return DeskView.Of(desk);
    }
}
