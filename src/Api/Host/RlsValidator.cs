using System.Text.RegularExpressions;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>validate-rls</c>: asks PostgreSQL's catalogue whether every table is guarded as <see cref="RlsRules"/> says.
/// Whatever is not named there fails, so a new table is guarded or somebody wrote down why not.
/// </summary>
internal static partial class RlsValidator
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app, Console.Out, ct);

    public static async Task<int> RunAsync(WebApplication app, TextWriter output, CancellationToken ct)
    {
        var options = app.Services.GetRequiredService<DatabaseOptions>();
        await using var connection = new NpgsqlConnection(options.OwnerConnectionString());
        await connection.OpenAsync(ct);
        var catalog = await RlsCatalog.ReadAsync(connection, options, ct);
        var gaps = FindGaps(catalog);
        foreach (var gap in gaps)
            await output.WriteLineAsync($"FAIL {gap}");
        await output.WriteLineAsync(
            gaps.Count > 0
                ? $"validate-rls: {gaps.Count} gaps in {catalog.Tables.Count} tables"
                : $"validate-rls: ok, {catalog.Tables.Count - RlsRules.Tables.Length} tenant-owned tables, {RlsRules.Tables.Length} exempt, {catalog.Policies.Count} policies"
        );
        return gaps.Count == 0 ? 0 : 1;
    }

    /// <returns>One line for each gap, the table, role or function first.</returns>
    public static List<string> FindGaps(RlsCatalog catalog)
    {
        var missing = catalog.RoleNames.Values.Except(catalog.Roles.Select(r => r.Name)).ToList();
        if (missing.Count > 0)
            return [.. missing.Select(role => $"{role}: the role does not exist; migrate first")];
        return
        [
            .. Tables(catalog),
            .. Policies(catalog),
            .. ForeignKeys(catalog),
            .. UniqueIndexes(catalog),
            .. Roles(catalog),
            .. Privileges(catalog),
            .. Functions(catalog),
        ];
    }

    private static IEnumerable<string> Tables(RlsCatalog catalog)
    {
        foreach (var exempt in RlsRules.Tables.Where(e => catalog.Tables.All(t => t.Name != e.Table)))
            yield return $"{exempt.Table}: is exempt but does not exist";
        foreach (var view in catalog.Views.Where(v => !v.AsInvoker))
            yield return $"{view.Name}: a view reads with its owner's eyes, past row-level security, unless security_invoker is set";
        foreach (var table in catalog.Tables)
        {
            var exempt = RlsRules.Tables.SingleOrDefault(e => e.Table == table.Name);
            if (exempt is null)
            {
                if (table.TenantType is null)
                    yield return $"{table.Name}: has no tenant_id and is not exempt";
                else if (table.TenantType != "uuid not null")
                    yield return $"{table.Name}: tenant_id is {table.TenantType} instead of uuid not null";
                if (table.FirstKeyColumn != "tenant_id")
                    yield return $"{table.Name}: the primary key begins with {table.FirstKeyColumn ?? "nothing"} instead of tenant_id";
            }
            if (exempt is { Guarded: false })
                continue;
            if (!table.Enabled)
                yield return $"{table.Name}: row-level security is off";
            if (!table.Forced)
                yield return $"{table.Name}: row-level security is not forced, so its owner is not held to it";
        }
    }

    private static IEnumerable<string> Policies(RlsCatalog catalog)
    {
        foreach (var wanted in RlsRules.Policies)
            if (!catalog.Policies.Any(p => Is(p, wanted, catalog)))
                yield return $"{wanted.Table}: policy {wanted.Name} is missing or not what is expected";
        foreach (var policy in catalog.Policies)
        {
            if (RlsRules.Policies.Any(wanted => Is(policy, wanted, catalog)) || IsOwnTenant(policy, catalog) || !policy.Permissive)
                continue;
            var rule = $"using {policy.Using ?? "nothing"}, with check {policy.Check ?? "nothing"}, for {string.Join(", ", policy.Roles)}";
            yield return $"{policy.Table}: policy {policy.Name} lets in more than the own tenant ({rule})";
        }
        foreach (var table in catalog.Tables.Where(t => RlsRules.Tables.All(e => e.Table != t.Name)))
        {
            var own = catalog.Policies.Where(p => p.Table == table.Name && p.Permissive && IsOwnTenant(p, catalog)).ToList();
            if (!own.Any(p => p is { Command: 'r' or '*', Using: RlsRules.OwnTenant }))
                yield return $"{table.Name}: no policy for reading compares tenant_id with app.tenant_id";
            if (!own.Any(p => p is { Command: '*', Check: RlsRules.OwnTenant }))
                yield return $"{table.Name}: no policy for writing checks tenant_id against app.tenant_id";
        }
    }

    private static bool IsOwnTenant(RlsCatalog.PolicyRow policy, RlsCatalog catalog) =>
        RlsRules.Tables.All(e => e.Table != policy.Table)
        && policy.Roles.All(r => r == "public" || r == catalog.RoleNames["app"])
        && policy.Command switch
        {
            'r' or 'd' => policy.Using == RlsRules.OwnTenant,
            'a' => policy.Check == RlsRules.OwnTenant,
            // Without a check PostgreSQL would take USING; we want it written out.
            _ => policy.Using == RlsRules.OwnTenant && policy.Check == RlsRules.OwnTenant,
        };

    private static bool Is(RlsCatalog.PolicyRow policy, RlsRules.Policy wanted, RlsCatalog catalog) =>
        policy is { Permissive: true, Roles: [var role] }
        && (policy.Table, policy.Name, policy.Command, policy.Check) == (wanted.Table, wanted.Name, wanted.Command, wanted.Check)
        && Spaces().Replace(policy.Using ?? "", " ") == (wanted.Using ?? "")
        && role == catalog.RoleNames.GetValueOrDefault(wanted.Role, "public");

    private static IEnumerable<string> ForeignKeys(RlsCatalog catalog)
    {
        var owned = catalog
            .Tables.Where(t => t.TenantType is not null && RlsRules.Tables.All(e => e.Table != t.Name))
            .Select(t => t.Name)
            .ToHashSet();
        foreach (var key in catalog.ForeignKeys.Where(k => owned.Contains(k.From) && owned.Contains(k.To)))
            if (!key.FromColumns.Zip(key.ToColumns).Contains(("tenant_id", "tenant_id")))
                yield return $"{key.From}: foreign key {key.Name} to {key.To} does not tie tenant_id to tenant_id";
    }

    private static IEnumerable<string> UniqueIndexes(RlsCatalog catalog)
    {
        var owned = catalog.Tables.Where(t => RlsRules.Tables.All(e => e.Table != t.Name)).Select(t => t.Name).ToHashSet();
        foreach (var index in catalog.UniqueIndexes.Where(i => owned.Contains(i.Table) && !i.HasTenant))
            if (!RlsRules.UniqueAcrossTenants.Contains(index.Name))
                yield return $"{index.Table}: unique index {index.Name} spans companies, so one can learn what another has";
        foreach (var name in RlsRules.UniqueAcrossTenants.Where(n => catalog.UniqueIndexes.All(i => i.Name != n)))
            yield return $"{name}: is exempt but does not exist";
    }

    private static IEnumerable<string> Roles(RlsCatalog catalog)
    {
        foreach (var role in catalog.Roles)
        {
            if (role.Super)
                yield return $"{role.Name}: is a superuser, whom no policy holds";
            if (role.BypassesRls)
                yield return $"{role.Name}: has BYPASSRLS";
            if (role.Owns is { Length: > 0 })
                yield return $"{role.Name}: owns {string.Join(", ", role.Owns)}";
            if (role.MemberOf is { Length: > 0 })
                yield return $"{role.Name}: may act as {string.Join(", ", role.MemberOf)}";
            if (role.CanSignIn && role.Name == catalog.RoleNames["lookup"])
                yield return $"{role.Name}: can sign in; it exists to own functions";
        }
    }

    private static IEnumerable<string> Privileges(RlsCatalog catalog)
    {
        foreach (var grant in catalog.Grants)
        {
            if (
                grant.Role == catalog.RoleNames["worker"]
                && !RlsRules.WorkerTables.Contains(grant.Table)
                && (grant.Any || grant.AnyColumn && !RlsRules.WorkerColumns.Contains(grant.Table))
            )
                yield return $"{grant.Table}: the worker role {grant.Role} has privileges on it";
            if (grant.Role == catalog.RoleNames["app"] && grant.Structural)
                yield return $"{grant.Table}: {grant.Role} may TRUNCATE, reference or add triggers, which policies do not cover";
            if (grant.Role == catalog.RoleNames["lookup"] && grant.Any)
                yield return $"{grant.Table}: {grant.Role} may use the whole table instead of the columns its functions need";
        }
    }

    private static IEnumerable<string> Functions(RlsCatalog catalog)
    {
        foreach (var name in RlsRules.DefinerFunctions.Keys.Where(n => !catalog.Functions.Any(f => f.Signature == n && f.Definer)))
            yield return $"{name}: is expected to be a SECURITY DEFINER function and is not there";
        foreach (var function in catalog.Functions.Where(f => f.Definer))
        {
            if (!RlsRules.DefinerFunctions.TryGetValue(function.Signature, out var result))
                yield return $"{function.Signature}: SECURITY DEFINER, and not on the list";
            else if (function.Result != result)
                yield return $"{function.Signature}: returns {function.Result} instead of {result}";
            if (function.Owner != catalog.RoleNames["lookup"])
                yield return $"{function.Signature}: is owned by {function.Owner} instead of {catalog.RoleNames["lookup"]}";
            if (!function.Settings.Contains(RlsRules.DefinerSearchPath))
                yield return $"{function.Signature}: its search_path is not fixed";
            foreach (var setting in function.Settings.Where(s => s != RlsRules.DefinerSearchPath && !RlsRules.IsOfPlanner(s)))
                yield return $"{function.Signature}: sets {setting}";
            if (function.ForPublic)
                yield return $"{function.Signature}: everybody may execute it";
        }
        foreach (var (name, text) in RlsRules.PolicyFunctions)
            if (catalog.Functions.SingleOrDefault(f => f.Signature == name)?.Text.Trim() != text)
                yield return $"{name}: is not what the policies rely on";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
