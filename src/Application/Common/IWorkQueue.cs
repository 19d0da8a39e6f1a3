namespace CleanApp.Application.Common;

/// <summary>
/// Durable work, committed with the state that asks for it and done afterwards, at least once: handlers are idempotent.
/// One item per tenant, kind and subject. No personal data: subjects are ids.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Adds the item to the current unit of work. The subject must be new for this kind.</summary>
    void Enqueue(string kind, Guid subjectId, TimeSpan? delay = null);

    /// <summary>Adds the item unless there is one, which stays due as it is; part of the current transaction.</summary>
    Task EnsureAsync(string kind, Guid subjectId, CancellationToken ct);

    /// <summary>
    /// Adds the item, due after a while in which more of the same may come. One that waits is due no later than that, one that is being done
    /// just now is done once more; part of the current transaction.
    /// </summary>
    Task GatherAsync(string kind, Guid subjectId, TimeSpan delay, CancellationToken ct);

    /// <summary>Adds the item, or brings an existing one forward to now; part of the current transaction.</summary>
    Task NudgeAsync(string kind, Guid subjectId, CancellationToken ct);

    /// <summary>As <see cref="NudgeAsync(string, Guid, CancellationToken)"/> for each, in the order of their ids.</summary>
    Task NudgeAsync(string kind, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct);
}

/// <summary>Does one kind of work, inside the item's tenant.</summary>
public interface IWorkHandler
{
    string Kind { get; }

    /// <summary>Work without an end, such as polling: it is tried again after any number of failures.</summary>
    bool Recurring => false;

    Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct);
}

/// <summary>What becomes of the item. An exception means: again, with back-off, and to the dead letters after the last attempt.</summary>
/// <param name="Again">Null = finished.</param>
public readonly record struct WorkResult(TimeSpan? Again)
{
    public static readonly WorkResult Finished = new((TimeSpan?)null);

    public static WorkResult RunAgainIn(TimeSpan delay) => new(delay);
}
