using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Today's queue in figures.</summary>
public sealed record GetQueue : IRequest<GetQueue.Response>
{
    public sealed record Response(int Waiting, IReadOnlyList<ServiceQueue> Services);

    public sealed record ServiceQueue(Guid ServiceId, string Name, string Prefix, int Waiting, DateTimeOffset? OldestWaitingSince);
}

internal sealed class GetQueueHandler(ICounterDb db, ITenantProfile tenant, TimeProvider clock) : IRequestHandler<GetQueue, GetQueue.Response>
{
    public async Task<GetQueue.Response> Handle(GetQueue request, CancellationToken ct)
    {
        var day = (await tenant.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow());
        var waiting = db
            .QueueTickets.Where(t => t.BusinessDay == day && t.Status == QueueTicketStatus.Paid)
            .GroupBy(t => t.ServiceId)
            .Select(g => new
            {
                ServiceId = g.Key,
                Count = g.Count(),
                Oldest = g.Min(t => t.WaitingSince),
            });
        var services = await (
            from service in db.Services
            where service.Active
            join queue in waiting on service.Id equals queue.ServiceId into queues
            from queue in queues.DefaultIfEmpty()
            orderby service.CreatedAt, service.Id
            select new GetQueue.ServiceQueue(service.Id, service.Name, service.Prefix, (int?)queue.Count ?? 0, (DateTimeOffset?)queue.Oldest)
        ).ToListAsync(ct);
        return new GetQueue.Response(services.Sum(s => s.Waiting), services);
    }
}
