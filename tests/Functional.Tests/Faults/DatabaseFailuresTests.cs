using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Persistence;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

public sealed class DatabaseFailuresTests
{
    public static TheoryData<Exception> Unavailable() =>
        [
            new NpgsqlException("Exception while reading from stream", new IOException()),
            new TimeoutException(),
            new InvalidOperationException("likely due to a transient failure", new NpgsqlException("broken")),
            // Opening a connection may time out without Npgsql's own exception around it; EF wraps it all the same.
            new InvalidOperationException("likely due to a transient failure", new TimeoutException()),
        ];

    [Theory]
    [MemberData(nameof(Unavailable), DisableDiscoveryEnumeration = true)]
    public void A_database_that_is_away_is_said_to_be_away(Exception exception) =>
        DatabaseFailures.Find(exception).ShouldBe(CommonErrors.DatabaseUnavailable);

    [Fact]
    public void A_mistake_of_ours_is_none_of_the_databases()
    {
        DatabaseFailures.Find(new InvalidOperationException("No tenant is set.")).ShouldBeNull();
        DatabaseFailures.Find(new InvalidOperationException("x", new ArgumentException("y"))).ShouldBeNull();
    }
}
