namespace CleanApp.Application.Counter.Printing;

/// <summary>
/// Prints queue tickets on a network receipt printer. Opening the connection and printing are two calls so that the caller can commit "sending" to
/// its ledger in between: before that commit nothing has reached the printer, after it a second try could print twice.
/// </summary>
/// <remarks>Most receipt printers serve one connection at a time; the caller keeps one job per printer under way.</remarks>
public interface ITicketPrinter
{
    /// <summary>Opens the connection and sends nothing.</summary>
    /// <exception cref="PrinterAddressRefusedException">
    /// The address is outside of the networks the installation allows, or not usable as an address. Trying again does not help.
    /// </exception>
    /// <exception cref="PrinterUnreachableException">Nothing was sent: safe to try again.</exception>
    /// <exception cref="ArgumentException">The profile is none of <see cref="PrinterProfileNames.All"/>.</exception>
    Task<IPrinterConnection> ConnectAsync(PrinterAddress printer, CancellationToken ct);
}

/// <summary>An open connection to one printer. Not safe for use by several threads.</summary>
public interface IPrinterConnection : IAsyncDisposable
{
    /// <summary>
    /// Sends the slip once. Cancelling before the first byte throws <see cref="OperationCanceledException"/>; cancelling while bytes are going out
    /// throws <see cref="PrinterFailedMidwayException"/>; cancelling while waiting for the confirmation returns
    /// <see cref="PrintResult.SentUnconfirmed"/>.
    /// </summary>
    /// <exception cref="PrinterFailedMidwayException">It is not known how much came out. The program never repeats this; a person does.</exception>
    /// <exception cref="ArgumentException">The slip cannot be printed (a follow address too long for a QR code); nothing was sent.</exception>
    Task<PrintResult> PrintAsync(TicketSlip slip, CancellationToken ct);

    /// <summary>Prints accents, a width ruler, large text, a QR code and the cut, so that a person can judge the profile. Fails as a slip does.</summary>
    Task<PrintResult> PrintTestPageAsync(string companyName, string printerName, CancellationToken ct);
}

/// <param name="Host">IPv4, IPv6 (with or without brackets) or a host name.</param>
/// <param name="Port">1 to 65535; receipt printers listen on 9100.</param>
/// <param name="Profile">One of <see cref="PrinterProfileNames"/>.</param>
public sealed record PrinterAddress(string Host, int Port, string Profile);

/// <param name="IssuedAt">Local time as the customer reads it: "21/11/2026 14:05".</param>
/// <param name="FollowUrl">Becomes a QR code; null prints none. Up to 1,000 characters fit every profile.</param>
/// <param name="Copy">1 is the original; from 2 on the slip says "2ª VIA".</param>
/// <param name="Priority">Printed as it is ("Preferencial"), or null.</param>
public sealed record TicketSlip(string CompanyName, string Code, string ServiceName, string IssuedAt, string? FollowUrl, int Copy, string? Priority);

public enum PrintResult
{
    /// <summary>The printer's end took every byte and said nothing about paper. It may be unprinted, or come out later when paper is loaded.</summary>
    SentUnconfirmed,

    /// <summary>The printer itself reported that printing of this job is completed.</summary>
    Printed,
}
