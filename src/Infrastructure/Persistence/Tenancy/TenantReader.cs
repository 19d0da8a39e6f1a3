using CleanApp.Application.Common;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence.Tenancy;

/// <summary>
/// Rows by SQL of our own, for the lists a screen asks for all day: composing, hashing and caching a LINQ tree costs as much as such a
/// query itself (<c>bench/</c>). Outside any transaction; tenant and query travel together.
/// </summary>
internal sealed class TenantReader(NpgsqlDataSource data, ITenantContext tenant)
{
    /// <param name="sql">With <c>$1</c>, <c>$2</c> … for <paramref name="values"/>. Never put text from outside into it.</param>
    public async Task<List<T>> ReadAsync<T>(string sql, IEnumerable<object> values, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        await using var batch = data.CreateBatch();
        batch.BatchCommands.Add(Tenant(tenant));
        var query = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(query);

        var rows = new List<T>();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first command of a batch that is its own transaction.</summary>
    public static NpgsqlBatchCommand Tenant(ITenantContext tenant) =>
        new("select set_config('app.tenant_id', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.TenantId.ToString("D") } },
        };
}
