using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace CleanApp.Infrastructure.Persistence.Conventions;

/// <summary>
/// Gives every tenant-owned table the key (tenant_id, id) and every foreign key between such tables the tenant column as well,
/// so a row cannot point into another tenant. Runs after all configurations.
/// </summary>
internal static class TenantKeys
{
    public static void Apply(ModelBuilder model)
    {
        var owned = model.Model.GetEntityTypes().Where(t => typeof(TenantEntity).IsAssignableFrom(t.ClrType)).ToList();
        foreach (var type in owned)
        {
            var tenantId = type.FindProperty(nameof(TenantEntity.TenantId))!;
            var id = type.FindProperty(nameof(TenantEntity.Id))!;
            id.ValueGenerated = ValueGenerated.Never;
            tenantId.SetValueGeneratorFactory((_, _) => new CurrentTenantGenerator());
            tenantId.ValueGenerated = ValueGenerated.OnAdd;
            tenantId.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
            type.SetPrimaryKey([tenantId, id]);
        }
        foreach (var type in owned)
        foreach (var key in type.GetForeignKeys().ToList())
        {
            var principal = key.PrincipalEntityType;
            if (!typeof(TenantEntity).IsAssignableFrom(principal.ClrType) || key.Properties.Count > 1)
                continue;
            var composite = new[] { type.FindProperty(nameof(TenantEntity.TenantId))!, key.Properties[0] };
            key.SetProperties(composite, principal.FindPrimaryKey()!);
            key.DeleteBehavior = DeleteBehavior.NoAction;
        }
    }

    /// <summary>The only place a tenant id is written from. Without a tenant, adding a row fails.</summary>
    private sealed class CurrentTenantGenerator : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        public override Guid Next(EntityEntry entry) =>
            ((AppDbContext)entry.Context).TenantContext?.TenantId ?? throw new InvalidOperationException("No tenant is set.");
    }
}
