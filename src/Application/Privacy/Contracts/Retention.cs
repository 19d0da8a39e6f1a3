namespace CleanApp.Application.Privacy.Contracts;

/// <summary>
/// A class of data that is kept for a time and no longer. Implementations are found by registration, so a module's data is in the company's
/// retention settings without anybody else knowing it.
/// </summary>
public interface IRetainedData
{
    RetentionClass Class { get; }

    /// <summary>How many a run would remove; nothing is changed. Counting ends at <see cref="RetentionClass.MostCounted"/>.</summary>
    Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct);

    /// <summary>
    /// Removes a few in the caller's transaction, beginning after <paramref name="after"/>. Repeated, it goes on with what is left, and what
    /// is under a legal hold stays.
    /// </summary>
    Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct);
}

/// <param name="Name">Module and data: <c>payments.notifications</c>.</param>
/// <param name="DefaultDays">Null: for ever, unless the company says otherwise.</param>
/// <param name="LeastDays">Sooner something would break that still needs it.</param>
public sealed record RetentionClass(string Name, int? DefaultDays, int LeastDays)
{
    public const int MostCounted = 10_000;
}

/// <param name="Next">Where to go on; null when nothing is left.</param>
public readonly record struct RetentionStep(int Removed, Guid? Next);
