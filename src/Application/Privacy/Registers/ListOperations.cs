using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>Every processing operation as it is now.</summary>
public sealed record ListOperations : IRequest<ListOperations.Response>
{
    public sealed record Response(IReadOnlyList<OperationView> Items);
}

internal sealed class ListOperationsHandler(RegisterBook book) : IRequestHandler<ListOperations, ListOperations.Response>
{
    public async Task<ListOperations.Response> Handle(ListOperations request, CancellationToken ct)
    {
        var entries = await book.ReadAsync(PrivacyRegister.Operations, ct);
        return new ListOperations.Response([.. entries.Select(await book.LinesAsync<ProcessingOperation>(entries, ct)).Select(OperationView.Of)]);
    }
}
