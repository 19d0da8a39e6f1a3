using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity;

/// <summary>Every permission there is, and the one table that says which role has it.</summary>
public static class Permissions
{
    public const string MembersManage = "identity.members.manage";
    public const string TenantManage = "identity.tenant.manage";
    public const string CounterSettingsManage = "counter.settings.manage";
    public const string TicketsRead = "counter.tickets.read";
    public const string TicketsIssue = "counter.tickets.issue";
    public const string TicketsCharge = "counter.tickets.charge";
    public const string TicketsCall = "counter.tickets.call";
    public const string TicketsCancel = "counter.tickets.cancel";
    public const string PrintJobsReprint = "counter.print_jobs.reprint";
    public const string PaymentsSettingsManage = "payments.settings.manage";
    public const string PaymentsRead = "payments.read";
    public const string SuspenseResolve = "payments.suspense.resolve";
    public const string ManualRecord = "payments.manual.record";
    public const string RefundsRequest = "payments.refunds.request";
    public const string RefundsApprove = "payments.refunds.approve";
    public const string ReconciliationManage = "payments.reconciliation.manage";
    public const string LinksManage = "payments.links.manage";
    public const string ChannelsManage = "channels.manage";
    public const string ChannelsRead = "channels.read";
    public const string MessagesRead = "channels.messages.read";
    public const string MessagesSend = "channels.messages.send";
    public const string MessagesReplay = "channels.messages.replay";
    public const string ConversationsRead = "inbox.conversations.read";
    public const string ConversationsReadAll = "inbox.conversations.read_all";
    public const string ConversationsWrite = "inbox.conversations.write";
    public const string TeamsManage = "inbox.teams.manage";
    public const string CannedResponsesManage = "inbox.canned_responses.manage";
    public const string LabelsManage = "inbox.labels.manage";
    public const string LeadsRead = "sales.leads.read";
    public const string LeadsWrite = "sales.leads.write";
    public const string LeadsImport = "sales.leads.import";
    public const string LeadScoringManage = "sales.lead_scoring.manage";
    public const string LeadFormsManage = "sales.lead_forms.manage";
    public const string SalesReadAll = "sales.read_all";
    public const string ProductsRead = "sales.products.read";
    public const string ProductsManage = "sales.products.manage";
    public const string OpportunitiesRead = "sales.opportunities.read";
    public const string OpportunitiesWrite = "sales.opportunities.write";
    public const string PipelinesManage = "sales.pipelines.manage";
    public const string ProposalsManage = "sales.proposals.manage";
    public const string ContactsRead = "people.contacts.read";
    public const string ContactsWrite = "people.contacts.write";
    public const string ContactsReveal = "people.contacts.reveal";
    public const string ContactsMerge = "people.contacts.merge";
    public const string ContactFieldsManage = "people.fields.manage";
    public const string AccessesRead = "people.accesses.read";

    public const string ConsentsRead = "privacy.consents.read";
    public const string ConsentsWrite = "privacy.consents.write";
    public const string PrivacyManage = "privacy.manage";

    private static readonly (string Permission, Role[] Roles)[] Table =
    [
        (MembersManage, [Role.Owner]),
        (TenantManage, [Role.Owner]),
        (CounterSettingsManage, [Role.Owner, Role.Manager]),
        (TicketsRead, [Role.Owner, Role.Manager, Role.Agent, Role.Operator]),
        (TicketsIssue, [Role.Owner, Role.Manager, Role.Operator]),
        (TicketsCharge, [Role.Owner, Role.Manager, Role.Operator]),
        (TicketsCall, [Role.Owner, Role.Manager, Role.Operator]),
        (TicketsCancel, [Role.Owner, Role.Manager, Role.Operator]),
        (PrintJobsReprint, [Role.Owner, Role.Manager, Role.Operator]),
        (PaymentsSettingsManage, [Role.Owner]),
        (PaymentsRead, [Role.Owner, Role.Manager]),
        (SuspenseResolve, [Role.Owner, Role.Manager]),
        (ManualRecord, [Role.Owner, Role.Manager, Role.Operator]),
        (RefundsRequest, [Role.Owner, Role.Manager]),
        (RefundsApprove, [Role.Owner, Role.Manager]),
        (ReconciliationManage, [Role.Owner, Role.Manager]),
        (LinksManage, [Role.Owner, Role.Manager, Role.Operator]),
        (ChannelsManage, [Role.Owner]),
        (ChannelsRead, [Role.Owner, Role.Manager, Role.Agent]),
        (MessagesRead, [Role.Owner, Role.Manager]),
        (MessagesSend, [Role.Owner, Role.Manager, Role.Agent]),
        (MessagesReplay, [Role.Owner, Role.Manager]),
        (ConversationsRead, [Role.Owner, Role.Manager, Role.Agent]),
        (ConversationsReadAll, [Role.Owner, Role.Manager]),
        (ConversationsWrite, [Role.Owner, Role.Manager, Role.Agent]),
        (TeamsManage, [Role.Owner, Role.Manager]),
        (CannedResponsesManage, [Role.Owner, Role.Manager]),
        (LabelsManage, [Role.Owner, Role.Manager]),
        (LeadsRead, [Role.Owner, Role.Manager, Role.Agent]),
        (LeadsWrite, [Role.Owner, Role.Manager, Role.Agent]),
        (LeadsImport, [Role.Owner, Role.Manager]),
        (LeadScoringManage, [Role.Owner, Role.Manager]),
        (LeadFormsManage, [Role.Owner, Role.Manager]),
        (SalesReadAll, [Role.Owner, Role.Manager]),
        (ProductsRead, [Role.Owner, Role.Manager, Role.Agent]),
        (ProductsManage, [Role.Owner, Role.Manager]),
        (OpportunitiesRead, [Role.Owner, Role.Manager, Role.Agent]),
        (OpportunitiesWrite, [Role.Owner, Role.Manager, Role.Agent]),
        (PipelinesManage, [Role.Owner, Role.Manager]),
        (ProposalsManage, [Role.Owner, Role.Manager]),
        (ContactsRead, [Role.Owner, Role.Manager, Role.Agent, Role.Operator]),
        (ContactsWrite, [Role.Owner, Role.Manager, Role.Agent, Role.Operator]),
        (ContactsReveal, [Role.Owner, Role.Manager, Role.Agent]),
        (ContactsMerge, [Role.Owner, Role.Manager, Role.Agent]),
        (ContactFieldsManage, [Role.Owner, Role.Manager]),
        (AccessesRead, [Role.Owner, Role.Manager]),
        (ConsentsRead, [Role.Owner, Role.Manager, Role.Agent, Role.Operator]),
        (ConsentsWrite, [Role.Owner, Role.Manager, Role.Agent, Role.Operator]),
        (PrivacyManage, [Role.Owner, Role.Manager]),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Table.Select(row => row.Permission)];

    private static readonly Dictionary<Role, string[]> ByRole = Enum.GetValues<Role>()
        .ToDictionary(role => role, role => Table.Where(row => row.Roles.Contains(role)).Select(row => row.Permission).ToArray());

    public static IReadOnlyList<string> Of(Role role) => ByRole[role];

    public static bool Has(Role role, string permission) => ByRole[role].Contains(permission);
}
