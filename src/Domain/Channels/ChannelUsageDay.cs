using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>How much a number was used on a day of the company's. Counted in the transaction of what it counts, so that the sum is exact; of nobody.</summary>
public sealed class ChannelUsageDay : TenantEntity
{
    private ChannelUsageDay() { }

    public Guid ChannelId { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>Messages that Meta took; one that was sent anew after it failed is two.</summary>
    public int Accepted { get; private init; }

    /// <summary>Messages of customers.</summary>
    public int Received { get; private init; }
}
