using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

public sealed record AddOperation(ProcessingOperation Entry) : ICommand<RegisterLine<ProcessingOperation>>;

internal sealed class AddOperationValidator : AbstractValidator<AddOperation>
{
    public AddOperationValidator() => RuleFor(r => r.Entry).NotNull().ChildRules(ProcessingOperationRules.Check);
}

internal sealed class AddOperationHandler(RegisterBook book) : IRequestHandler<AddOperation, RegisterLine<ProcessingOperation>>
{
    public async Task<RegisterLine<ProcessingOperation>> Handle(AddOperation request, CancellationToken ct)
    {
        var entry = await book.AddAsync(PrivacyRegister.Operations, request.Entry, ct);
        return (await book.LinesAsync<ProcessingOperation>([entry], ct))(entry);
    }
}
