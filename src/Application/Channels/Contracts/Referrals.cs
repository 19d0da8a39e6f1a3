namespace CleanApp.Application.Channels.Contracts;

/// <summary>By which advertisement a customer came to write.</summary>
public interface IReferrals
{
    /// <summary>The latest among these messages; null when none came by one, and once the person was anonymised.</summary>
    Task<Referral?> LastOfAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken ct);
}

/// <summary>An advertisement, as the network names it; each null when it said nothing.</summary>
/// <param name="Url">Where it is, or where it leads.</param>
public sealed record Referral(string? Id, string? Headline, string? Url);
