using System.Collections.Concurrent;
using Shouldly;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>Every point at which a process may die: before and after each of its commits.</summary>
internal static class CommitPoints
{
    /// <summary>before:1, after:1, before:2 … until a journey has fewer commits than the point it should have died at.</summary>
    /// <param name="atOnce">So many journeys side by side, each with a process and a database of its own.</param>
    /// <param name="journey">Says whether its process was killed at the point it is given.</param>
    /// <returns>For either side the first point that was not reached: one more than there are commits.</returns>
    public static async Task<IReadOnlyCollection<int>> WalkAsync(int atOnce, Func<string, Task<bool>> journey)
    {
        var lived = new ConcurrentDictionary<string, int>();
        var failures = new ConcurrentQueue<Exception>();
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, atOnce)
                .Select(async _ =>
                {
                    while (lived.Count < 2 && failures.IsEmpty)
                    {
                        var number = Interlocked.Increment(ref next);
                        var (side, point) = (number % 2 == 0 ? "before" : "after", number / 2 + 1);
                        if (lived.ContainsKey(side))
                            continue;
                        try
                        {
                            if (!await journey($"{side}:{point}"))
                                lived.AddOrUpdate(side, point, (_, known) => Math.Min(known, point));
                        }
                        catch (Exception e)
                        {
                            failures.Enqueue(new ShouldAssertException($"Killed {side} commit {point}: {e.Message}", e));
                        }
                    }
                })
        );
        return failures.IsEmpty ? [.. lived.Values] : throw new AggregateException(failures);
    }
}
