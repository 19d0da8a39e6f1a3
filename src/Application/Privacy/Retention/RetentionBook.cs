using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>Every class of data there is, and how long this company keeps it.</summary>
internal sealed class RetentionBook(IPrivacyDb db, IEnumerable<IRetainedData> classes)
{
    public IReadOnlyList<IRetainedData> Classes { get; } = [.. classes.OrderBy(c => c.Class.Name, StringComparer.Ordinal)];

    /// <exception cref="DomainException">There is no such class.</exception>
    public IRetainedData Find(string name) =>
        Classes.SingleOrDefault(c => c.Class.Name == name) ?? throw new DomainException(PrivacyErrors.RetentionClassNotFound);

    public async Task<IReadOnlyDictionary<string, RetentionPolicy>> PoliciesAsync(CancellationToken ct) =>
        await db.RetentionPolicies.AsNoTracking().ToDictionaryAsync(p => p.Class, ct);

    /// <exception cref="DomainException">It is needed for longer.</exception>
    public static void RequireEnough(RetentionClass known, int? keepDays)
    {
        if (keepDays < known.LeastDays)
            throw new DomainException(PrivacyErrors.RetentionTooShort);
    }
}

/// <param name="Class">Module and data: <c>payments.notifications</c>.</param>
/// <param name="KeepDays">In force; null: for ever.</param>
/// <param name="DefaultDays">Without a setting of the company's own; null: for ever.</param>
/// <param name="LeastDays">No fewer can be set.</param>
/// <param name="LastRemoved">How many the last run that removed any did.</param>
public sealed record RetentionView(string Class, int? KeepDays, int? DefaultDays, int LeastDays, DateTimeOffset? LastRemovedAt, int? LastRemoved)
{
    internal static RetentionView Of(RetentionClass known, RetentionPolicy? policy, RetentionRun? last) =>
        new(known.Name, policy is null ? known.DefaultDays : policy.KeepDays, known.DefaultDays, known.LeastDays, last?.At, last?.Removed);
}
