using CleanApp.Domain.Common;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>A row of the work queue. Leases, attempts and dead letters are the worker's columns, written by its own SQL.</summary>
internal sealed class WorkItem : TenantEntity
{
    private WorkItem() { }

    public string Kind { get; private init; } = "";
    public Guid SubjectId { get; private init; }
    public DateTimeOffset RunAt { get; private init; }
    public int Attempts { get; private init; }
    public Guid? LeaseToken { get; private init; }
    public DateTimeOffset? LeaseUntil { get; private init; }
    public string? LastError { get; private init; }
    public DateTimeOffset? DeadAt { get; private init; }

    /// <summary>Of whoever asked for it, in W3C's form.</summary>
    public string? TraceParent { get; private init; }

    public static WorkItem Of(Guid id, string kind, Guid subjectId, DateTimeOffset runAt, string? traceParent) =>
        new()
        {
            Id = id,
            Kind = kind,
            SubjectId = subjectId,
            RunAt = runAt,
            TraceParent = traceParent,
        };
}
