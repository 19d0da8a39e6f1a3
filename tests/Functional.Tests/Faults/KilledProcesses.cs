using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// Two queues of classes that each keep several processes of the product running: more of them at once would leave the machine no time for
/// anybody else's deadlines, fewer would leave it idle at the end.
/// </summary>
[CollectionDefinition(Name)]
public sealed class KilledProcesses
{
    public const string Name = "Killed processes";
}

[CollectionDefinition(Name)]
public sealed class MoreKilledProcesses
{
    public const string Name = "More killed processes";
}
