using System.Diagnostics;
using Npgsql;

namespace CleanApp.Bench.Realtime;

/// <summary>
/// What an announcement costs whoever commits, by several designs on the same table: none; NOTIFY in each transaction; a number taken from
/// the company's counter in it, at once or when it commits; a row that is numbered afterwards, which is ours.
/// </summary>
internal static class Designs
{
    public const string Ours = "announced, numbered afterwards";
    public static readonly string[] Names =
    [
        "nothing told",
        "NOTIFY in each transaction",
        "numbered under the company's lock",
        "numbered when it commits",
        Ours,
    ];

    public const string Tables = """
        create schema if not exists designs;
        set search_path to designs;
        drop table if exists things, counters, numbered, announced;
        create table things (tenant int, id int, n int not null, primary key (tenant, id)) with (fillfactor = 50);
        create table counters (tenant int primary key, last bigint not null) with (fillfactor = 20);
        create table numbered (tenant int, sequence bigint, topic text, subject int, team int, at timestamptz default now(), primary key (tenant, sequence));
        create table announced (tenant int, id bigint generated always as identity, topic text, subject int, team int, primary key (tenant, id));
        insert into things select t, i, 0 from generate_series(1, 32) t, generate_series(1, 32) i;
        insert into counters select t, 0 from generate_series(1, 32) t;
        create or replace function f_notify() returns trigger language plpgsql as $$ begin
            perform pg_notify('designs', new.tenant || '|conversation|' || new.id || '|' || new.tenant); return null; end $$;
        create or replace function f_numbered() returns trigger language plpgsql as $$ declare s bigint; begin
            update designs.counters set last = last + 1 where tenant = new.tenant returning last into s;
            insert into designs.numbered (tenant, sequence, topic, subject, team) values (new.tenant, s, 'conversation', new.id, new.tenant); return null; end $$;
        create or replace function f_announced() returns trigger language plpgsql as $$ begin
            insert into designs.announced (tenant, topic, subject, team) select tenant, 'conversation', id, tenant from new_rows; return null; end $$;
        """;

    private static string Trigger(string design) =>
        design switch
        {
            "NOTIFY in each transaction" => "create trigger t after update on things for each row execute function f_notify()",
            "numbered under the company's lock" => "create trigger t after update on things for each row execute function f_numbered()",
            "numbered when it commits" =>
                "create constraint trigger t after update on things deferrable initially deferred for each row execute function f_numbered()",
            Ours => "create trigger t after update on things referencing new table as new_rows for each statement execute function f_announced()",
            _ => "select 1",
        };

    /// <param name="companies">Of 32 who write at once, each a row of their own: all of one company, or each of another.</param>
    /// <returns>Commits per second.</returns>
    public static async Task<double> RunAsync(NpgsqlDataSource owner, string design, int companies, TimeSpan duration)
    {
        await using (
            var set = owner.CreateCommand($"set search_path to designs; drop trigger if exists t on things; {Trigger(design)}; truncate announced")
        )
            await set.ExecuteNonQueryAsync();
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(async writer =>
                {
                    await using var connection = await owner.OpenConnectionAsync();
                    var count = 0;
                    for (; watch.Elapsed < duration; count++)
                    {
                        await using var command = new NpgsqlCommand("update designs.things set n = n + 1 where tenant = $1 and id = $2", connection);
                        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = companies == 1 ? 1 : writer + 1 });
                        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = writer + 1 });
                        await command.ExecuteNonQueryAsync();
                    }
                    return count;
                })
        );
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
