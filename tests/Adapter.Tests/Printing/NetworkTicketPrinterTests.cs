using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CleanApp.Application.Counter.Printing;
using CleanApp.Infrastructure.Adapters.Printing;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class NetworkTicketPrinterTests
{
    private static readonly TicketSlip Slip = new("Clínica", "A-042", "Avaliação", "21/11/2026 14:05", "https://cleanapp.example/f/1", 1, null);
    private static readonly TicketSlip EndlessSlip = Slip with { CompanyName = string.Concat(Enumerable.Repeat("palavra ", 250_000)) };

    // Long where a test should not meet the time-out, short where the test waits for it.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(400);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_printer_that_confirms_has_printed()
    {
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                var id = await PrinterPeer.ReadUntilAskedAsync(socket, received);
                await socket.SendAsync(PrinterPeer.Confirmation(id));
                await PrinterPeer.ReadToEndAsync(socket, received);
            }
        );

        (await PrintAsync(peer)).ShouldBe(PrintResult.Printed);

        var job = await peer.Received;
        job[..^11].ShouldBe(TicketSlipLayout.Slip(PrinterProfiles.Get("epson"), Slip).ToArray());
    }

    [Fact]
    public async Task A_confirmation_in_pieces_after_status_bytes_and_a_foreign_one_counts()
    {
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                await socket.SendAsync(new byte[] { 0x14, 0x00, 0x00, 0x0F });
                var id = await PrinterPeer.ReadUntilAskedAsync(socket, received);
                await socket.SendAsync(Enumerable.Repeat((byte)0x37, 600).ToArray());
                await socket.SendAsync(PrinterPeer.Confirmation("!!!!"u8.ToArray()));
                foreach (var value in PrinterPeer.Confirmation(id))
                {
                    await socket.SendAsync(new[] { value });
                    await Task.Delay(5);
                }

                await PrinterPeer.ReadToEndAsync(socket, received);
            }
        );

        (await PrintAsync(peer)).ShouldBe(PrintResult.Printed);
    }

    [Fact]
    public async Task A_confirmation_of_another_job_is_none()
    {
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                var id = await PrinterPeer.ReadUntilAskedAsync(socket, received);
                id[3] ^= 1;
                await socket.SendAsync(PrinterPeer.Confirmation(id));
            }
        );

        (await PrintAsync(peer)).ShouldBe(PrintResult.SentUnconfirmed);
    }

    [Fact]
    public async Task A_printer_that_stays_silent_leaves_the_slip_unconfirmed()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);

        (await PrintAsync(peer, options => options.ConfirmTimeout = Soon)).ShouldBe(PrintResult.SentUnconfirmed);
    }

    [Fact]
    public async Task A_printer_that_closes_without_an_answer_leaves_the_slip_unconfirmed()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadUntilAskedAsync);

        (await PrintAsync(peer)).ShouldBe(PrintResult.SentUnconfirmed);
    }

    [Fact]
    public async Task A_printer_that_closes_at_once_has_never_printed()
    {
        await using var peer = PrinterPeer.That((_, _) => Task.CompletedTask);

        // The system decides whether the close or a reset is seen first; neither is a print.
        var outcome = await Record.ExceptionAsync(async () => (await PrintAsync(peer)).ShouldBe(PrintResult.SentUnconfirmed));

        (outcome is null or PrinterFailedMidwayException).ShouldBeTrue(outcome?.ToString());
    }

    [Fact]
    public async Task A_profile_without_confirmation_is_not_asked_and_gets_every_byte()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);

        (await PrintAsync(peer, profile: "bematech")).ShouldBe(PrintResult.SentUnconfirmed);

        (await peer.Received).ShouldBe(TicketSlipLayout.Slip(PrinterProfiles.Get("bematech"), Slip).ToArray());
    }

    [Fact]
    public async Task Unread_status_bytes_do_not_reset_the_connection_on_closing()
    {
        // More than the peer's buffer takes, so that a part is still on its way when the adapter closes.
        var slip = Slip with
        {
            CompanyName = string.Concat(Enumerable.Repeat("palavra ", 3_000)),
        };
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                await socket.SendAsync(new byte[1024]);
                await Task.Delay(100);
                await PrinterPeer.ReadToEndAsync(socket, received);
            }
        );
        await using (var connection = await Printer().ConnectAsync(At(peer, "elgin"), Ct))
            await connection.PrintAsync(slip, Ct);

        (await peer.Received).Length.ShouldBe(TicketSlipLayout.Slip(PrinterProfiles.Get("elgin"), slip).ToArray().Length);
    }

    [Fact]
    public async Task The_test_page_is_confirmed_like_a_slip_and_the_next_job_has_another_id()
    {
        var ids = new List<string>();
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                for (var job = 0; job < 2; job++)
                {
                    var id = await PrinterPeer.ReadUntilAskedAsync(socket, received);
                    ids.Add(Encoding.ASCII.GetString(id));
                    received.SetLength(0);
                    await socket.SendAsync(PrinterPeer.Confirmation(id));
                }
            }
        );
        await using var connection = await Printer().ConnectAsync(At(peer), Ct);

        (await connection.PrintTestPageAsync("Clínica", "Balcão 1", Ct)).ShouldBe(PrintResult.Printed);
        (await connection.PrintAsync(Slip, Ct)).ShouldBe(PrintResult.Printed);

        ids.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_reset_while_the_slip_goes_out_is_a_failure_midway()
    {
        await using var peer = PrinterPeer.That(
            async (socket, _) =>
            {
                await socket.ReceiveAsync(new byte[100]);
                PrinterPeer.Reset(socket);
            }
        );
        await using var connection = await Printer().ConnectAsync(At(peer, "generic"), Ct);

        await Should.ThrowAsync<PrinterFailedMidwayException>(() => connection.PrintAsync(EndlessSlip, Ct));
        await Should.ThrowAsync<InvalidOperationException>(() => connection.PrintAsync(Slip, Ct));
    }

    [Fact]
    public async Task A_reset_instead_of_the_confirmation_is_a_failure_midway()
    {
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                await PrinterPeer.ReadUntilAskedAsync(socket, received);
                PrinterPeer.Reset(socket);
            }
        );

        await Should.ThrowAsync<PrinterFailedMidwayException>(() => PrintAsync(peer));
    }

    [Fact]
    public async Task A_printer_that_stops_reading_is_a_failure_midway_after_the_write_timeout()
    {
        var end = new TaskCompletionSource();
        await using var peer = PrinterPeer.That((_, _) => end.Task);
        await using var connection = await Printer(options => options.WriteTimeout = Soon).ConnectAsync(At(peer), Ct);
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<PrinterFailedMidwayException>(() => connection.PrintAsync(EndlessSlip, Ct));

        watch.Elapsed.ShouldBeGreaterThan(Soon - TimeSpan.FromMilliseconds(50));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        end.SetResult();
    }

    [Fact]
    public async Task Cancelling_before_the_first_byte_sends_nothing()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);
        await using (var connection = await Printer().ConnectAsync(At(peer), Ct))
            await Should.ThrowAsync<OperationCanceledException>(() => connection.PrintAsync(Slip, new CancellationToken(canceled: true)));

        (await peer.Received).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_while_bytes_go_out_is_a_failure_midway()
    {
        var end = new TaskCompletionSource();
        using var shutdown = new CancellationTokenSource();
        await using var peer = PrinterPeer.That(
            async (socket, _) =>
            {
                await socket.ReceiveAsync(new byte[1]);
                await shutdown.CancelAsync();
                await end.Task;
            }
        );
        await using var connection = await Printer().ConnectAsync(At(peer), Ct);

        await Should.ThrowAsync<PrinterFailedMidwayException>(() => connection.PrintAsync(EndlessSlip, shutdown.Token));
        end.SetResult();
    }

    [Fact]
    public async Task Cancelling_the_wait_for_the_confirmation_leaves_the_slip_unconfirmed()
    {
        using var shutdown = new CancellationTokenSource();
        await using var peer = PrinterPeer.That(
            async (socket, received) =>
            {
                await PrinterPeer.ReadUntilAskedAsync(socket, received);
                await shutdown.CancelAsync();
                await PrinterPeer.ReadToEndAsync(socket, received);
            }
        );
        await using var connection = await Printer().ConnectAsync(At(peer), Ct);

        (await connection.PrintAsync(Slip, shutdown.Token)).ShouldBe(PrintResult.SentUnconfirmed);
    }

    [Fact]
    public async Task A_refused_connection_is_an_unreachable_printer()
    {
        int port;
        await using (var gone = PrinterPeer.That(PrinterPeer.ReadToEndAsync))
            port = gone.Port;

        await Should.ThrowAsync<PrinterUnreachableException>(() => Printer().ConnectAsync(new("127.0.0.1", port, "epson"), Ct));
    }

    [Fact]
    public async Task A_name_that_takes_too_long_is_an_unreachable_printer()
    {
        ResolveHost never = async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return [];
        };

        await Should.ThrowAsync<PrinterUnreachableException>(() =>
            Printer(options => options.ConnectTimeout = Soon, never).ConnectAsync(new("impressora.local", 9100, "epson"), Ct)
        );
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_an_unreachable_printer() =>
        await Should.ThrowAsync<PrinterUnreachableException>(() =>
            Printer(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound))
                .ConnectAsync(new("impressora.local", 9100, "epson"), Ct)
        );

    [Fact]
    public async Task Cancelling_the_connection_is_no_verdict_on_the_printer() =>
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Printer(resolve: (_, ct) => Task.FromCanceled<IPAddress[]>(ct))
                .ConnectAsync(new("impressora.local", 9100, "epson"), new CancellationToken(canceled: true))
        );

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public async Task Ipv6_addresses_work_with_and_without_brackets(string host)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync, IPAddress.IPv6Loopback);
        await using (var connection = await Printer().ConnectAsync(new(host, peer.Port, "elgin"), Ct))
            await connection.PrintAsync(Slip, Ct);

        (await peer.Received).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("0.0.0.0")]
    [InlineData("2130706433")] // 127.0.0.1 as one number
    public async Task An_address_outside_of_the_networks_is_refused_and_not_called(string host)
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);
        var printer = Printer(options => options.AllowedNetworks = ["192.168.0.0/16", "fd00::/8"], Dns.GetHostAddressesAsync);

        await Should.ThrowAsync<PrinterAddressRefusedException>(() => printer.ConnectAsync(new(host, peer.Port, "epson"), Ct));

        peer.WasNeverCalled.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_list_no_address_is_allowed() =>
        await Should.ThrowAsync<PrinterAddressRefusedException>(() =>
            Printer(options => options.AllowedNetworks = []).ConnectAsync(new("127.0.0.1", 9100, "epson"), Ct)
        );

    [Fact]
    public async Task A_name_with_one_address_outside_is_refused_although_the_other_is_inside()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);
        var printer = Printer(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]));

        await Should.ThrowAsync<PrinterAddressRefusedException>(() => printer.ConnectAsync(new("impressora.local", peer.Port, "epson"), Ct));

        peer.WasNeverCalled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_is_resolved_once_and_the_checked_address_is_called()
    {
        var asked = 0;
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);
        var printer = Printer(
            resolve: (_, _) =>
            {
                asked++;
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
            }
        );
        await using (var connection = await printer.ConnectAsync(new("impressora.invalid", peer.Port, "generic"), Ct))
            await connection.PrintAsync(Slip, Ct);

        (await peer.Received).ShouldNotBeEmpty();
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task The_next_address_of_a_name_is_tried_when_the_first_does_not_answer()
    {
        await using var peer = PrinterPeer.That(PrinterPeer.ReadToEndAsync);
        // Nobody listens there: the peer has only 127.0.0.1.
        var printer = Printer(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]));

        await using (var connection = await printer.ConnectAsync(new("impressora.local", peer.Port, "generic"), Ct))
            await connection.PrintAsync(Slip, Ct);

        (await peer.Received).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("", 9100)]
    [InlineData("http://10.0.0.1", 9100)]
    [InlineData("10.0.0.1:9100", 9100)]
    [InlineData("[::1]:9100", 9100)]
    [InlineData("[::1", 9100)]
    [InlineData("a b", 9100)]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1", 65536)]
    public async Task What_is_no_address_is_refused(string host, int port) =>
        await Should.ThrowAsync<PrinterAddressRefusedException>(() => Printer().ConnectAsync(new(host, port, "epson"), Ct));

    [Fact]
    public async Task An_unknown_profile_is_the_callers_mistake() =>
        await Should.ThrowAsync<ArgumentException>(() => Printer().ConnectAsync(new("127.0.0.1", 9100, "Epson"), Ct));

    private static PrinterAddress At(PrinterPeer peer, string profile = "epson") => new("127.0.0.1", peer.Port, profile);

    private static async Task<PrintResult> PrintAsync(PrinterPeer peer, Action<PrintingOptions>? change = null, string profile = "epson")
    {
        await using var connection = await Printer(change).ConnectAsync(At(peer, profile), Ct);
        return await connection.PrintAsync(Slip, Ct);
    }

    private static NetworkTicketPrinter Printer(Action<PrintingOptions>? change = null, ResolveHost? resolve = null)
    {
        var options = new PrintingOptions
        {
            AllowedNetworks = ["127.0.0.0/8", "::1/128"],
            ConnectTimeout = Never,
            WriteTimeout = Never,
            ConfirmTimeout = Never,
        };
        change?.Invoke(options);
        return new NetworkTicketPrinter(Options.Create(options), TimeProvider.System, resolve ?? NoNames);
    }

    private static Task<IPAddress[]> NoNames(string host, CancellationToken ct) => throw new InvalidOperationException($"{host} was to be resolved.");
}
