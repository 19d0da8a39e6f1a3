using System.Globalization;

namespace CleanApp.Sandbox;

/// <summary>Where the sandbox listens and what it keeps. Port 0 asks the system for a free one (tests run several sandboxes at once).</summary>
public sealed record SandboxOptions
{
    public int HttpPort { get; init; } = 5090;
    public int PrinterPort { get; init; } = 9100;
    public int MailPort { get; init; } = 2525;

    /// <summary>Null means a private temporary folder that is removed when the sandbox stops.</summary>
    public string? DataFolder { get; init; }

    public string ClientId { get; init; } = "sandbox-client";
    public string ClientSecret { get; init; } = "sandbox-secret-0001";

    /// <summary>Attempts of one webhook delivery, the first included. The standard leaves the number to each PSP.</summary>
    public int WebhookAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; it doubles after each failure.</summary>
    public TimeSpan WebhookRetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The same for Meta, which goes on for days; with the doubling these are about a minute.</summary>
    public int MetaWebhookAttempts { get; init; } = 8;

    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A refund is answered as EM_PROCESSAMENTO and settles after this time.</summary>
    public TimeSpan RefundSettlement { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads <c>--SANDBOX_PORT 5090</c>-like arguments and the environment; an argument wins.</summary>
    internal static SandboxOptions Read(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        return new SandboxOptions
        {
            HttpPort = Port(configuration["SANDBOX_PORT"], 5090),
            PrinterPort = Port(configuration["PRINTER_PORT"], 9100),
            MailPort = Port(configuration["MAIL_PORT"], 2525),
            // A fixed name, so that a restart finds yesterday's charges and the certificates already given to the product.
            DataFolder = configuration["SANDBOX_DATA"] is { Length: > 0 } folder ? folder : Path.Combine(Path.GetTempPath(), "cleanapp-sandbox"),
        };
    }

    private static int Port(string? text, int otherwise) =>
        string.IsNullOrWhiteSpace(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new FormatException($"'{text}' is not a port number.");
}
