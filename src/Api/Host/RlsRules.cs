namespace CleanApp.Api.Host;

/// <summary>
/// What row-level security is expected to be, in one place: every exception from "a table belongs to one tenant, and only its policies
/// let anybody in" stands here with its reason. <see cref="RlsValidator"/> compares the database with it, both ways.
/// </summary>
internal static class RlsRules
{
    /// <summary>As PostgreSQL writes it back. Anything else, however like it, is refused: `… or true` looks like it too.</summary>
    public const string OwnTenant = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

    private const string OwnPerson = "(user_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)";
    private const string OwnSession = "(user_id = current_person())";
    private const string SignsIn = "found by e-mail or token hash before anybody is known: through the definer functions only";

    private const string Searched =
        "found by keyed hashes, which under a policy no index answers, or not the right one: through find_messages, find_contacts and "
        + "find_identifier_owners only, of the tenant that is set";

    /// <param name="Guarded">Still has row-level security enabled and forced, with exactly the policies listed below.</param>
    internal sealed record Exempt(string Table, bool Guarded, string Reason);

    public static readonly Exempt[] Tables =
    [
        new("tenants", true, "is the tenant; its key is the id itself"),
        new("users", true, "a person may work for several companies"),
        new("sessions", true, "belongs to a person, who may switch companies in it"),
        new("refresh_tokens", true, "belongs to a person's session"),
        new("person_tokens", true, "a person's links and second steps, found by hash before anybody is known"),
        new("second_factors", true, "a person's, whichever company they sign in to"),
        new("recovery_codes", true, "a person's"),
        new("rate_counters", false, "counts attempts before anybody is known; keys are hashes"),
        new("panel_pairings", false, "a screen that belongs to nobody yet; codes and secrets are short-lived capabilities"),
        new(
            "access_changes",
            false,
            "ids of sessions, people and screens whose access changed within the hour; a session goes from company to company"
        ),
        new("__EFMigrationsHistory", false, "names of migrations"),
    ];

    /// <param name="Role"><c>public</c>, <c>worker</c> or <c>lookup</c>.</param>
    /// <param name="Command">As in pg_policy: <c>r</c> select, <c>a</c> insert, <c>*</c> all.</param>
    internal sealed record Policy(string Table, string Name, char Command, string Role, string? Using, string? Check, string Reason);

    public static readonly Policy[] Policies =
    [
        new("work_items", "worker_all", '*', "worker", "true", "true", "the worker claims due work of every company"),
        new(
            "realtime_announcements",
            "worker_all",
            '*',
            "worker",
            "true",
            "true",
            "what was announced is numbered for every company; topics and ids"
        ),
        new("realtime_sequences", "worker_all", '*', "worker", "true", "true", "how far each company's numbers have come"),
        new("realtime_events", "worker_all", '*', "worker", "true", "true", "every node passes on what happens in every company; topics and ids"),
        new("channel_senders", "worker_all", '*', "worker", "true", "true", "whose turn it is to send; leases and times, nothing of a message"),
        new("channel_readers", "worker_all", '*', "worker", "true", "true", "whose turn it is to read what Meta posted; leases and times"),
        new("agent_connections", "worker_all", '*', "worker", "true", "true", "whose screens are open, of all companies at once; ids and times"),
        new("outbound_queue", "worker_read", 'r', "worker", "true", null, "which number has something to send, and when; not what or to whom"),
        new("sales_figure_changes", "worker_read", 'r', "worker", "true", null, "whose figures are to be folded; not what they are"),
        new(
            "outbound_messages",
            "worker_read",
            'r',
            "worker",
            "(status = ANY (ARRAY['unknown'::text, 'needs_review'::text]))",
            null,
            "how many of unknown outcome there are; their states alone"
        ),
        new(
            "channel_webhooks",
            "worker_add",
            'a',
            "worker",
            null,
            "true",
            "what arrives for a number is added, of all companies at once; never read"
        ),
        new(
            "channel_webhooks",
            "worker_read",
            'r',
            "worker",
            "(processed_at IS NULL)",
            null,
            "which number has something to read, and since when; never what"
        ),
        new("memberships", "person_read", 'r', "public", OwnPerson, null, "signing in shows a person's own companies"),
        new(
            "tenants",
            "tenant_read",
            'r',
            "public",
            "((id = current_tenant()) OR (EXISTS ( SELECT 1 FROM memberships m WHERE ((m.tenant_id = tenants.id) AND (m.user_id = current_person())))))",
            null,
            "the company itself, and a person's other companies while switching"
        ),
        new("tenants", "tenant_write", '*', "public", "(id = current_tenant())", "(id = current_tenant())", "the company itself"),
        new(
            "users",
            "person_read",
            'r',
            "public",
            "((id = current_person()) OR (EXISTS ( SELECT 1 FROM memberships m WHERE ((m.tenant_id = current_tenant()) AND (m.user_id = users.id)))))",
            null,
            "oneself, and the company's members"
        ),
        new("users", "person_write", '*', "public", "(id = current_person())", "(id = current_person())", "oneself"),
        new("sessions", "person_all", '*', "public", OwnSession, OwnSession, "one's own"),
        new("refresh_tokens", "person_all", '*', "public", OwnSession, OwnSession, "one's own"),
        new("person_tokens", "person_all", '*', "public", OwnSession, OwnSession, "one's own"),
        new("second_factors", "person_all", '*', "public", OwnSession, OwnSession, "one's own"),
        new("recovery_codes", "person_all", '*', "public", OwnSession, OwnSession, "one's own"),
        .. new[]
        {
            "tenants",
            "users",
            "refresh_tokens",
            "sessions",
            "memberships",
            "invites",
            "panels",
            "queue_tickets",
            "charges",
            "payment_links",
            "sicredi_accounts",
            "privacy_forms",
            "data_subject_requests",
            "channels",
            "person_tokens",
            "second_factors",
            "proposal_versions",
            "lead_forms",
        }.Select(table => new Policy(table, "lookup_read", 'r', "lookup", "true", null, SignsIn)),
        .. new[] { "conversation_items", "conversations", "contacts", "contact_identifiers" }.Select(table => new Policy(
            table,
            "lookup_read",
            'r',
            "lookup",
            "true",
            null,
            Searched
        )),
    ];

    /// <summary>The worker's own: queues, and what is told of changes. Kinds, topics and ids.</summary>
    public static readonly string[] WorkerTables =
    [
        "work_items",
        "realtime_announcements",
        "realtime_sequences",
        "realtime_events",
        "access_changes",
    ];

    /// <summary>Of which the worker sees some columns: ids, leases and times; or adds rows it cannot see.</summary>
    public static readonly string[] WorkerColumns =
    [
        "channel_senders",
        "channel_readers",
        "agent_connections",
        "outbound_queue",
        "outbound_messages",
        "channel_webhooks",
        "sales_figure_changes",
    ];

    /// <summary>Functions that run with the lookup role's eyes: ids out, nothing else.</summary>
    public static readonly Dictionary<string, string> DefinerFunctions = new()
    {
        ["find_user_id_by_email(text)"] = "uuid",
        ["find_refresh_token_owner(text)"] = "uuid",
        ["find_invite_tenant(text)"] = "uuid",
        ["find_person_token_owner(text,text)"] = "uuid",
        ["find_panel(text)"] = "TABLE(tenant_id uuid, panel_id uuid)",
        ["find_followed_ticket_tenant(text)"] = "uuid",
        ["find_pay_page_tenant(text)"] = "uuid",
        ["find_proposal_tenant(text)"] = "uuid",
        ["find_lead_form_tenant(text)"] = "uuid",
        ["find_webhook_tenant(text)"] = "uuid",
        ["find_channel_tenant(text)"] = "uuid",
        ["find_privacy_form_tenant(text)"] = "uuid",
        ["find_privacy_request_tenant(text)"] = "uuid",
        ["check_access(uuid,uuid,uuid,integer,timestamp with time zone)"] = "text",
        ["find_open_sessions(uuid,uuid[])"] = "TABLE(session_id uuid, is_here boolean)",
        ["list_tenants()"] = "SETOF uuid",
        [
            "find_messages(uuid,uuid[],uuid,uuid,text,timestamp with time zone,timestamp with time zone,timestamp with time zone,uuid,integer,integer,integer,bigint[],integer)"
        ] = "SETOF uuid",
        ["find_contacts(bigint[],timestamp with time zone,uuid,integer)"] = "SETOF uuid",
        ["find_identifier_owners(text[],bytea[])"] = "TABLE(place integer, contact_id uuid)",
        ["list_second_factor_owners()"] = "SETOF uuid",
    };

    public const string DefinerSearchPath = "search_path=public, pg_temp";

    /// <summary>How something is found changes nothing of what is seen.</summary>
    public static bool IsOfPlanner(string setting) => setting.StartsWith("enable_", StringComparison.Ordinal);

    /// <summary>Policies of persons and companies stand on these, so their text is part of the guard.</summary>
    public static readonly Dictionary<string, string> PolicyFunctions = new()
    {
        ["current_tenant()"] = "select nullif(current_setting('app.tenant_id', true), '')::uuid",
        ["current_person()"] = "select nullif(current_setting('app.person_id', true), '')::uuid",
    };

    /// <summary>
    /// A unique index across companies tells one company what another has. These hold what the server draws from 128 random bits:
    /// nobody can choose a value, so nobody can ask.
    /// </summary>
    public static readonly string[] UniqueAcrossTenants =
    [
        "ux_invites_token",
        "ux_panels_token",
        "ux_queue_tickets_follow",
        "ux_charges_pay_token",
        "ux_payment_links_token",
        "ux_proposal_versions_token",
        "ux_lead_forms_token",
        "ux_sicredi_accounts_webhook",
        "ux_channels_webhook_token",
        "ux_privacy_forms_token",
        "ux_data_subject_requests_status_token",
    ];
}
