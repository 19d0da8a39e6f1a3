using System.Globalization;
using System.Text.RegularExpressions;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>How the database answers, as it tells itself while it does.</summary>
internal static partial class QueryPlans
{
    /// <summary>One that tells the product's role how it answers it.</summary>
    /// <param name="fill">SQL by which the owner fills it, behind the product's back: without foreign keys and triggers.</param>
    public static async Task<OwnDatabase> DatabaseAsync(string fill)
    {
        var database = await OwnDatabase.CreateAsync();
        var app = new NpgsqlConnectionStringBuilder(database.AppUrl).Username;
        await database.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            {fill}
            set session_replication_role = origin;
            analyze;
            alter role {app} in database {database.Name} set session_preload_libraries = 'auto_explain';
            alter role {app} in database {database.Name} set auto_explain.log_min_duration = 0;
            alter role {app} in database {database.Name} set auto_explain.log_nested_statements = on;
            alter role {app} in database {database.Name} set auto_explain.log_analyze = on;
            alter role {app} in database {database.Name} set auto_explain.log_level = notice;
            alter role {app} in database {database.Name} set client_min_messages = notice;
            """
        );
        return database;
    }

    /// <summary>Of everything that is asked of the database on the scope's connection meanwhile.</summary>
    public static async Task<(List<string> Plans, T Answer)> WatchAsync<T>(this IServiceProvider scope, Func<Task<T>> ask)
    {
        var plans = new List<string>();
        var connection = (NpgsqlConnection)scope.GetRequiredService<AppDbContext>().Database.GetDbConnection();
        void Hear(object sender, NpgsqlNoticeEventArgs notice) => plans.Add(notice.Notice.MessageText);
        connection.Notice += Hear;
        try
        {
            return (plans, await ask());
        }
        finally
        {
            connection.Notice -= Hear;
        }
    }

    /// <summary>What is asked by SQL of our own, on a connection by itself which writes down what it is told.</summary>
    public static NpgsqlDataSource Listen(this OwnDatabase database, List<string> plans) =>
        new NpgsqlDataSourceBuilder(new DatabaseOptions { Url = database.Url, AppUrl = database.AppUrl }.AppConnectionString(pool: 1))
            .UseLoggerFactory(LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Debug).AddProvider(new Notices(plans))))
            .Build();

    private sealed class Notices(List<string> plans) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "ReceivedNotice")
                plans.Add(formatter(state, exception));
        }

        public void Dispose() { }
    }

    /// <summary>Rows of a table that were looked at, in whatever way, wanted or not.</summary>
    public static double ReadOf(string plan, string table)
    {
        var (sum, loops) = (0.0, 0.0);
        foreach (var line in plan.Split('\n'))
            if (Node().Match(line) is { Success: true } node)
            {
                loops = node.Groups["table"].Value == table ? Number(node.Groups["loops"]) : 0;
                sum += loops * (loops == 0 ? 0 : Number(node.Groups["rows"]));
            }
            else if (Unwanted().Match(line) is { Success: true } unwanted)
                sum += loops * Number(unwanted.Groups["rows"]);
        return sum;
    }

    /// <summary>By this index, so many rows and no more.</summary>
    public static void ShouldRead(this IEnumerable<string> plans, string table, string index, double least, double most)
    {
        var plan = string.Join('\n', plans);
        plan.ShouldMatch($@"(using|Bitmap Index Scan on) {index}\b");
        plan.ShouldNotContain($"Seq Scan on {table} ");
        ReadOf(plan, table).ShouldBeInRange(least, most, plan);
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(Scan (Backward )?(using \w+ )?on (?<table>\w+) .*|)\(actual (time=\S+ )?rows=(?<rows>[\d.]+) loops=(?<loops>\d+)\)")]
    private static partial Regex Node();

    [GeneratedRegex(@"Rows Removed by (Filter|Index Recheck): (?<rows>[\d.]+)")]
    private static partial Regex Unwanted();
}
