using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Api.Host;

/// <summary>What PostgreSQL's catalogue says about schema public and this database's roles.</summary>
/// <param name="RoleNames">By <c>app</c>, <c>worker</c> and <c>lookup</c>; <c>serving</c> and <c>working</c> when their addresses name others.</param>
internal sealed record RlsCatalog(
    IReadOnlyDictionary<string, string> RoleNames,
    List<RlsCatalog.TableRow> Tables,
    List<RlsCatalog.ViewRow> Views,
    List<RlsCatalog.PolicyRow> Policies,
    List<RlsCatalog.ForeignKeyRow> ForeignKeys,
    List<RlsCatalog.UniqueIndexRow> UniqueIndexes,
    List<RlsCatalog.RoleRow> Roles,
    List<RlsCatalog.GrantRow> Grants,
    List<RlsCatalog.FunctionRow> Functions
)
{
    internal sealed record TableRow(string Name, bool Enabled, bool Forced, string? TenantType, string? FirstKeyColumn);

    internal sealed record ViewRow(string Name, bool AsInvoker);

    internal sealed record PolicyRow(string Table, string Name, char Command, bool Permissive, string[] Roles, string? Using, string? Check);

    internal sealed record ForeignKeyRow(string Name, string From, string To, string[] FromColumns, string[] ToColumns);

    internal sealed record UniqueIndexRow(string Name, string Table, bool HasTenant);

    internal sealed record RoleRow(string Name, bool Super, bool BypassesRls, bool CanSignIn, string[] Owns, string[] MemberOf);

    /// <param name="Structural">TRUNCATE, REFERENCES or TRIGGER.</param>
    internal sealed record GrantRow(string Role, string Table, bool Any, bool AnyColumn, bool Structural);

    internal sealed record FunctionRow(string Signature, bool Definer, string Result, string Owner, string[] Settings, bool ForPublic, string Text);

    public static async Task<RlsCatalog> ReadAsync(NpgsqlConnection connection, DatabaseOptions options, CancellationToken ct)
    {
        var roles = new Dictionary<string, string>
        {
            ["app"] = options.AppRole,
            ["worker"] = options.WorkerRole,
            ["lookup"] = options.LookupRole,
            ["serving"] = new NpgsqlConnectionStringBuilder(options.AppConnectionString(pool: 1)).Username!,
            ["working"] = new NpgsqlConnectionStringBuilder(options.WorkerConnectionString(pool: 1)).Username!,
        };
        var names = roles.Values.Distinct().ToArray();
        var roleRows = await ReadAsync(
            connection,
            """
            select r.rolname::text, r.rolsuper, r.rolbypassrls, r.rolcanlogin,
                   array(select c.relname::text from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1),
                   array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid order by 1)
            from pg_roles r where r.rolname = any($1) order by 1
            """,
            r => new RoleRow(r.GetString(0), r.GetBoolean(1), r.GetBoolean(2), r.GetBoolean(3), Texts(r, 4), Texts(r, 5)),
            ct,
            (object)names
        );
        var present = roleRows.Select(r => r.Name).ToArray();
        return new RlsCatalog(
            roles,
            await ReadAsync(
                connection,
                """
                select c.relname::text, c.relrowsecurity, c.relforcerowsecurity,
                       (select format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
                        from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped),
                       (select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                        where i.indrelid = c.oid and i.indisprimary)
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1
                """,
                r => new TableRow(r.GetString(0), r.GetBoolean(1), r.GetBoolean(2), Text(r, 3), Text(r, 4)),
                ct
            ),
            await ReadAsync(
                connection,
                """
                select c.relname::text, c.relkind = 'v' and coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm', 'f') order by 1
                """,
                r => new ViewRow(r.GetString(0), r.GetBoolean(1)),
                ct
            ),
            await ReadAsync(
                connection,
                """
                select c.relname::text, p.polname::text, p.polcmd, p.polpermissive,
                       array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r),
                       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
                from pg_policy p join pg_class c on c.oid = p.polrelid
                where c.relnamespace = 'public'::regnamespace order by 1, 2
                """,
                r => new PolicyRow(r.GetString(0), r.GetString(1), r.GetChar(2), r.GetBoolean(3), Texts(r, 4), Text(r, 5), Text(r, 6)),
                ct
            ),
            await ReadAsync(
                connection,
                """
                select k.conname::text, k.conrelid::regclass::text, k.confrelid::regclass::text,
                       array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i)
                             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i),
                       array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i)
                             join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i)
                from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 2, 1
                """,
                r => new ForeignKeyRow(r.GetString(0), r.GetString(1), r.GetString(2), Texts(r, 3), Texts(r, 4)),
                ct
            ),
            await ReadAsync(
                connection,
                """
                select n.relname::text, t.relname::text,
                       exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = any(i.indkey::int2[]))
                from pg_index i join pg_class n on n.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
                where i.indisunique and t.relnamespace = 'public'::regnamespace order by 1
                """,
                r => new UniqueIndexRow(r.GetString(0), r.GetString(1), r.GetBoolean(2)),
                ct
            ),
            roleRows,
            await ReadAsync(
                connection,
                """
                select r.rolname::text, c.relname::text,
                       has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger'),
                       has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references'),
                       has_table_privilege(r.oid, c.oid, 'truncate, references, trigger')
                from pg_class c cross join pg_roles r
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and r.rolname = any($1) order by 2, 1
                """,
                r => new GrantRow(r.GetString(0), r.GetString(1), r.GetBoolean(2), r.GetBoolean(3), r.GetBoolean(4)),
                ct,
                (object)present
            ),
            await ReadAsync(
                connection,
                """
                select p.oid::regprocedure::text, p.prosecdef, pg_get_function_result(p.oid), pg_get_userbyid(p.proowner)::text,
                       coalesce(p.proconfig, '{}'), has_function_privilege('public', p.oid, 'execute'), p.prosrc
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind in ('f', 'p') order by 1
                """,
                r => new FunctionRow(
                    r.GetString(0),
                    r.GetBoolean(1),
                    Text(r, 2) ?? "nothing",
                    r.GetString(3),
                    Texts(r, 4),
                    r.GetBoolean(5),
                    r.GetString(6)
                ),
                ct
            )
        );
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string[] Texts(NpgsqlDataReader reader, int column) => reader.GetFieldValue<string[]>(column);

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> map,
        CancellationToken ct,
        params object[] values
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(map(reader));
        return rows;
    }
}
