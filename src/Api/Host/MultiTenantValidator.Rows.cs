using System.Text.Json;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Api.Host;

/// <summary>
/// A company's rows as the owner sees them, in every table that has any. The tenant is set as well, so that an owner who is no superuser,
/// whom forced row-level security holds too, sees the same.
/// </summary>
internal sealed partial class TenantRows : IAsyncDisposable
{
    /// <summary>Hold rows only where a bank can be reached.</summary>
    public static readonly string[] NeedsABank = ["sicredi_accounts", "charges", "inbound_webhooks"];

    /// <summary>Only when a worker serves the same database; otherwise nothing is left out.</summary>
    private static readonly Dictionary<string, string[]> MovedByTheWorker = new()
    {
        ["print_jobs"] = ["status", "attempts", "last_error", "finished_at"],
        ["charges"] = ["status", "last_error", "expires_at", "pix_copia_e_cola"],
        ["sicredi_accounts"] = ["polled_until", "last_ok_at", "last_error"],
        ["inbound_webhooks"] = ["processed_at", "outcome"],
    };

    private readonly NpgsqlConnection _connection;
    private readonly DatabaseOptions _options;
    private readonly Dictionary<string, string> _tables;
    private bool _withWorker;

    private TenantRows(NpgsqlConnection connection, DatabaseOptions options, Dictionary<string, string> tables) =>
        (_connection, _options, _tables) = (connection, options, tables);

    public static async Task<TenantRows> OpenAsync(DatabaseOptions options, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(options.OwnerConnectionString());
        await connection.OpenAsync(ct);
        const string Members = "select user_id from memberships where tenant_id = $1";
        var tables = new Dictionary<string, string>
        {
            ["tenants"] = "id = $1",
            ["users"] = $"id in ({Members})",
            ["sessions"] = $"user_id in ({Members})",
            ["refresh_tokens"] = $"user_id in ({Members})",
            ["person_tokens"] = $"user_id in ({Members})",
            ["second_factors"] = $"user_id in ({Members})",
            ["recovery_codes"] = $"user_id in ({Members})",
        };
        await using var command = new NpgsqlCommand(
            """
            select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            tables[reader.GetString(0)] = "tenant_id = $1";
        return new TenantRows(connection, options, tables);
    }

    /// <summary>Only a bank makes payments, so the ledger gets one by hand, and a refund of it: for the lists that must not show them.</summary>
    public async Task RecordPaymentAsync(ValidationCompany company, CancellationToken ct)
    {
        var payment = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var refund = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        company.Ids["paymentId"] = [payment];
        company.Ids["refundId"] = [refund];
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            with payment as (
                insert into payments (tenant_id, id, end_to_end_id, txid, amount, settled_at, recorded_at, unmatched)
                values ($1, $2, $3, null, 7.77, now(), now(), 'no_txid')
                returning *
            ), refund as (
                insert into refunds (tenant_id, id, payment_id, bank_id, amount, reason, from_outside, status, requested_at, requested_by)
                values ($1, $4, $2, 'R' || $3, 0.01, $3, false, 'awaiting_approval', now(), $5)
            )
            , day as (
                insert into reconciliation_days (tenant_id, id, day, bank_payments, bank_in, bank_out) values ($1, $2, '2026-01-02', 1, 7.77, 0)
            ), difference as (
                insert into reconciliation_differences (tenant_id, id, day, kind, end_to_end_id, our_amount, found_at)
                values ($1, $2, '2026-01-02', 'missing_there', $3, 7.77, now())
            ), signature as (
                insert into reconciliation_sign_offs (tenant_id, id, day, signed_by, signed_at, bank_in, bank_out, books_in, books_out, cash, card,
                    open_differences, note)
                values ($1, $2, '2026-01-02', $5, now(), 7.77, 0, 7.77, 0, 0, 0, 1, $3)
            ), run as (
                insert into retention_runs (tenant_id, id, class, day, keep_days, removed, at) values ($1, $2, $3, '2026-01-02', 400, 1, now())
            )
            insert into ledger_entries (tenant_id, id, event, event_id, account, amount, day, at, payment_id, recorded_at)
            select p.tenant_id, gen_random_uuid(), 'suspense', p.id, line.account, line.sign * p.amount, current_date, p.settled_at, p.id, now()
            from payment p cross join (values ('bank', 1), ('suspense', -1)) as line (account, sign)
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(payment);
        command.Parameters.AddWithValue($"E{company.Marker}");
        command.Parameters.AddWithValue(refund);
        command.Parameters.AddWithValue(company.Ids["userId"][0]);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>By hand: no mail goes anywhere, nobody's second factor has to be confirmed, and without a worker no figure is folded.</summary>
    public async Task RecordAccountAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            with mail as (
                insert into mails (tenant_id, id, kind, status, attempts, last_error, created_at, status_at, useful_until)
                values ($1, $2, 'invite', 'refused', 1, $3, now(), now(), now())
            ), avatar as (
                insert into avatars (tenant_id, id, file_id, secret, mime_type, size) values ($1, $4, $2, convert_to($3, 'UTF8'), 'image/png', 1)
            ), token as (
                insert into person_tokens (id, user_id, purpose, token_hash, attempts, created_at, expires_at)
                values ($2, $4, 'password_reset', $3, 0, now(), now())
            ), figure as (
                insert into sales_figures (tenant_id, lens, grain, day, fact, number, qualified, converted, won, lost, amount, seconds)
                values ($1, 'each', 'day', '2026-01-02', 'lead', 1, 0, 0, 0, 0, 0, 0)
            ), factor as (
                insert into second_factors (user_id, secret, created_at, last_step) values ($4, convert_to($3, 'UTF8'), now(), 0)
            )
            insert into recovery_codes (id, user_id, code_hash) values ($2, $4, $3)
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        command.Parameters.AddWithValue(company.Marker);
        command.Parameters.AddWithValue(company.Ids["userId"][0]);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<bool> IsMovedByAWorkerAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select 1 from pg_stat_activity where datname = current_database() and usename = $1 and application_name <> $2)",
            _connection
        );
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(_options.WorkerConnectionString(pool: 1)).Username!);
        command.Parameters.AddWithValue(DataSources.RealtimeName);
        return _withWorker = (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Until what filling the company gave to do is done: by the worker, and what it announced has its numbers.</summary>
    public async Task WaitForQuietAsync(ValidationCompany company, CancellationToken ct)
    {
        var seen = await FingerprintAsync(company, ct);
        for (var (quiet, tries) = (0, 0); quiet < 3 && tries < 40; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, ct);
            var now = await FingerprintAsync(company, ct);
            quiet = now.OrderBy(p => p.Key).SequenceEqual(seen.OrderBy(p => p.Key)) ? quiet + 1 : 0;
            seen = now;
        }
    }

    /// <returns>Rows and their hash by table; tables without a row are left out.</returns>
    public async Task<Dictionary<string, string>> FingerprintAsync(ValidationCompany company, CancellationToken ct)
    {
        var compared = _tables.Where(t => !IsMoment(t.Key));
        var sql = string.Join(
            "\nunion all ",
            compared.Select(t =>
                $"select '{t.Key}', count(*), md5(string_agg(r, '|' order by r)) from (select {RowOf(t.Key)}::text r from {t.Key} t where {t.Value}) s having count(*) > 0"
            )
        );
        var result = new Dictionary<string, string>();
        await ReadAsync(company, sql, r => result[r.GetString(0)] = $"{r.GetInt64(1)} rows {r.GetString(2)}", ct);
        return result;
    }

    public IEnumerable<string> TablesWithout(Dictionary<string, string> fingerprint) =>
        _tables.Keys.Where(t => !fingerprint.ContainsKey(t) && !IsMoment(t));

    /// <summary>What is in them is soon out of them again.</summary>
    private bool IsMoment(string table) =>
        table is "realtime_announcements" or "sales_figure_changes" || (_withWorker && table is ("work_items" or "sales_figures"));

    /// <summary>Values that only A has and that tell A by themselves: ids, tokens, names, codes.</summary>
    public async Task<HashSet<string>> TellingTextsAsync(ValidationCompany theirs, ValidationCompany ours, CancellationToken ct)
    {
        var telling = await TextsAsync(theirs, ct);
        telling.ExceptWith(await TextsAsync(ours, ct));
        // A bare prefix of three letters would be found in any long token by chance.
        telling.RemoveWhere(text => text.Length < 6 || (text.Length < 16 && !text.Contains(theirs.Marker) && !text.Contains(theirs.Prefix)));
        return telling;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<HashSet<string>> TextsAsync(ValidationCompany company, CancellationToken ct)
    {
        var sql = string.Join("\nunion all ", _tables.Select(t => $"select to_jsonb(t)::text from {t.Key} t where {t.Value}"));
        var texts = new HashSet<string>();
        await ReadAsync(
            company,
            sql,
            r =>
            {
                using var row = JsonDocument.Parse(r.GetString(0));
                foreach (var value in row.RootElement.EnumerateObject().Select(p => p.Value))
                    // Times are excluded: two companies made in the same millisecond share them.
                    if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 2 } text && !value.TryGetDateTimeOffset(out _))
                        texts.Add(text);
            },
            ct
        );
        return texts;
    }

    private string RowOf(string table) =>
        _withWorker && MovedByTheWorker.TryGetValue(table, out var columns)
            ? $"(to_jsonb(t) - array[{string.Join(", ", columns.Select(c => $"'{c}'"))}])"
            : "to_jsonb(t)";

    private async Task ReadAsync(ValidationCompany company, string sql, Action<NpgsqlDataReader> each, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(sql, _connection, transaction);
        command.Parameters.AddWithValue(company.Id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            each(reader);
    }

    private async Task<NpgsqlTransaction> EnterAsync(ValidationCompany company, CancellationToken ct)
    {
        var transaction = await _connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select set_config('app.tenant_id', $1, true), set_config('app.person_id', $2, true)",
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id.ToString("D"));
        command.Parameters.AddWithValue(company.Ids["userId"][0].ToString("D"));
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }
}
