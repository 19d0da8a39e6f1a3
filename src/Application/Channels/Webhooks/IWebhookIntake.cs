namespace CleanApp.Application.Channels.Webhooks;

/// <summary>Keeps what Meta posted, to be read later; many in one commit.</summary>
public interface IWebhookIntake
{
    /// <summary>Ends once it is committed. An exception says that it may not be: Meta is not answered with 200, and posts it again.</summary>
    Task StoreAsync(ArrivedWebhook webhook, CancellationToken ct);
}

/// <param name="Body">Sealed.</param>
/// <param name="TraceParent">Of the request it came by, in W3C's form.</param>
public sealed record ArrivedWebhook(Guid TenantId, Guid ChannelId, Guid Id, byte[] Body, DateTimeOffset ReceivedAt, string? TraceParent);
