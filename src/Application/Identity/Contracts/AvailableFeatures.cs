using CleanApp.Application.Common;

namespace CleanApp.Application.Identity.Contracts;

/// <summary>What the company a request runs for may use: the installation's scope, and its own.</summary>
public sealed class AvailableFeatures(FeatureOptions options, ITenantContext tenant, ITenantProfile profile)
{
    /// <summary>Asks nobody about what is in the MVP, so only the rest costs anything. Without a company, the installation alone decides.</summary>
    public async Task<bool> HasAsync(Feature feature, CancellationToken ct) =>
        feature.IsInMvp() || options.Offers(feature) && (tenant.TenantIdOrNone is null || !(await profile.GetAsync(ct)).MvpOnly);
}
