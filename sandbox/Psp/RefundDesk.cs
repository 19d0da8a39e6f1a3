using CleanApp.Sandbox.Controls;

namespace CleanApp.Sandbox.Psp;

/// <summary>Refunds settle after they were answered, and the customer hears of it through the same webhook as of the payment.</summary>
internal sealed class RefundDesk(
    PspStore store,
    WebhookDispatcher webhooks,
    FaultBoard faults,
    SandboxOptions options,
    IHostApplicationLifetime lifetime
)
{
    public void SettleLater(string endToEndId, string id, string key) => _ = SettleAsync(endToEndId, id, key);

    public void Resume()
    {
        foreach (var (endToEndId, id, key) in store.PendingRefunds())
            SettleLater(endToEndId, id, key);
    }

    private async Task SettleAsync(string endToEndId, string id, string key)
    {
        try
        {
            await Task.Delay(options.RefundSettlement, options.Clock, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var failed = faults.First(key, null, f => f.RefundStatus) == RefundStatus.NotDone;
        if (store.SettleRefund(endToEndId, id, failed ? RefundStatus.NotDone : RefundStatus.Refunded) is { } pix)
            webhooks.Notify(pix);
    }
}
