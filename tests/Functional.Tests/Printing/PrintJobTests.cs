using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Printing;

public sealed class PrintJobTests(TestHost host)
{
    [Theory]
    [InlineData("confirms", "printed", null)]
    [InlineData("normal", "sent_unconfirmed", null)]
    [InlineData("silent", "sent_unconfirmed", null)]
    [InlineData("closes_before_confirming", "sent_unconfirmed", null)]
    [InlineData("paper_out", "sent_unconfirmed", null)]
    [InlineData("slow", "printed", null)]
    [InlineData("resets_midway", "sent_unconfirmed", "failed_midway")]
    public async Task A_job_ends_as_its_printer_lets_us_know(string behaviour, string status, string? error)
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host, behaviour);
        await company.AddPrinterAsync(printer.Port);
        var ticket = await company.IssueAsync(await company.AddServiceAsync());

        var job = await company.WaitForJobAsync(ticket.Id, status);

        (job.Text("lastError"), job["copy"]!.GetValue<int>(), job["attempts"]!.GetValue<int>()).ShouldBe((error, 1, 1));
        job["finishedAt"].ShouldNotBeNull();
        // Never a second time by itself, however the first went.
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        (await printer.SlipsAsync()).Count.ShouldBe(1);
        (await company.PrintJobsAsync(ticket.Id)).ShouldHaveSingleItem().Text("status").ShouldBe(status);
    }

    [Fact]
    public async Task A_printer_that_is_away_is_shown_and_prints_once_when_it_is_back()
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host, "refuses");
        await company.AddPrinterAsync(printer.Port);
        var ticket = await company.IssueAsync(await company.AddServiceAsync());
        var job = await Eventually.Async(
            () => company.PrintJobsAsync(ticket.Id),
            jobs => jobs is [var only] && only.Text("lastError") == "unreachable",
            "an unreachable printer"
        );
        job[0].Text("status").ShouldBe("queued");
        // Work goes on without paper.
        (await company.CallNextAsync(await company.AddDeskAsync()))
            .ShouldBe(200)["ticketId"]
            .ShouldBe(ticket.Id.ToString());
        (await company.Owner.PostAsync($"/api/v1/counter/print-jobs/{job[0].Text("id")}/reprint")).ShouldFail(
            409,
            "counter.print_job.not_reprintable"
        );

        await printer.BecomeAsync("confirms");

        (await company.WaitForJobAsync(ticket.Id, "printed"))["attempts"]!.GetValue<int>().ShouldBeGreaterThan(1);
        (await printer.SlipsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_printer_outside_the_allowed_networks_is_not_set_up()
    {
        var company = await host.NewTenantAsync();
        var fields = new
        {
            name = "Longe",
            host = "10.1.2.3",
            port = 9100,
            profile = "epson",
        };

        (await company.Owner.PostAsync("/api/v1/counter/printers", fields)).ShouldFail(422, "counter.printer.address_not_allowed");

        (await company.Owner.GetAsync("/api/v1/counter/printers")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_printer_whose_network_is_no_longer_allowed_is_never_tried()
    {
        var company = await host.NewTenantAsync();
        var printer = await company.AddPrinterAsync();
        await Behind.ExecuteAsync($"update printers set host = '10.1.2.3' where tenant_id = '{company.Id}' and id = '{printer}'");
        var ticket = await company.IssueAsync(await company.AddServiceAsync());

        var job = await company.WaitForJobAsync(ticket.Id, "failed");
        (job.Text("lastError"), job["attempts"]!.GetValue<int>()).ShouldBe(("address_not_allowed", 1));
    }

    [Fact]
    public async Task Tickets_print_on_the_first_active_printer_and_without_one_only_on_the_screen()
    {
        var company = await host.NewTenantAsync();
        var (first, second) = (await PaperPrinter.AddAsync(host), await PaperPrinter.AddAsync(host));
        var firstId = await company.AddPrinterAsync(first.Port, name: "Um");
        var secondId = await company.AddPrinterAsync(second.Port, name: "Dois");
        var service = await company.AddServiceAsync();

        await company.WaitForJobAsync((await company.IssueAsync(service)).Id, "printed");
        await SwitchOffAsync(firstId, first.Port, "Um");
        await company.WaitForJobAsync((await company.IssueAsync(service)).Id, "printed");
        await SwitchOffAsync(secondId, second.Port, "Dois");
        var onScreen = await company.IssueAsync(service);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        ((await first.SlipsAsync()).Count, (await second.SlipsAsync()).Count).ShouldBe((1, 1));
        (await company.PrintJobsAsync(onScreen.Id)).ShouldBeEmpty();

        async Task SwitchOffAsync(Guid id, int port, string name) =>
            (
                await company.Owner.PutAsync(
                    $"/api/v1/counter/printers/{id}",
                    new
                    {
                        name,
                        host = "127.0.0.1",
                        port,
                        profile = "epson",
                        active = false,
                    }
                )
            ).ShouldBe(200);
    }

    [Fact]
    public async Task A_printer_is_reached_by_its_IPv6_address()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6 && File.Exists("/proc/net/if_inet6"), "This machine has no IPv6.");
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host);
        var fields = new
        {
            name = "Seis",
            host = "[::1]",
            port = printer.Port,
            profile = "epson",
        };
        (await company.Owner.PostAsync("/api/v1/counter/printers", fields)).ShouldBe(201)["host"].ShouldBe("::1");

        await company.WaitForJobAsync((await company.IssueAsync(await company.AddServiceAsync())).Id, "printed");
    }

    [Fact]
    public async Task A_printer_gets_one_job_at_a_time()
    {
        // Most receipt printers serve one connection; a second job must not be half sent into a queue nobody reads.
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host, "slow");
        await company.AddPrinterAsync(printer.Port);
        var service = await company.AddServiceAsync();
        var tickets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.IssueAsync(service)));

        var most = 0L;
        await Eventually.Async(
            async () =>
            {
                most = Math.Max(most, await CountAsync("sending"));
                return await CountAsync("printed");
            },
            printed => printed == tickets.Length,
            "all slips",
            60
        );

        most.ShouldBe(1);
        (await printer.SlipsAsync()).Count.ShouldBe(tickets.Length);

        Task<long> CountAsync(string status) =>
            Behind.ScalarAsync<long>($"select count(*) from print_jobs where tenant_id = '{company.Id}' and status = '{status}'");
    }

    [Fact]
    public async Task A_reprint_says_so_on_paper_and_two_at_once_are_copies_two_and_three()
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var ticket = await company.IssueAsync(await company.AddServiceAsync());
        var job = await company.WaitForJobAsync(ticket.Id, "printed");

        var copies = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => company.Owner.PostAsync($"/api/v1/counter/print-jobs/{job.Text("id")}/reprint"))
        );

        copies.ShouldAllBe(c => c.Status == 201);
        copies.Select(c => c["copy"]).Order().ShouldBe(["2", "3"]);
        var slips = await Eventually.Async(printer.SlipsAsync, all => all.Count == 3, "three slips");
        slips.Select(s => s.Text("text")!).Count(t => t.Contains("2ª VIA", StringComparison.Ordinal)).ShouldBe(1);
        slips.Select(s => s.Text("text")!).Count(t => t.Contains("3ª VIA", StringComparison.Ordinal)).ShouldBe(1);
        slips[0].Text("text")!.ShouldNotContain("VIA");
    }

    [Fact]
    public async Task Reprinting_repeats_only_what_is_finished()
    {
        var company = await host.NewTenantAsync();
        var printerId = await company.AddPrinterAsync((await PaperPrinter.AddAsync(host)).Port);
        var page = (await company.Owner.PostAsync($"/api/v1/counter/printers/{printerId}/test-page")).ShouldBe(202);

        (await company.Owner.PostAsync($"/api/v1/counter/print-jobs/{page.Id}/reprint")).ShouldFail(409, "counter.print_job.not_reprintable");
        (await company.Owner.PostAsync($"/api/v1/counter/print-jobs/{Guid.CreateVersion7()}/reprint")).ShouldFail(404, "counter.print_job.not_found");
        var theirs = await host.NewTenantAsync();
        (await theirs.Owner.PostAsync($"/api/v1/counter/print-jobs/{page.Id}/reprint")).ShouldFail(404, "counter.print_job.not_found");
    }

    [Fact]
    public async Task The_slip_reads_as_it_should_in_Portuguese()
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var service = await company.AddServiceAsync("CAF", name: "Café, pão & açúcar – às 7h");
        var ticket = await company.IssueAsync(service, priority: 5);
        await company.WaitForJobAsync(ticket.Id, "printed");

        var slip = (await printer.SlipsAsync()).ShouldHaveSingleItem();

        var text = slip.Text("text")!;
        text.ShouldContain("SENHA");
        text.ShouldContain("CAF001");
        text.ShouldContain("Café, pão & açúcar - às 7h");
        text.ShouldContain("Preferencial");
        text.ShouldContain(ticket["followUrl"]!);
        slip["confirmations"]!.GetValue<int>().ShouldBe(1);
        slip["complete"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Control_bytes_do_not_get_into_a_name_and_look_alikes_do_not_get_to_the_printer()
    {
        var company = await host.NewTenantAsync();
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        foreach (var name in new[] { "a\u001bp0", "a\u001d(H", "a\u0010\u0004\u0001", "a\nb" })
            (
                await company.Owner.PostAsync(
                    "/api/v1/counter/services",
                    new
                    {
                        name,
                        prefix = "A",
                        price = TestTenant.Money(0),
                    }
                )
            ).ShouldFail(422, "request.invalid");

        // Letters whose low byte would be ESC or GS if they were cut to eight bits.
        await company.WaitForJobAsync((await company.IssueAsync(await company.AddServiceAsync("A", name: "x\u011bm\u021by\u2028z"))).Id, "printed");
        var bytes = Convert.FromBase64String((await printer.SlipsAsync())[0].Text("base64")!);
        Encoding.Latin1.GetString(bytes).ShouldNotContain("x\u001b");
        Encoding.Latin1.GetString(bytes).ShouldNotContain("m\u001b");
    }

    [Fact]
    public async Task Whatever_is_repeated_a_paid_ticket_prints_one_slip()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        await bank.FaultsAsync(new { webhook = new { duplicate = 10 } });
        var id = Guid.CreateVersion7();
        var service = await company.AddServiceAsync("P", 10m);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service, id })));
        var charges = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => company.ChargeAsync(id)));

        await company.PayAsync(charges[0]["txid"]!);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bank.PollAsync()));

        await company.WaitForJobAsync(id, "printed");
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        (await printer.SlipsAsync()).Count.ShouldBe(1);
        (await company.PrintJobsAsync(id)).Count.ShouldBe(1);
    }
}
