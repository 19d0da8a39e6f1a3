using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using CleanApp.Domain.Identity;
using CleanApp.Domain.Inbox;
using CleanApp.Domain.Payments;
using CleanApp.Domain.People;
using CleanApp.Domain.Privacy;
using CleanApp.Domain.Sales;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>
/// All tables; each module sees its own through its interface. Instances are pooled: whatever is set per lease is cleared on dispose,
/// and a lease is disposed once, so nothing else that a container would dispose may hand this object out.
/// </summary>
public sealed class AppDbContext : DbContext
{
    public AppDbContext(DbContextOptions<AppDbContext> options)
        : base(options)
    {
        // Always a transaction, because the tenant is transaction-local; never a savepoint, because nothing resumes after a failed save.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        Database.AutoSavepointsEnabled = false;
        ChangeTracker.Tracking += TenantKeys.Fill;
    }

    /// <summary>Whose rows the next commands may see. Set when leased; row-level security shows nothing without it.</summary>
    internal ITenantContext? TenantContext { get; set; }

    /// <summary>Whom a transaction began for, until its first command brings that along.</summary>
    internal TenantSettings? Due { get; set; }

    /// <summary>What the transaction under way has still to write. See <see cref="TenantBatch.Later"/>.</summary>
    internal List<(string Sql, object[] Values)> Later { get; } = [];

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<User> Users => Set<User>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Invite> Invites => Set<Invite>();
    public DbSet<Mail> Mails => Set<Mail>();
    public DbSet<Avatar> Avatars => Set<Avatar>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<PersonToken> PersonTokens => Set<PersonToken>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<Desk> Desks => Set<Desk>();
    public DbSet<Printer> Printers => Set<Printer>();
    public DbSet<QueueTicket> QueueTickets => Set<QueueTicket>();
    public DbSet<QueueTicketTransition> QueueTicketTransitions => Set<QueueTicketTransition>();
    public DbSet<Panel> Panels => Set<Panel>();
    public DbSet<PanelPairing> PanelPairings => Set<PanelPairing>();
    public DbSet<PanelCall> PanelCalls => Set<PanelCall>();
    public DbSet<PrintJob> PrintJobs => Set<PrintJob>();
    public DbSet<Charge> Charges => Set<Charge>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<ManualPayment> ManualPayments => Set<ManualPayment>();
    public DbSet<Refund> Refunds => Set<Refund>();
    public DbSet<ReconciliationDay> ReconciliationDays => Set<ReconciliationDay>();
    public DbSet<ReconciliationDifference> ReconciliationDifferences => Set<ReconciliationDifference>();
    public DbSet<ReconciliationSignOff> ReconciliationSignOffs => Set<ReconciliationSignOff>();
    public DbSet<PaymentLink> PaymentLinks => Set<PaymentLink>();
    public DbSet<SicrediAccount> SicrediAccounts => Set<SicrediAccount>();
    public DbSet<InboundWebhook> InboundWebhooks => Set<InboundWebhook>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ContactIdentifier> ContactIdentifiers => Set<ContactIdentifier>();
    public DbSet<PersonalDataAccess> PersonalDataAccesses => Set<PersonalDataAccess>();
    public DbSet<ContactMerge> ContactMerges => Set<ContactMerge>();
    public DbSet<ContactMergeUndo> ContactMergeUndos => Set<ContactMergeUndo>();
    public DbSet<ContactField> ContactFields => Set<ContactField>();
    public DbSet<ContactFieldValue> ContactFieldValues => Set<ContactFieldValue>();
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<PrivacyForm> PrivacyForms => Set<PrivacyForm>();
    public DbSet<DataSubjectRequest> DataSubjectRequests => Set<DataSubjectRequest>();
    public DbSet<DataSubjectRequestStep> DataSubjectRequestSteps => Set<DataSubjectRequestStep>();
    public DbSet<RetentionPolicy> RetentionPolicies => Set<RetentionPolicy>();
    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<RegisterEntry> RegisterEntries => Set<RegisterEntry>();
    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<ChannelSender> ChannelSenders => Set<ChannelSender>();
    public DbSet<ChannelReader> ChannelReaders => Set<ChannelReader>();
    public DbSet<ChannelWindow> ChannelWindows => Set<ChannelWindow>();
    public DbSet<OutboundMessage> OutboundMessages => Set<OutboundMessage>();
    public DbSet<OutboundQueueItem> OutboundQueue => Set<OutboundQueueItem>();
    public DbSet<SendAttempt> SendAttempts => Set<SendAttempt>();
    public DbSet<MessageEvent> MessageEvents => Set<MessageEvent>();
    public DbSet<InboundMessage> InboundMessages => Set<InboundMessage>();
    public DbSet<ChannelWebhook> ChannelWebhooks => Set<ChannelWebhook>();
    public DbSet<ChannelNotice> ChannelNotices => Set<ChannelNotice>();
    public DbSet<ChannelReplay> ChannelReplays => Set<ChannelReplay>();
    public DbSet<ChannelTemplate> ChannelTemplates => Set<ChannelTemplate>();
    public DbSet<ChannelUsageDay> ChannelUsage => Set<ChannelUsageDay>();
    public DbSet<ReceivedFile> ReceivedFiles => Set<ReceivedFile>();
    public DbSet<MediaAsset> MediaAssets => Set<MediaAsset>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<AgentStateChange> AgentStateChanges => Set<AgentStateChange>();
    public DbSet<InboxSettings> InboxSettings => Set<InboxSettings>();
    internal DbSet<AgentConnection> AgentConnections => Set<AgentConnection>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<ChannelRoute> ChannelRoutes => Set<ChannelRoute>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<CannedResponse> CannedResponses => Set<CannedResponse>();
    public DbSet<ConversationDraft> ConversationDrafts => Set<ConversationDraft>();
    public DbSet<ConversationItem> ConversationItems => Set<ConversationItem>();
    public DbSet<ConversationLabel> ConversationLabels => Set<ConversationLabel>();
    public DbSet<ConversationParticipant> ConversationParticipants => Set<ConversationParticipant>();
    public DbSet<HeldReply> HeldReplies => Set<HeldReply>();
    public DbSet<Label> Labels => Set<Label>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<ScheduledMessage> ScheduledMessages => Set<ScheduledMessage>();
    public DbSet<SupportTicket> SupportTickets => Set<SupportTicket>();
    public DbSet<SupportTicketEvent> SupportTicketEvents => Set<SupportTicketEvent>();
    public DbSet<SupportTicketLink> SupportTicketLinks => Set<SupportTicketLink>();
    public DbSet<AlertSettings> AlertSettings => Set<AlertSettings>();
    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();
    public DbSet<DeviceAlert> DeviceAlerts => Set<DeviceAlert>();
    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<LeadEvent> LeadEvents => Set<LeadEvent>();
    public DbSet<LeadForm> LeadForms => Set<LeadForm>();
    public DbSet<LeadImport> LeadImports => Set<LeadImport>();
    public DbSet<LeadImportProblem> LeadImportProblems => Set<LeadImportProblem>();
    public DbSet<LeadImportNewcomers> LeadImportNewcomers => Set<LeadImportNewcomers>();
    public DbSet<LeadMapping> LeadMappings => Set<LeadMapping>();
    public DbSet<LeadScoring> LeadScorings => Set<LeadScoring>();
    public DbSet<LossReason> LossReasons => Set<LossReason>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<ProductCategory> ProductCategories => Set<ProductCategory>();
    public DbSet<ProductPrice> ProductPrices => Set<ProductPrice>();
    public DbSet<ProductImage> ProductImages => Set<ProductImage>();
    public DbSet<Pipeline> Pipelines => Set<Pipeline>();
    public DbSet<PipelineStage> PipelineStages => Set<PipelineStage>();
    public DbSet<Opportunity> Opportunities => Set<Opportunity>();
    public DbSet<OpportunityEvent> OpportunityEvents => Set<OpportunityEvent>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<ProposalVersion> ProposalVersions => Set<ProposalVersion>();
    public DbSet<ProposalAcceptance> ProposalAcceptances => Set<ProposalAcceptance>();
    public DbSet<ProposalView> ProposalViews => Set<ProposalView>();
    public DbSet<ProposalSettings> ProposalSettings => Set<ProposalSettings>();
    public DbSet<ProposalLogo> ProposalLogos => Set<ProposalLogo>();
    internal DbSet<WorkItem> WorkItems => Set<WorkItem>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkItem>();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        TenantKeys.Apply(modelBuilder);
        SnakeCase.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Money>().HaveConversion<MoneyConverter>().HavePrecision(12, 2);
        foreach (var type in typeof(TenantEntity).Assembly.GetTypes().Where(t => t.IsEnum))
            configuration.Properties(type).HaveConversion(typeof(EnumConverter<>).MakeGenericType(type));
    }

    public override async Task<int> SaveChangesAsync(CancellationToken ct = default)
    {
        try
        {
            return await base.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ConstraintErrors.Find(e) is { } error)
        {
            throw new DomainException(error);
        }
    }

    internal async Task<Guid?> LookupAsync(FormattableString sql, CancellationToken ct) =>
        (await Database.SqlQuery<Guid?>(sql).ToListAsync(ct)).SingleOrDefault();

    internal async Task<T> TakeAsync<T>(FormattableString sql, CancellationToken ct) => (await Database.SqlQuery<T>(sql).ToListAsync(ct)).Single();

    /// <summary>Held until the transaction ends.</summary>
    internal Task LockAsync(string name, CancellationToken ct) =>
        Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);

    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    private void Forget()
    {
        TenantContext = null;
        Due = null;
        Later.Clear();
    }
}
