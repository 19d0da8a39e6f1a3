using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

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
            tenantId.ValueGenerated = ValueGenerated.Never;
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

    /// <summary>
    /// The only place a tenant id is written: when a new row begins to be tracked. A value generator would not do, because the tenant
    /// is part of foreign keys as well, and EF then leaves it to the principal. Without a tenant, adding a row fails.
    /// </summary>
    public static void Fill(object? sender, EntityTrackingEventArgs e)
    {
        if (e.FromQuery || e.State != EntityState.Added || e.Entry.Entity is not TenantEntity row)
            return;
        var tenantId = ((AppDbContext)e.Entry.Context).TenantContext?.TenantId ?? throw new InvalidOperationException("No tenant is set.");
        if (row.TenantId == Guid.Empty)
            e.Entry.Property(nameof(TenantEntity.TenantId)).CurrentValue = tenantId;
        else if (row.TenantId != tenantId)
            throw new InvalidOperationException("A row of one tenant cannot be added for another.");
    }
}
