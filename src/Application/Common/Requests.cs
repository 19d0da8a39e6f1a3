using MediatR;

namespace CleanApp.Application.Common;

/// <summary>
/// A use case that changes state: runs in one transaction, which also holds its Idempotency-Key record.
/// One that must call out before it can answer is a plain <see cref="IRequest{TResponse}"/> and commits its steps itself.
/// </summary>
public interface ICommand<out TResponse> : IRequest<TResponse>;

/// <summary>The answer of a command that has nothing to tell.</summary>
public sealed record Done
{
    public static readonly Done Value = new();
}
