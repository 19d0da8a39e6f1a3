using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using CleanApp.Domain.Identity;
using CleanApp.Domain.Inbox;
using CleanApp.Domain.People;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>The database refuses duplicates and foreign pointers; here its refusals get their names.</summary>
internal static class ConstraintErrors
{
    private static readonly Dictionary<string, Error> ByConstraint = new()
    {
        ["ux_users_email"] = IdentityErrors.EmailTaken,
        ["ux_invites_pending"] = IdentityErrors.InvitePending,
        ["ux_memberships_user"] = IdentityErrors.AlreadyMember,
        ["pk_memberships"] = IdentityErrors.AlreadyMember,
        ["ux_contact_identifiers_lookup"] = PeopleErrors.IdentifierTaken,
        ["ux_contact_identifiers_tax"] = PeopleErrors.IdentifierTwice,
        ["ux_contact_fields_name"] = ContactFieldErrors.NameTaken,
        ["ux_channels_number"] = ChannelErrors.NumberTaken,
        ["ux_teams_name"] = TeamErrors.NameTaken,
        ["ux_canned_responses_shortcut"] = CannedResponseErrors.ShortcutTaken,
        ["ux_labels_name"] = LabelErrors.NameTaken,
        ["ux_conversations_live_contact"] = ConversationErrors.AnotherOpen,
        ["ux_conversations_live_address"] = ConversationErrors.AnotherOpen,
        ["ux_leads_open_contact"] = LeadErrors.AlreadyOpen,
        ["ux_lead_forms_name"] = LeadFormErrors.NameTaken,
        ["ux_pipelines_name"] = PipelineErrors.NameTaken,
        ["ux_pipeline_stages_name"] = PipelineStageErrors.NameTaken,
        ["ux_loss_reasons_name"] = LossReasonErrors.NameTaken,
        ["ux_services_prefix"] = ServiceErrors.PrefixTaken,
        ["ux_desks_name"] = DeskErrors.NameTaken,
        ["ux_printers_name"] = PrinterErrors.NameTaken,
        ["ux_products_sku"] = ProductErrors.SkuTaken,
        ["ux_product_categories_name"] = ProductCategoryErrors.NameTaken,
    };

    public static Error? Find(DbUpdateException e) => e.InnerException is PostgresException refusal ? Find(refusal) : null;

    public static Error? Find(PostgresException refusal) =>
        refusal.SqlState == PostgresErrorCodes.UniqueViolation
            ? ByConstraint.GetValueOrDefault(refusal.ConstraintName ?? "", CommonErrors.AlreadyExists)
        : refusal.SqlState == PostgresErrorCodes.ForeignKeyViolation ? CommonErrors.ReferenceNotFound
        : null;
}
