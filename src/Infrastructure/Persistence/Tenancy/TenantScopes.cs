using CleanApp.Application.Common;
using Microsoft.Extensions.DependencyInjection;

namespace CleanApp.Infrastructure.Persistence.Tenancy;

internal sealed class TenantScopes(IServiceScopeFactory scopes, ITenantContext tenant) : ITenantScopes
{
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant.TenantId, tenant.PersonScope);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
