using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

public sealed record AddOperation(ProcessingOperation Entry) : ICommand<OperationView>;

internal sealed class AddOperationValidator : AbstractValidator<AddOperation>
{
    public AddOperationValidator() => RuleFor(r => r.Entry).NotNull().ChildRules(ProcessingOperationRules.Check);
}

internal sealed class AddOperationHandler(RegisterBook book) : IRequestHandler<AddOperation, OperationView>
{
    public async Task<OperationView> Handle(AddOperation request, CancellationToken ct)
    {
        var entry = await book.AddAsync(PrivacyRegister.Operations, request.Entry, ct);
        return OperationView.Of((await book.LinesAsync<ProcessingOperation>([entry], ct))(entry));
    }
}
