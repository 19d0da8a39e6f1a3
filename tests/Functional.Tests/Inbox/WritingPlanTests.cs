using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Channels;
using CleanApp.Functional.Tests.Hosting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using OutgoingMessage = CleanApp.Application.Channels.Contracts.OutgoingMessage;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What it takes to keep what customers and the company write, in a database as <see cref="InboxPlanTests"/> has it.</summary>
public sealed class WritingPlanTests(FullInbox inbox) : IClassFixture<FullInbox>
{
    /// <summary>From what Meta said to the last row, as a new customer begins and as they go on.</summary>
    [Fact]
    public async Task What_comes_in_and_what_is_answered_reads_a_few_rows_of_each_table()
    {
        const int AFew = 24;
        await inbox.EachTimeAsync(
            "Agent",
            async (services, company) =>
            {
                await ReceiveAsync(services, company, $"wamid.{Guid.CreateVersion7():N}");
                await ReceiveAsync(services, company, $"wamid.{Guid.CreateVersion7():N}");
                var newest = services.GetRequiredService<IInboxDb>().Conversations.OrderByDescending(c => c.CreatedAt).First();
                return await services
                    .GetRequiredService<IMediator>()
                    .Send(new ReplyToCustomer(newest.Id, new OutgoingMessage(new TextContent("Bom dia!")), SeenThrough: newest.LastSequence));
            },
            (plans, queued) =>
            {
                queued.Status.ShouldBe(OutboundStatus.Queued);
                foreach (var table in new[] { "conversations", "conversation_items" })
                    QueryPlans.ReadOf(string.Join('\n', plans), table).ShouldBeGreaterThan(0);
                foreach (var table in FullInbox.Big)
                    QueryPlans.ReadOf(string.Join('\n', plans), table).ShouldBeLessThanOrEqualTo(AFew, string.Join('\n', plans));
            }
        );
    }

    private static async Task ReceiveAsync(IServiceProvider services, int company, string wamid)
    {
        var message = new MessageReceived(
            null,
            null,
            "{}",
            wamid,
            "5511987654321",
            null,
            "Ana",
            null,
            TimeProvider.System.GetUtcNow(),
            "text",
            "Bom dia!",
            null,
            null,
            false,
            null,
            null,
            null
        );
        (
            await services
                .GetRequiredService<IUnitOfWork>()
                .InTransactionAsync(
                    ct => services.GetRequiredService<ReceiveMessage>().RunAsync(FullInbox.Of("channel", company), message, ct),
                    CancellationToken.None
                )
        ).ShouldBeTrue();
    }
}
