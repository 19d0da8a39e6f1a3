using CleanApp.Domain.Counter;

namespace CleanApp.Application.Counter.Panels;

/// <summary>Appends announcements to the company's feed.</summary>
internal sealed class PanelFeed(ICounterDb db, TimeProvider clock)
{
    /// <summary>Inside the caller's transaction. Taken last of all locks, so calls wait for each other as briefly as possible.</summary>
    public async Task<PanelCall> AnnounceAsync(QueueTicket ticket, Desk desk, bool recall, CancellationToken ct)
    {
        var (sequence, serviceName) = await db.TakePanelSequenceAsync(ticket.ServiceId, ct);
        var call = PanelCall.Announce(sequence, ticket, desk, serviceName, recall, clock.GetUtcNow());
        db.PanelCalls.Add(call);
        return call;
    }
}
