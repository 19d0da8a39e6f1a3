using System.Globalization;
using CleanApp.Domain.Common;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Counter;

public sealed class NumberingTests(TestHost host)
{
    [Fact]
    public async Task Sixty_four_parallel_issues_some_refused_and_some_repeated_leave_no_gap_and_no_double()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var repeated = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(i =>
                    (i % 8) switch
                    {
                        // Refused before, and while, a number is taken; repeated by id; repeated by key.
                        1 => IssueAsync(new { serviceId = Guid.CreateVersion7() }),
                        2 => IssueAsync(new { serviceId = service, priority = 10 }),
                        3 => IssueAsync(new { serviceId = service, id = repeated }),
                        4 => IssueAsync(new { serviceId = service }, idempotencyKey: "again"),
                        _ => IssueAsync(new { serviceId = service }),
                    }
                )
        );

        answers.Where(a => a.Status != 201 && a.Status != 409).ShouldAllBe(a => a.Status == 404 || a.Status == 422);
        answers.Where(a => a.Status == 409).ShouldAllBe(a => a["code"] == "request.idempotency_key.running");
        var issued = answers.Where(a => a.Status == 201).ToList();
        var tickets = issued.DistinctBy(a => a.Id).ToList();
        tickets.Count.ShouldBe(32 + 1 + 1);
        Numbers(tickets).Order().ShouldBe(Enumerable.Range(1, 34));
        (await company.ItemsAsync("/api/v1/counter/tickets?limit=200")).Count.ShouldBe(34);

        Task<Answer> IssueAsync(object body, string? idempotencyKey = null) =>
            company.Owner.PostAsync("/api/v1/counter/tickets", body, idempotencyKey);
    }

    [Fact]
    public async Task Each_service_counts_for_itself()
    {
        var company = await host.NewTenantAsync();
        var (a, b) = (await company.AddServiceAsync("A"), await company.AddServiceAsync("B"));

        var tickets = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => company.IssueAsync(i % 2 == 0 ? a : b)));

        tickets
            .Select(t => t["code"]!)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 10).Select(n => $"A{n:000}").Concat(Enumerable.Range(1, 10).Select(n => $"B{n:000}")));
    }

    [Fact]
    public async Task The_same_id_issued_twenty_times_at_once_is_one_ticket_with_one_number()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, id }))
        );

        answers.ShouldAllBe(a => a.Status == 201 && a.Id == id && a["code"] == "A001");
        (await company.IssueAsync(service))["code"].ShouldBe("A002");
    }

    [Fact]
    public async Task An_id_taken_with_other_content_is_refused_and_free_for_another_company()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A", 5m);
        var other = await company.AddServiceAsync("B", 5m);
        var id = Guid.CreateVersion7();
        (await IssueAsync(new { serviceId = service, id })).ShouldBe(201);

        (await IssueAsync(new { serviceId = other, id })).ShouldFail(409, "counter.queue_ticket.id_taken");
        (
            await IssueAsync(
                new
                {
                    serviceId = service,
                    id,
                    priority = 1,
                }
            )
        ).ShouldFail(409, "counter.queue_ticket.id_taken");
        (
            await IssueAsync(
                new
                {
                    serviceId = service,
                    id,
                    amount = TestTenant.Money(6m),
                }
            )
        ).ShouldFail(409, "counter.queue_ticket.id_taken");

        var theirs = await host.NewTenantAsync();
        var theirService = await theirs.AddServiceAsync("A", 5m);
        (await theirs.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = theirService, id })).ShouldBe(201)["code"].ShouldBe("A001");

        Task<Answer> IssueAsync(object body) => company.Owner.PostAsync("/api/v1/counter/tickets", body);
    }

    [Fact]
    public async Task A_repeat_after_the_price_changed_is_still_a_repeat()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A", 5m);
        var body = new { serviceId = service, id = Guid.CreateVersion7() };
        var first = (await company.Owner.PostAsync("/api/v1/counter/tickets", body)).ShouldBe(201);
        var change = new
        {
            name = "Atendimento",
            prefix = "A",
            price = TestTenant.Money(6m),
            priorityWeight = 0,
            active = true,
        };
        (await company.Owner.PutAsync($"/api/v1/counter/services/{service}", change)).ShouldBe(200);

        var repeat = (await company.Owner.PostAsync("/api/v1/counter/tickets", body)).ShouldBe(201);

        repeat["code"].ShouldBe(first["code"]);
        repeat.Json["amount"]!.Text("value").ShouldBe("5.00");
    }

    [Fact]
    public async Task A_prefix_belongs_to_one_service_of_a_company()
    {
        var company = await host.NewTenantAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    company.Owner.PostAsync(
                        "/api/v1/counter/services",
                        new
                        {
                            name = $"Serviço {i}",
                            prefix = "A",
                            price = TestTenant.Money(0),
                        }
                    )
                )
        );

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "counter.service.prefix_taken");
        await (await host.NewTenantAsync()).AddServiceAsync("A");
    }

    [Fact]
    public async Task A_ticket_that_costs_nothing_is_born_paid_and_cannot_be_charged()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A", 7m);
        var ticket = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, amount = TestTenant.Money(0) })).ShouldBe(
            201
        );

        ticket["status"].ShouldBe("paid");
        ticket["waitingSince"].ShouldBe(ticket["createdAt"]);
        (await company.ChargeAsync(ticket.Id)).ShouldFail(409, "counter.queue_ticket.nothing_to_charge");
    }

    [Fact]
    public async Task The_numbers_begin_again_when_the_business_day_does()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("A");
        var local = TimeProvider.System.GetUtcNow();
        // Two hours either side of now, so that the test may run at any time but decides by the cut-off alone.
        await CutoffAsync(local.AddHours(2));
        var yesterday = await company.IssueAsync(service);
        await company.IssueAsync(service);
        await CutoffAsync(local.AddHours(-2));
        // A node may believe the settings of five seconds ago.
        await Task.Delay(TimeSpan.FromSeconds(5.5), TestContext.Current.CancellationToken);
        var today = await company.IssueAsync(service);

        yesterday["code"].ShouldBe("A001");
        today["code"].ShouldBe("A001");
        DateOnly
            .Parse(today["businessDay"]!, CultureInfo.InvariantCulture)
            .ShouldBe(DateOnly.Parse(yesterday["businessDay"]!, CultureInfo.InvariantCulture).AddDays(1));
        // Yesterday's customers are not called today.
        var desk = await company.AddDeskAsync();
        (await company.CallNextAsync(desk)).ShouldBe(200)["ticketId"].ShouldBe(today.Id.ToString());
        (await company.CallNextAsync(desk)).Status.ShouldBe(204);

        async Task CutoffAsync(DateTimeOffset at)
        {
            // A zone in which both cut-offs fall on the same date as now.
            var zone = local.Hour switch
            {
                < 8 => "Asia/Tokyo",
                >= 18 => "America/Sao_Paulo",
                _ => "Etc/UTC",
            };
            var cutoff = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("HH:mm", CultureInfo.InvariantCulture);
            (
                await company.Owner.PutAsync(
                    "/api/v1/tenant",
                    new
                    {
                        name = "Empresa",
                        timeZone = zone,
                        businessDayCutoff = cutoff,
                    }
                )
            ).ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("00:00", "2026-11-21T23:59:59.9999999-03:00", "2026-11-21")]
    [InlineData("00:00", "2026-11-22T00:00:00-03:00", "2026-11-22")]
    [InlineData("05:00", "2026-11-22T04:59:59.9999999-03:00", "2026-11-21")]
    [InlineData("05:00", "2026-11-22T05:00:00-03:00", "2026-11-22")]
    [InlineData("05:00", "2026-11-22T02:59:59+00:00", "2026-11-21")]
    public void The_business_day_turns_exactly_at_the_cut_off(string cutoff, string instant, string day) =>
        new BusinessCalendar("America/Sao_Paulo", TimeOnly.Parse(cutoff, CultureInfo.InvariantCulture))
            .DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture))
            .ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    private static IEnumerable<int> Numbers(IEnumerable<Answer> tickets) =>
        tickets.Select(t => int.Parse(t["code"]![1..], CultureInfo.InvariantCulture));
}
