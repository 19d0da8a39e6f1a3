namespace CleanApp.Application.Common;

/// <summary>Services of their own for the same company: what one does in a transaction goes on beside the caller's.</summary>
public interface ITenantScopes
{
    Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull;
}
