using CleanApp.Application.Common;
using CleanApp.Application.Inbox;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.ScheduledMessages;
using CleanApp.Application.Realtime;
using CleanApp.Domain.Inbox;
using CleanApp.Functional.Tests.Hosting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>
/// How the database answers what an inbox asks all day, as the role that serves requests: a page costs a page, however much the company has;
/// also where what was asked before by another company has settled how it is answered.
/// </summary>
public sealed class InboxPlanTests(FullInbox inbox) : IClassFixture<FullInbox>
{
    private const int Limit = 50;
    private const int Counted = 100;
    private const int Page = Limit + 1;

    /// <summary>In which the agent is mentioned.</summary>
    private const int Mentions = 200;

    [Theory]
    [InlineData(ConversationView.All, "ix_conversations_newest")]
    [InlineData(ConversationView.Mine, "ix_conversations_assignee")]
    [InlineData(ConversationView.Unassigned, "ix_conversations_nobodys")]
    [InlineData(ConversationView.Waiting, "ix_conversations_unattended")]
    public async Task The_list_of_whoever_leads_is_the_beginning_of_an_index(ConversationView view, string index)
    {
        foreach (var isNext in new[] { false, true })
            await inbox.EachTimeAsync(
                "Owner",
                (services, _) => ListAsync(services, view, isNext),
                (plans, rows) =>
                {
                    rows.Count.ShouldBe(Limit);
                    plans.ShouldRead("conversations", index, Page, Page + 1);
                }
            );
    }

    [Theory]
    [InlineData(ConversationView.All, 4, "ix_conversations_team")]
    [InlineData(ConversationView.Unassigned, 3, "ix_conversations_teams_nobodys")]
    [InlineData(ConversationView.Waiting, 3, "ix_conversations_teams_unattended")]
    public async Task The_list_of_an_agent_is_the_beginning_of_an_index_for_each_of_their_teams(ConversationView view, int branches, string index)
    {
        foreach (var isNext in new[] { false, true })
            await inbox.EachTimeAsync(
                "Agent",
                (services, _) => ListAsync(services, view, isNext),
                (plans, rows) =>
                {
                    rows.Count.ShouldBe(Limit);
                    plans.ShouldRead("conversations", index, Page, branches * (Page + 1));
                    if (view == ConversationView.All)
                        plans.ShouldRead("conversations", "ix_conversations_assignee", Page, branches * (Page + 1));
                }
            );
    }

    [Fact]
    public async Task What_mentions_somebody_is_found_by_their_mentions()
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, _) => ListAsync(services, ConversationView.Mentions, isNext: false),
            (plans, rows) =>
            {
                rows.Count.ShouldBe(Limit);
                plans.ShouldRead("conversation_participants", "ix_conversation_participants_mentioned", Page, Mentions + Limit);
                // Of what is read and not wanted, plans tell a rounded number each time.
                plans.ShouldRead("conversations", "conversations_pkey", Page, 2 * Mentions);
            }
        );
    }

    [Theory]
    [InlineData("Owner", 4, "ix_conversations_nobodys", "ix_conversations_unattended", "ix_conversations_newest")]
    [InlineData("Agent", 4 * 3 + 1, "ix_conversations_teams_nobodys", "ix_conversations_teams_unattended", "ix_conversations_team")]
    public async Task To_count_reads_a_hundred_of_each_view(string role, int parts, string nobodys, string waiting, string all)
    {
        await inbox.EachTimeAsync(
            role,
            (services, _) => services.GetRequiredService<IMediator>().Send(new CountConversations()),
            (plans, counts) =>
            {
                counts.Mine.ShouldBe(100);
                counts.All.ShouldBe(100);
                var plan = plans.Where(p => p.Contains("select count(*)", StringComparison.Ordinal)).ShouldHaveSingleItem();
                foreach (var index in new[] { "ix_conversations_assignee", nobodys, waiting, all })
                    plan.ShouldContain($"using {index} on conversations ");
                // And those that mention them, one by one.
                QueryPlans.ReadOf(plan, "conversations").ShouldBeInRange(2 * Counted, parts * Counted + Mentions, plan);
            }
        );
    }

    [Fact]
    public async Task The_names_and_marks_of_a_page_are_looked_up_and_nothing_else()
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, _) => ListAsync(services, ConversationView.All, isNext: false),
            (plans, _) =>
            {
                plans.ShouldRead("contacts", "contacts_pkey", Limit, 2 * Limit);
                plans.ShouldRead("conversation_labels", "ux_conversation_labels_once", 1, 2 * Limit);
                plans.ShouldRead(
                    "conversation_participants",
                    "(ix_conversation_participants_mentioned|ux_conversation_participants_once)",
                    0,
                    2 * Limit
                );
                plans.ShouldRead("conversation_drafts", "(ix_conversation_drafts_author|ux_conversation_drafts_once)", 0, Limit);
                plans.ShouldRead("users", "users_pkey", 1, Limit);
            }
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(300, null)]
    [InlineData(null, 300)]
    public async Task A_page_of_messages_is_the_end_of_its_conversation(int? before, int? since)
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, company) =>
                services.GetRequiredService<IMediator>().Send(new ListItems(FullInbox.Of("talk", company, 0), before, since, Limit)),
            (plans, page) =>
            {
                page.Items.Count.ShouldBe(Limit);
                page.Items.ShouldAllBe(i => i.Message != null);
                plans.ShouldRead("conversations", "conversations_pkey", 1, 1);
                plans.ShouldRead("conversation_items", "ux_conversation_items_sequence", Page, Page + 1);
                plans.ShouldRead("inbound_messages", "inbound_messages_pkey", Limit / 2, Limit);
                plans.ShouldRead("outbound_messages", "outbound_messages_pkey", Limit / 2, Limit);
            }
        );
    }

    [Fact]
    public async Task One_conversation_is_looked_up_with_whoever_took_part_and_until_when_it_may_be_answered()
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, company) => services.GetRequiredService<IMediator>().Send(new GetConversation(FullInbox.Of("talk", company, 0))),
            (plans, got) =>
            {
                got.Participants.Count.ShouldBe(1);
                plans.ShouldRead("conversations", "conversations_pkey", 1, 1);
                plans.ShouldRead("channel_windows", "ux_channel_windows_recipient", 1, 1);
                plans.ShouldRead("conversation_participants", "ux_conversation_participants_once", 1, 2);
            }
        );
    }

    [Fact]
    public async Task What_is_scheduled_in_a_conversation_is_the_beginning_of_an_index()
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, company) => services.GetRequiredService<IMediator>().Send(new ListScheduledMessages(FullInbox.Of("talk", company, 0))),
            (plans, scheduled) =>
            {
                scheduled.Items.Count.ShouldBe(3);
                plans.ShouldRead("scheduled_messages", "ix_scheduled_messages_left", 3, 3);
            }
        );
    }

    /// <summary>Of every message that comes in or goes out.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_conversation_of_a_message_is_found_by_its_customer(bool isKnown)
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, company) =>
                services
                    .GetRequiredService<IUnitOfWork>()
                    .InTransactionAsync(
                        ct =>
                            services
                                .GetRequiredService<IInboxDb>()
                                .LockNewestAsync(
                                    FullInbox.Of("channel", company),
                                    isKnown ? FullInbox.Of("contact", company, 7) : null,
                                    FullInbox.AddressOf(company, 7),
                                    ct
                                ),
                        CancellationToken.None
                    ),
            (plans, found) =>
            {
                found!.Id.ShouldBe(FullInbox.Of("talk", FullInbox.Full, 7));
                plans.ShouldRead("conversations", "ix_conversations_address", 1, 4);
            }
        );
    }

    [Fact]
    public async Task Who_is_next_is_the_beginning_of_an_index_of_the_team()
    {
        await inbox.EachTimeAsync(
            "Agent",
            async (services, company) =>
            {
                var db = services.GetRequiredService<IInboxDb>();
                var room = new[] { new TeamRoom(FullInbox.Of("team", company, 3), [FullInbox.Of("person", company, 1)], []) };
                return (
                    await db.LockLongestWaitingAsync(room, Limit, CancellationToken.None),
                    await db.HasWaitingAsync(room, CancellationToken.None)
                );
            },
            (plans, waiting) =>
            {
                waiting.Item1.Count.ShouldBe(Limit);
                waiting.Item2.ShouldBeTrue();
                // What is read is read under the lock, once; and the one that says whether there are more.
                plans.ShouldRead("conversations", "ix_conversations_teams_unattended", Limit + 1, Limit + 1);
            }
        );
        // What is asked before, whenever somebody waits and every few minutes: whether there is anything to share out at all.
        await inbox.EachTimeAsync(
            "Agent",
            async (services, _) =>
                await services
                    .GetServices<IWorkHandler>()
                    .Single(h => h.Kind == FollowConversation.WorkKind)
                    .HandleAsync(Guid.CreateVersion7(), CancellationToken.None),
            (plans, _) =>
            {
                var asked = plans.FindAll(p => p.Contains("FROM conversations AS", StringComparison.Ordinal));
                asked.ShouldNotBeEmpty();
                foreach (var plan in asked)
                    QueryPlans.ReadOf(plan, "conversations").ShouldBeLessThan(Limit, plan);
            }
        );
    }

    [Fact]
    public async Task How_much_somebody_has_is_counted_up_to_a_hundred()
    {
        await inbox.EachTimeAsync(
            "Agent",
            (services, company) =>
                services
                    .GetRequiredService<IInboxDb>()
                    .LoadsAsync([FullInbox.Of("person", company, 0), FullInbox.Of("person", company, 1)], CancellationToken.None),
            (plans, loads) =>
            {
                loads.Values.ShouldAllBe(load => load == 100);
                plans.ShouldRead("conversations", "ix_conversations_assignee", 200, 200);
            }
        );
    }

    /// <summary>On a connection that tells nothing: the server's own count of what was read says it.</summary>
    [Fact]
    public async Task Who_was_away_catches_up_by_the_numbers_after_the_one_they_know()
    {
        const string Read = "select idx_tup_read from pg_stat_user_indexes where indexrelname = 'realtime_events_pkey'";
        const string Sequentially = "select seq_tup_read from pg_stat_user_tables where relname = 'realtime_events'";
        var (before, scanned) = (await inbox.Database.ScalarAsync<long>(Read), await inbox.Database.ScalarAsync<long>(Sequentially));

        var (_, page) = await inbox.AskAsync(
            FullInbox.Full,
            "Owner",
            (services, company) =>
                services.GetRequiredService<IRealtimeEvents>().ReadAsync(FullInbox.Of("t", company), 4_000, Limit, CancellationToken.None)
        );

        page.Events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(4_001, Limit).Select(n => (long)n));
        await Eventually.Async(() => inbox.Database.ScalarAsync<long>(Read), read => read > before, "the server to count what was read");
        (await inbox.Database.ScalarAsync<long>(Read)).ShouldBe(before + Limit);
        (await inbox.Database.ScalarAsync<long>(Sequentially)).ShouldBe(scanned);
    }

    private static async Task<IReadOnlyList<ConversationSummary>> ListAsync(IServiceProvider services, ConversationView view, bool isNext)
    {
        var status = view == ConversationView.Mentions ? (ConversationStatus?)null : ConversationStatus.Open;
        var behind = new DateTimeOffset(2026, 10, view == ConversationView.Waiting ? 27 : 30, 12, 0, 0, TimeSpan.Zero);
        var after = isNext ? new Cursor(behind, Guid.CreateVersion7()).ToString() : null;
        var asked = new ListConversations(view, status, null, null, null, null, null, after, Limit);
        return (await services.GetRequiredService<IMediator>().Send(asked)).Items;
    }
}
