using CleanApp.Application.Common;
using CleanApp.Application.Counter.Printing;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Counter.Printers;

/// <param name="Host">Host name, IPv4 or IPv6 address, inside the networks this installation may print to.</param>
/// <param name="Port">TCP port, usually 9100.</param>
public sealed record PrinterView(Guid Id, string Name, string Host, int Port, PrinterProfile Profile, bool Active)
{
    internal static PrinterView Of(Printer printer) => new(printer.Id, printer.Name, printer.Host, printer.Port, printer.Profile, printer.Active);
}

/// <summary>Sets up a thermal printer. Tickets print on the active printer set up first.</summary>
public sealed record CreatePrinter(string Name, string Host, int Port, PrinterProfile Profile) : ICommand<PrinterView>, IPrinterFields;

internal interface IPrinterFields
{
    string Name { get; }
    string Host { get; }
    int Port { get; }
    PrinterProfile Profile { get; }
}

internal sealed class PrinterFieldsValidator : AbstractValidator<IPrinterFields>
{
    public PrinterFieldsValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.Host)
            .Must(h => h is { Length: > 0 and <= 253 } && Uri.CheckHostName(h.Trim().Trim('[', ']')) != UriHostNameType.Unknown)
            .WithMessage("Must be a host name or an IP address.");
        RuleFor(r => r.Port).InclusiveBetween(1, 65535).WithMessage("Must be between 1 and 65535.");
        RuleFor(r => r.Profile).IsInEnum();
    }
}

internal sealed class CreatePrinterValidator : AbstractValidator<CreatePrinter>
{
    public CreatePrinterValidator() => Include(new PrinterFieldsValidator());
}

internal sealed class CreatePrinterHandler(ICounterDb db, IPrinterNetworks networks, TimeProvider clock) : IRequestHandler<CreatePrinter, PrinterView>
{
    public async Task<PrinterView> Handle(CreatePrinter request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var printer = Printer.Create(Guid.CreateVersion7(now), request.Name, request.Host, request.Port, request.Profile, now);
        if (!networks.MayHold(printer.Host))
            throw new DomainException(PrinterErrors.AddressNotAllowed);
        db.Printers.Add(printer);
        await db.SaveChangesAsync(ct);
        return PrinterView.Of(printer);
    }
}
