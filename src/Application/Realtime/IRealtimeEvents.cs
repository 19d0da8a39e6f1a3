namespace CleanApp.Application.Realtime;

/// <summary>What was announced to a company's screens, numbered 1, 2, 3 … without gap, and kept for a day.</summary>
public interface IRealtimeEvents
{
    /// <param name="after">The last number that is known; null: none is.</param>
    /// <param name="limit">How many numbers are gone through at most, whoever may hear of them.</param>
    Task<RealtimePage> ReadAsync(Guid tenantId, long? after, int limit, CancellationToken ct);
}

/// <param name="TeamId">Its team hears of it, and whoever leads; of neither team nor person, everybody of the company.</param>
/// <param name="PersonId">Who hears of it besides the team.</param>
public sealed record RealtimeEvent(long Sequence, string Topic, Guid SubjectId, Guid? TeamId, Guid? PersonId);

/// <param name="Through">The last number that was gone through.</param>
/// <param name="StartOver">What came after the known number is not all there any more: everything is to be asked for anew, and then what comes after <paramref name="Through"/>.</param>
public sealed record RealtimePage(long Through, bool StartOver, bool HasMore, IReadOnlyList<RealtimeEvent> Events);
