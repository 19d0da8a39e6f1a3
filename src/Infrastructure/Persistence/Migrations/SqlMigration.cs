using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanApp.Infrastructure.Persistence.Migrations;

/// <summary>A migration whose SQL is the embedded file named by its id. Forward only: a mistake is mended by the next migration.</summary>
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        migrationBuilder.Sql(EmbeddedSql.Read($"Persistence.Migrations.{id}.sql"));
    }
}

[DbContext(typeof(AppDbContext))]
[Migration("20261121000100_foundation")]
internal sealed class Foundation : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000100_panel_sequence")]
internal sealed class PanelSequence : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000200_people")]
internal sealed class People : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000300_consents")]
internal sealed class Consents : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000400_ledger")]
internal sealed class LedgerOfPayments : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000401_suspense")]
internal sealed class Suspense : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000402_refunds")]
internal sealed class Refunds : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000403_reconciliation")]
internal sealed class Reconciliation : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000404_payment_links")]
internal sealed class PaymentLinks : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000500_contact_merges")]
internal sealed class ContactMerges : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000600_anonymisation")]
internal sealed class Anonymisation : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000700_data_subject_requests")]
internal sealed class DataSubjectRequests : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000800_retention")]
internal sealed class Retention : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000801_payments_by_time")]
internal sealed class PaymentsByTime : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261122000802_sealing_again")]
internal sealed class SealingAgain : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000100_channels")]
internal sealed class Channels : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000200_media")]
internal sealed class Media : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000300_templates")]
internal sealed class Templates : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000900_outbound_undecided")]
internal sealed class OutboundUndecided : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000901_channel_replays")]
internal sealed class ChannelReplays : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123000902_trace_parents")]
internal sealed class TraceParents : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001000_channel_usage")]
internal sealed class ChannelUsage : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001100_inbox")]
internal sealed class Inbox : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001200_canned_responses")]
internal sealed class CannedResponses : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001300_work_items_by_id")]
internal sealed class WorkItemsById : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001400_support_tickets")]
internal sealed class SupportTickets : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001500_conversations_begun")]
internal sealed class ConversationsBegun : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001600_scheduled_messages")]
internal sealed class ScheduledMessages : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001700_outbound_queue_by_channel")]
internal sealed class OutboundQueueByChannel : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001800_conversation_order")]
internal sealed class ConversationOrder : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261123001801_conversation_priority")]
internal sealed class ConversationPriority : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129000100_turns_write_less")]
internal sealed class TurnsWriteLess : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129000200_webhooks_read_by_number")]
internal sealed class WebhooksReadByNumber : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129020000_message_search")]
internal sealed class MessageSearch : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129030000_assignment")]
internal sealed class Assignment : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129010000_people_of_the_company")]
internal sealed class PeopleOfTheCompany : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129040000_realtime_events")]
internal sealed class RealtimeEvents : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129040100_alerts")]
internal sealed class Alerts : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129060000_person_timeline")]
internal sealed class PersonTimeline : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129060100_contact_fields")]
internal sealed class ContactFields : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129050000_held_replies")]
internal sealed class HeldReplies : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129050100_conversation_drafts")]
internal sealed class ConversationDrafts : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261129070100_found_whatever_the_company")]
internal sealed class FoundWhateverTheCompany : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000050_work_items_in_place")]
internal sealed class WorkItemsInPlace : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000100_loss_reasons")]
internal sealed class LossReasons : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000200_leads")]
internal sealed class Leads : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000400_products")]
internal sealed class Products : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000500_lead_conversions")]
internal sealed class LeadConversions : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130000300_pipelines")]
internal sealed class Pipelines : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130010000_mvp_only")]
internal sealed class MvpOnly : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001100_lead_imports")]
internal sealed class LeadImports : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001300_dashboard")]
internal sealed class Dashboard : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001000_proposals")]
internal sealed class Proposals : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001400_proposal_figures")]
internal sealed class ProposalFigures : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001200_lead_forms")]
internal sealed class LeadForms : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001500_name_terms")]
internal sealed class NameTerms : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001600_board_sums")]
internal sealed class BoardSums : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001700_lead_import_newcomers")]
internal sealed class LeadImportNewcomersTable : SqlMigration;

[DbContext(typeof(AppDbContext))]
[Migration("20261130001800_figures_in_their_index")]
internal sealed class FiguresInTheirIndex : SqlMigration;
