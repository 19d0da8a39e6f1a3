using CleanApp.Application.Common;
using CleanApp.Application.Counter.Printing;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Printers;

public sealed record ChangePrinter(Guid Id, string Name, string Host, int Port, PrinterProfile Profile, bool Active)
    : ICommand<PrinterView>,
        IPrinterFields;

internal sealed class ChangePrinterValidator : AbstractValidator<ChangePrinter>
{
    public ChangePrinterValidator() => Include(new PrinterFieldsValidator());
}

internal sealed class ChangePrinterHandler(ICounterDb db, IPrinterNetworks networks) : IRequestHandler<ChangePrinter, PrinterView>
{
    public async Task<PrinterView> Handle(ChangePrinter request, CancellationToken ct)
    {
        var printer = await db.Printers.SingleOrDefaultAsync(p => p.Id == request.Id, ct) ?? throw new DomainException(PrinterErrors.NotFound);
        printer.Describe(request.Name, request.Host, request.Port, request.Profile, request.Active);
        // One that is switched off may stay where it is: the way to switch off a printer whose network is not allowed any more.
        if (printer.Active && !networks.MayHold(printer.Host))
            throw new DomainException(PrinterErrors.AddressNotAllowed);
        await db.SaveChangesAsync(ct);
        return PrinterView.Of(printer);
    }
}
