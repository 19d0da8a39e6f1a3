using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

/// <summary>Appends announcements to the company's feed.</summary>
internal sealed class PanelFeed(ICounterDb db, TimeProvider clock)
{
    /// <summary>Inside the caller's transaction. Taken last of all locks, so calls wait for each other as briefly as possible.</summary>
    public async Task<PanelCall> AnnounceAsync(QueueTicket ticket, Desk desk, bool recall, CancellationToken ct)
    {
        var serviceName = await db.Services.Where(s => s.Id == ticket.ServiceId).Select(s => s.Name).SingleAsync(ct);
        var call = PanelCall.Announce(await db.TakePanelSequenceAsync(ct), ticket, desk, serviceName, recall, clock.GetUtcNow());
        db.PanelCalls.Add(call);
        return call;
    }
}
