using CleanApp.Functional.Tests.Faults;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CleanApp.Functional.Tests.Faults;

/// <summary>The two long queues begin at once: begun by chance, one of them ran for minutes alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => c.TestCollectionDisplayName is KilledProcesses.Name or MoreKilledProcesses.Name)];
}
