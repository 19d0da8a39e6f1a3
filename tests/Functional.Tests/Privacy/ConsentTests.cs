using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Privacy;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Privacy;

/// <summary>Consent: what was read, by whom, when; and "may we?" at the moment of use.</summary>
public sealed class ConsentTests(TestHost host)
{
    private const string Texts = "/api/v1/privacy/consent-texts";

    [Fact]
    public async Task What_was_written_in_a_conversation_says_so_and_nobody_says_in_anothers_name()
    {
        var company = await host.NewTenantAsync();
        var contact = (await company.Owner.PostAsync("/api/v1/people/contacts", new { name = "Maria" })).ShouldBe(201).Id;
        Task<Answer> AnswerAsync(string? source, bool granted) =>
            company.Owner.PostAsync(
                Answers(contact),
                source is null
                    ? (object)
                        new
                        {
                            purpose = "marketing",
                            channel = "whatsapp",
                            granted,
                        }
                    : new
                    {
                        purpose = "marketing",
                        channel = "whatsapp",
                        granted,
                        source,
                    }
            );

        (await AnswerAsync("conversation", granted: true)).ShouldBe(201);
        (await MayWeAsync(company, contact, "marketing")).ShouldBeTrue();
        (await AnswerAsync(null, granted: false)).ShouldBe(201);
        foreach (var others in new[] { "counter", "data_subject" })
            (await AnswerAsync(others, granted: true)).ShouldFail(422, "request.invalid");

        (await company.ItemsAsync(Answers(contact))).Select(a => a.Text("source")).ShouldBe(["operator", "conversation"]);
        (await MayWeAsync(company, contact, "marketing")).ShouldBeFalse();
        (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido", format = "json" }))
            .ShouldBe(200)
            .Text.ShouldContain("\"source\": \"conversation\"");
    }

    [Fact]
    public async Task Consent_at_the_counter_is_kept_with_the_words_that_were_read_and_acts_at_once()
    {
        var company = await host.NewTenantAsync();
        var shown = (await company.ItemsAsync(Texts)).Single(t => t.Text("purpose") == "marketing");
        var contact = await CustomerAsync(
            company,
            [
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    version = 1,
                },
            ]
        );

        (await MayWeAsync(company, contact, "marketing")).ShouldBeTrue();
        (await MayWeAsync(company, contact, "survey")).ShouldBeFalse();

        var kept = (await company.ItemsAsync(Answers(contact))).ShouldHaveSingleItem();
        (kept.Text("purpose"), kept.Text("version"), kept.Text("granted"), kept.Text("inForce"), kept.Text("source"), kept.Text("by")).ShouldBe(
            ("marketing", "1", "true", "true", "counter", "Dona Teste")
        );
        kept.Text("text").ShouldBe(shown.Text("text"));
        kept.Text("hash").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{shown.Text("title")}\n{shown.Text("text")}"))));
    }

    [Fact]
    public async Task Taking_consent_back_is_a_row_of_its_own_and_acts_at_once()
    {
        var company = await host.NewTenantAsync();
        var contact = await CustomerAsync(company, [new { purpose = "marketing", channel = "whatsapp" }]);

        (await AnswerAsync(company.Owner, contact, "marketing", granted: false, "Ligou em 21/11")).ShouldBe(201);

        (await MayWeAsync(company, contact, "marketing")).ShouldBeFalse();
        var answers = await company.ItemsAsync(Answers(contact));
        answers
            .Select(a => (a.Text("granted"), a.Text("inForce"), a.Text("evidence")))
            .ShouldBe([("false", "true", "Ligou em 21/11"), ("true", "false", null)]);
        (await AnswerAsync(company.Owner, contact, "marketing", granted: true)).ShouldBe(201);
        (await MayWeAsync(company, contact, "marketing")).ShouldBeTrue();
    }

    [Fact]
    public async Task Reworded_a_text_is_the_next_version_and_earlier_answers_stay_with_theirs()
    {
        var company = await host.NewTenantAsync();
        var contact = await CustomerAsync(company, [new { purpose = "marketing", channel = "whatsapp" }]);
        var words = new
        {
            purpose = "marketing",
            channel = "whatsapp",
            title = "Ofertas",
            text = "Linha um\nLinha dois",
            asked = true,
        };

        (await company.Owner.PutAsync(Texts, words)).ShouldBe(200)["version"].ShouldBe("2");
        (await company.Owner.PutAsync(Texts, words)).ShouldBe(200)["version"].ShouldBe("2");
        var later = await CustomerAsync(
            company,
            [new { purpose = "marketing", channel = "whatsapp" }, new { purpose = "survey", channel = "whatsapp" }]
        );
        // Somebody's page still showed the old words.
        var behind = await CustomerAsync(
            company,
            [
                new
                {
                    purpose = "marketing",
                    channel = "whatsapp",
                    version = 1,
                },
            ]
        );

        (await VersionsAsync(contact)).ShouldBe(["1"]);
        (await VersionsAsync(later)).Order().ShouldBe(["1", "2"]);
        (await VersionsAsync(behind)).ShouldBe(["1"]);
        (await company.ItemsAsync(Texts)).Single(t => t.Text("purpose") == "marketing").Text("title").ShouldBe("Ofertas");

        async Task<List<string?>> VersionsAsync(Guid id) => [.. (await company.ItemsAsync(Answers(id))).Select(a => a.Text("version"))];
    }

    [Fact]
    public async Task Of_many_who_answer_and_reword_at_once_the_last_committed_answer_counts_and_no_version_is_lost()
    {
        var company = await host.NewTenantAsync();
        var contact = await CustomerAsync(company, []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => AnswerAsync(company.Owner, contact, "marketing", granted: i % 2 == 0)));
        answers.ShouldAllBe(a => a.Status == 201);
        var newest = await Behind.ScalarAsync<bool>($"select granted from consents where contact_id = '{contact}' order by number desc limit 1");
        (await MayWeAsync(company, contact, "marketing")).ShouldBe(newest);
        (await company.ItemsAsync(Answers(contact))).Count(a => a.Text("inForce") == "true").ShouldBe(1);

        var rewordings = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    company.Owner.PutAsync(
                        Texts,
                        new
                        {
                            purpose = "news",
                            channel = "email",
                            title = $"Título {i}",
                            text = $"Texto {i}",
                        }
                    )
                )
        );
        rewordings.Select(r => r.Status).Distinct().Order().ShouldBeSubsetOf([200, 409]);
        var written = await Behind.ScalarAsync<long>($"select count(*) from consent_texts where tenant_id = '{company.Id}' and purpose = 'news'");
        written.ShouldBe(rewordings.Count(r => r.Status == 200));
        (
            await Behind.ScalarAsync<long>($"select max(version)::bigint from consent_texts where tenant_id = '{company.Id}' and purpose = 'news'")
        ).ShouldBe(written);
    }

    [Fact]
    public async Task What_was_read_and_answered_cannot_be_changed_by_the_product()
    {
        var company = await host.NewTenantAsync();
        await CustomerAsync(company, [new { purpose = "marketing", channel = "whatsapp" }]);

        foreach (
            var sql in new[]
            {
                "update consents set granted = false",
                "delete from consents",
                "update consent_texts set text = 'x'",
                "delete from consent_texts",
            }
        )
            (await Should.ThrowAsync<PostgresException>(() => AsAppAsync(sql))).SqlState.ShouldBe("42501", sql);
    }

    [Fact]
    public async Task Another_companys_people_and_texts_do_not_exist()
    {
        var (company, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var contact = await CustomerAsync(company, [new { purpose = "marketing", channel = "whatsapp" }]);

        (await other.Owner.GetAsync(Answers(contact))).ShouldFail(404, "people.contact.not_found");
        (await AnswerAsync(other.Owner, contact, "marketing", granted: true)).ShouldFail(404, "people.contact.not_found");
        (await MayWeAsync(other, contact, "marketing")).ShouldBeFalse();
        (
            await company.Owner.PutAsync(
                Texts,
                new
                {
                    purpose = "ours",
                    channel = "email",
                    title = "a",
                    text = "b",
                }
            )
        ).ShouldBe(200);
        var theirs = await CustomerAsync(other, []);
        (await AnswerAsync(other.Owner, theirs, "ours", granted: true)).ShouldFail(422, "privacy.consent_text.not_found");
    }

    private async Task<Guid> CustomerAsync(TestTenant company, object[] consents)
    {
        var service = await company.AddServiceAsync(prefix: Prefix());
        var customer = new { name = "Maria Souza", consents };
        var ticket = await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, customer });
        return Guid.Parse(ticket.ShouldBe(201)["contactId"]!);
    }

    private static string Prefix() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3);

    private static string Answers(Guid contact) => $"/api/v1/privacy/contacts/{contact}/consents";

    private static Task<Answer> AnswerAsync(ApiClient client, Guid contact, string purpose, bool granted, string? evidence = null) =>
        client.PostAsync(
            Answers(contact),
            new
            {
                purpose,
                channel = purpose == "ours" ? "email" : "whatsapp",
                granted,
                evidence,
            }
        );

    private async Task<bool> MayWeAsync(TestTenant company, Guid contact, string purpose)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        return await scope
            .ServiceProvider.GetRequiredService<IConsentRegister>()
            .MayWeAsync(contact, purpose, ConsentChannel.Whatsapp, CancellationToken.None);
    }

    private async Task AsAppAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<CleanApp.Infrastructure.Persistence.DataSources>().App.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
