using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImages;

/// <summary>
/// Removes a picture from the storage unless a row shows it. Asked for before each is stored, so that one whose row was never written does
/// not stay for ever, and when one is removed.
/// </summary>
internal sealed class ClearProductImage(ISalesDb db, IObjectStorage storage, ITenantContext tenant) : IWorkHandler
{
    public const string WorkKind = "sales.clear_product_image";

    /// <summary>Longer than any picture takes from its reservation to its row.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromHours(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        if (!await db.ProductImages.AnyAsync(i => i.Id == subjectId, ct))
            await storage.DeleteAsync(KeyOf(tenant.TenantId, subjectId), ct);
        return WorkResult.Finished;
    }

    /// <summary>In clear: there is nothing of a person in it, and it is shown to whoever is offered the product.</summary>
    public static string KeyOf(Guid tenantId, Guid id) => $"{tenantId:N}/products/{id:N}";
}
