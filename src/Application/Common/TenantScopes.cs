using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Application.Common;

/// <summary>Services of their own for the same company: what one does in a transaction goes on beside the caller's.</summary>
internal sealed class TenantScopes(IServiceScopeFactory scopes, ITenantContext tenant)
{
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant.TenantId);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
