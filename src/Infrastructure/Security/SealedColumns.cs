namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Every column that holds something sealed. The rotation of keys goes by these lists, so a new column is a new line here; a test finds
/// one that was forgotten.
/// </summary>
internal static class SealedColumns
{
    /// <summary>Under keys of the company's own (<c>IPersonalVault</c>), each bound to table, column and row.</summary>
    public static readonly SealedColumn[] Personal =
    [
        new("contacts", "name"),
        new("contact_identifiers", "value"),
        new("contact_field_values", "value"),
        new("contact_merges", "survivor_name"),
        new("consents", "evidence"),
        new("data_subject_requests", "name"),
        new("data_subject_requests", "reach"),
        new("data_subject_requests", "message"),
        new("data_subject_request_steps", "note"),
        new("legal_holds", "reason"),
        new("outbound_messages", "recipient"),
        new("outbound_messages", "content"),
        new("outbound_messages", "wamid"),
        new("inbound_messages", "wamid"),
        new("inbound_messages", "sender"),
        new("inbound_messages", "content"),
        new("channel_webhooks", "body"),
        new("channel_notices", "content"),
        new("received_files", "details"),
        new("media_assets", "details"),
        new("conversations", "address"),
        new("conversations", "preview"),
        new("conversation_items", "content"),
        new("held_replies", "preview"),
        new("conversation_drafts", "reply"),
        new("conversation_drafts", "note"),
        new("scheduled_messages", "content"),
        new("support_tickets", "title"),
        new("support_tickets", "description"),
        new("support_ticket_events", "content"),
        new("leads", "interest"),
        new("leads", "next_step"),
        new("lead_events", "content"),
        new("lead_imports", "details"),
        new("opportunities", "title"),
        new("opportunities", "next_step"),
        new("opportunity_events", "content"),
        new("proposal_versions", "content"),
        new("proposal_versions", "token"),
        new("proposal_versions", "refusal_reason"),
        new("proposal_acceptances", "proof"),
        new("proposal_views", "visitor"),
        new("mails", "content"),
        new("avatars", "secret"),
    ];

    /// <summary>Under the installation's master key (<c>ISecretBox</c>), with what each is bound to.</summary>
    public static readonly SealedColumn[] Secret =
    [
        new("data_keys", "wrapped") { Context = (tenant, id) => $"data_keys|wrapped|{tenant:N}|{Plain(id)}" },
        new("sicredi_accounts", "client_secret") { Context = (_, id) => $"sicredi_accounts|client_secret|{Plain(id)}" },
        new("sicredi_accounts", "private_key_pem") { Context = (_, id) => $"sicredi_accounts|private_key_pem|{Plain(id)}" },
        new("channels", "access_token") { Context = (_, id) => $"channels|access_token|{Plain(id)}" },
        new("channels", "app_secret") { Context = (_, id) => $"channels|app_secret|{Plain(id)}" },
        new("channels", "previous_app_secret") { Context = (_, id) => $"channels|app_secret|{Plain(id)}" },
        new("channels", "verify_token") { Context = (_, id) => $"channels|verify_token|{Plain(id)}" },
        new("second_factors", "secret")
        {
            Key = "user_id",
            IsOfPersons = true,
            Context = (_, id) => $"second_factors|secret|{Plain(id)}",
        },
        new("push_subscriptions", "target") { Context = (_, id) => $"push_subscriptions|target|{Plain(id)}" },
        new("idempotency_records", "response")
        {
            Key = "key",
            KeyType = "text",
            IsText = true,
            Context = (tenant, key) => $"idempotency_records|response|{tenant:N}|{key}",
        },
    ];

    private static string Plain(string id) => Guid.Parse(id).ToString("N");
}

/// <param name="Table">Has a tenant_id, and row-level security by it, unless it is persons'.</param>
internal sealed record SealedColumn(string Table, string Column)
{
    /// <summary>What tells the company's rows apart.</summary>
    public string Key { get; init; } = "id";
    public string KeyType { get; init; } = "uuid";

    /// <summary>Has a user_id instead, and is seen in that person's scope alone.</summary>
    public bool IsOfPersons { get; init; }

    /// <summary>Base64 in a text column.</summary>
    public bool IsText { get; init; }

    /// <summary>From company and row to what the box is bound to, as its owner says it.</summary>
    public Func<Guid, string, string> Context { get; init; } = (_, _) => throw new InvalidOperationException("Not sealed by the master key.");

    public string Name => $"{Table}.{Column}";

    /// <summary>SQL for the box as bytes.</summary>
    public string Box => IsText ? $"decode({Column}, 'base64')" : Column;

    /// <summary>SQL for what is stored of a box.</summary>
    public string Stored(string box) => IsText ? $"replace(encode({box}, 'base64'), E'\\n', '')" : box;
}
