using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// One class after the other: each keeps several processes of the product running, and together they would leave the machine no time for
/// anybody else's deadlines.
/// </summary>
[CollectionDefinition(Name)]
public sealed class KilledProcesses
{
    public const string Name = "Killed processes";
}
