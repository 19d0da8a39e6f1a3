using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Persistence.Tenancy;

internal sealed class TenantContext : ITenantContext
{
    public Guid TenantId => TenantIdOrNone ?? throw new InvalidOperationException("No tenant is set.");
    public Guid? TenantIdOrNone { get; private set; }
    public Guid? PersonScope { get; private set; }

    public void Enter(Guid? tenantId, Guid? personScope = null)
    {
        TenantIdOrNone = tenantId;
        PersonScope = personScope;
    }
}
