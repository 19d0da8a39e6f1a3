using MediatR;

namespace CleanApp.Application.Common.Behaviours;

/// <summary>State, work items and idempotency record of a command share one transaction.</summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next) =>
        unitOfWork.InTransactionAsync(_ => next(), ct);
}
