using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Desks;

public sealed record ChangeDesk(Guid Id, string Name, bool Active) : ICommand<DeskView>;

internal sealed class ChangeDeskValidator : AbstractValidator<ChangeDesk>
{
    public ChangeDeskValidator() => RuleFor(r => r.Name).Name(40);
}

internal sealed class ChangeDeskHandler(ICounterDb db) : IRequestHandler<ChangeDesk, DeskView>
{
    public async Task<DeskView> Handle(ChangeDesk request, CancellationToken ct)
    {
        var desk = await db.Desks.SingleOrDefaultAsync(d => d.Id == request.Id, ct) ?? throw new DomainException(DeskErrors.NotFound);
        desk.Describe(request.Name, request.Active);
        await db.SaveChangesAsync(ct);
        return DeskView.Of(desk);
    }
}
