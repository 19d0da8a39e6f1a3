using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>Writes the next version.</summary>
/// <param name="Version">The one the change was made from.</param>
public sealed record ChangeOperation(Guid Id, int Version, ProcessingOperation Entry) : ICommand<OperationView>;

internal sealed class ChangeOperationValidator : AbstractValidator<ChangeOperation>
{
    public ChangeOperationValidator()
    {
        RuleFor(r => r.Version).GreaterThan(0);
        RuleFor(r => r.Entry).NotNull().ChildRules(ProcessingOperationRules.Check);
    }
}

internal sealed class ChangeOperationHandler(RegisterBook book) : IRequestHandler<ChangeOperation, OperationView>
{
    public async Task<OperationView> Handle(ChangeOperation request, CancellationToken ct)
    {
        var entry = await book.ChangeAsync(PrivacyRegister.Operations, request.Id, request.Version, request.Entry, ct);
        return OperationView.Of((await book.LinesAsync<ProcessingOperation>([entry], ct))(entry));
    }
}
