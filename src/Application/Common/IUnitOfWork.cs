namespace CleanApp.Application.Common;

/// <summary>One database transaction around several steps; nested calls join the outer one.</summary>
public interface IUnitOfWork
{
    Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct);
}

public static class UnitOfWorkExtensions
{
    public static Task InTransactionAsync(this IUnitOfWork unitOfWork, Func<CancellationToken, Task> work, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                await work(inner);
                return Done.Value;
            },
            ct
        );
}
