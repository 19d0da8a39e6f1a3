using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>One processing operation in all its versions, the newest first.</summary>
public sealed record GetOperation(Guid Id) : IRequest<ListOperations.Response>;

internal sealed class GetOperationHandler(RegisterBook book) : IRequestHandler<GetOperation, ListOperations.Response>
{
    public async Task<ListOperations.Response> Handle(GetOperation request, CancellationToken ct)
    {
        var entries = await book.ReadVersionsAsync(PrivacyRegister.Operations, request.Id, ct);
        return new ListOperations.Response([.. entries.Select(await book.LinesAsync<ProcessingOperation>(entries, ct)).Select(OperationView.Of)]);
    }
}
