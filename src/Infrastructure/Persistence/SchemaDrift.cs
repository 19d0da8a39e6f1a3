using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>
/// Whether the database is what this version takes it for. All of it is told in lines, so that two sides are compared as two sets: tables'
/// columns and keys come from EF's model, what the model does not know (indexes, checks, triggers, defaults, tables and columns that only SQL
/// touches) from <c>Schema.txt</c>. Policies, rights and functions are the business of <c>validate-rls</c>.
/// </summary>
/// <param name="Missing">What is expected and not there.</param>
/// <param name="Unexpected">What is there and not expected; an index that is not valid is one of these.</param>
/// <param name="BeyondModel">What is there beyond the model: <c>Schema.txt</c> as it ought to be, if the database is right.</param>
public sealed record SchemaDrift(List<string> Missing, List<string> Unexpected, List<string> BeyondModel)
{
    private const string Lines = """
        with tables as (
            select oid, relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        ), constraints as (
            select c.*, t.name,
                   (select string_agg(a.attname::text, ', ' order by place) from unnest(c.conkey) with ordinality k (number, place)
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns
            from pg_constraint c join tables t on t.oid = c.conrelid
        )
        select format('column %s.%s %s%s', t.name, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end)
        from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        union all
        select format('primary key %s (%s)', name, columns) from constraints where contype = 'p'
        union all
        select format('foreign key %s (%s) to %s (%s)%s', name, columns, confrelid::regclass,
                      (select string_agg(a.attname::text, ', ' order by place) from unnest(confkey) with ordinality k (number, place)
                       join pg_attribute a on a.attrelid = confrelid and a.attnum = k.number),
                      case when convalidated then '' else ', which is not valid' end)
        from constraints where contype = 'f'
        union all
        select format('on delete %s %s (%s)', case confdeltype when 'c' then 'cascade' when 'r' then 'restrict' else 'set' end, name, columns)
        from constraints where contype = 'f' and confdeltype <> 'a'
        union all
        select format('identity %s.%s %s', t.name, a.attname, case a.attidentity when 'a' then 'always' else 'by default' end)
        from tables t join pg_attribute a on a.attrelid = t.oid and a.attidentity <> ''
        union all
        select format('check %s %s %s', name, conname, pg_get_constraintdef(oid)) from constraints where contype not in ('p', 'f', 'n', 't')
        union all
        select format('default %s.%s %s', t.name, a.attname, pg_get_expr(d.adbin, d.adrelid))
        from tables t join pg_attrdef d on d.adrelid = t.oid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
        union all
        select format('index %s%s', pg_get_indexdef(i.indexrelid), case when i.indisvalid and i.indisready then '' else ', which is not valid' end)
        from tables t join pg_index i on i.indrelid = t.oid where not i.indisprimary
        union all
        select format('trigger %s%s', pg_get_triggerdef(g.oid), case g.tgenabled when 'O' then '' else ', which is not enabled' end)
        from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
        """;

    /// <summary>As the owner; only read.</summary>
    public static async Task<SchemaDrift> FindAsync(DatabaseOptions options, CancellationToken ct)
    {
        await using var owner = new NpgsqlConnection(options.OwnerConnectionString());
        await owner.OpenAsync(ct);
        return await FindAsync(owner, ct);
    }

    internal static async Task<SchemaDrift> FindAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        await using var context = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(owner).Options);
        var model = OfModel(context.Model.GetRelationalModel()).ToHashSet();
        var listed = Listed().ToHashSet();
        var actual = new HashSet<string>();
        await using var command = new NpgsqlCommand(Lines, owner);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            actual.Add(reader.GetString(0).Replace(" public.", " ", StringComparison.Ordinal).ReplaceLineEndings(" "));
        return new SchemaDrift(Sorted(model.Union(listed).Except(actual)), Sorted(actual.Except(model).Except(listed)), Sorted(actual.Except(model)));
    }

    private static IEnumerable<string> OfModel(IRelationalModel model)
    {
        foreach (var table in model.Tables)
        {
            foreach (var column in table.Columns)
                yield return $"column {table.Name}.{column.Name} {column.StoreType}{(column.IsNullable ? "" : " not null")}";
            if (table.PrimaryKey is { } key)
                yield return $"primary key {table.Name} ({Names(key.Columns)})";
            foreach (var foreign in table.ForeignKeyConstraints)
                yield return $"foreign key {table.Name} ({Names(foreign.Columns)}) to {foreign.PrincipalTable.Name} ({Names(foreign.PrincipalColumns)})";
        }
    }

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(c => c.Name));

    private static IEnumerable<string> Listed() =>
        EmbeddedSql.Read("Persistence.Schema.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
