using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.People;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What was said before there was a search.</summary>
public sealed class IndexingTests(TestHost host)
{
    [Fact]
    public async Task Old_messages_are_made_findable_in_the_background_and_until_then_it_is_said()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Comprei uma jabuticabeira");
        (await inbox.ReplyAsync(id, "A jabuticabeira chega amanhã")).ShouldBe(202);
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "jabuticabeira frágil" })).ShouldBe(201);
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        await Behind.ExecuteAsync($"update conversation_items set terms = null where tenant_id = '{inbox.Company.Id}'");
        (await inbox.Owner.FindAsync("jabuticabeira")).ShouldBeEmpty();
        (await inbox.Owner.SearchAsync("jabuticabeira"))["isComplete"]!.GetValue<bool>().ShouldBeFalse();

        await inbox.IndexAgainAsync();

        (await inbox.Owner.FindAsync("jabuticabeira")).Count.ShouldBe(3);
        (await inbox.Owner.SearchAsync("jabuticabeira"))["isComplete"]!.GetValue<bool>().ShouldBeTrue();
        // Whatever a host of the version before adds meanwhile is found by the next look, an hour later.
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<bool>(
                    $"select run_at > now() + interval '50 minutes' from work_items where tenant_id = '{inbox.Company.Id}' and kind = 'inbox.index_messages'"
                ),
            isLater => isLater,
            "the next look to be an hour later"
        );
    }

    [Fact]
    public async Task One_that_does_not_open_keeps_no_other_from_being_found()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var spoilt = await inbox.WrittenAsync("Quero uma pitangueira");
        await inbox.WrittenAsync("A pitangueira chegou", "+5521998765432", "Rui");
        await Behind.ExecuteAsync(
            $"""
            update inbound_messages m set content = set_byte(m.content, length(m.content) - 1, get_byte(m.content, length(m.content) - 1) # 1)
            from conversation_items i where i.message_id = m.id and i.conversation_id = '{spoilt}'
            """
        );

        await inbox.IndexAgainAsync();

        (await inbox.Owner.FindAsync("pitangueira")).ShouldBe(["A pitangueira chegou"]);
        (await Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{inbox.Company.Id}' and dead_at is not null")).ShouldBe(
            0
        );
    }

    [Fact]
    public async Task New_keys_to_seal_with_change_nothing_of_what_is_found()
    {
        await using var place = await KeyPlace.CreateAsync(host);
        var port = TestHost.FreePort();
        await using var app = host.Build(port, place.Settings());
        await app.StartAsync(TestContext.Current.CancellationToken);
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        var inbox = new InboxCompany(company, await Meta.ConnectAsync(company));
        var id = await inbox.WrittenAsync("Tem graviola?");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "graviola só em março" })).ShouldBe(201);

        var rotation = app.Services.GetRequiredService<KeyRotation>();
        (await rotation.RotateDataKeysAsync(TimeProvider.System.GetUtcNow(), TimeSpan.Zero, CancellationToken.None)).Count.ShouldBeGreaterThan(0);
        (await inbox.ReplyAsync(id, "Graviolas, não")).ShouldBe(202);

        (await inbox.Owner.FindAsync("graviolas ")).ShouldBe(["Graviolas, não", "graviola só em março", "Tem graviola?"]);
        (await place.Database.ScalarAsync<long>("select count(*) from data_keys where purpose = 'seal' and version = 2")).ShouldBe(1);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
