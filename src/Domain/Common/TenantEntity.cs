namespace CleanApp.Domain.Common;

/// <summary>A row owned by one tenant; its key in the database is <c>(tenant_id, id)</c>.</summary>
public abstract class TenantEntity
{
    public Guid Id { get; protected init; }

    /// <summary>Filled by the database context when the row is added, never by hand: see TenantKeys.</summary>
    public Guid TenantId { get; private set; }
}
