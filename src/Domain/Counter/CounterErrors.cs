using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

public static class ServiceErrors
{
    public static readonly Error PurposeNeeded = new(
        "counter.service.purpose_needed",
        ErrorKind.Invalid,
        "Say what the customer's data is for: whoever is asked has a right to know."
    );
    public static readonly Error NotFound = new("counter.service.not_found", ErrorKind.NotFound, "The service does not exist.");
    public static readonly Error Inactive = new("counter.service.inactive", ErrorKind.Conflict, "The service is switched off.");
    public static readonly Error PrefixTaken = new("counter.service.prefix_taken", ErrorKind.Conflict, "Another service has this prefix.");
}

public static class DeskErrors
{
    public static readonly Error NotFound = new("counter.desk.not_found", ErrorKind.NotFound, "The desk does not exist.");
    public static readonly Error Inactive = new("counter.desk.inactive", ErrorKind.Conflict, "The desk is switched off.");
    public static readonly Error NameTaken = new("counter.desk.name_taken", ErrorKind.Conflict, "Another desk has this name.");
}

public static class PrinterErrors
{
    public static readonly Error NotFound = new("counter.printer.not_found", ErrorKind.NotFound, "The printer does not exist.");
    public static readonly Error NameTaken = new("counter.printer.name_taken", ErrorKind.Conflict, "Another printer has this name.");
    public static readonly Error None = new("counter.printer.none", ErrorKind.Conflict, "No active printer is set up.");
    public static readonly Error AddressNotAllowed = new(
        "counter.printer.address_not_allowed",
        ErrorKind.Invalid,
        "The printer's address is outside the networks this installation may print to."
    );
}

public static class QueueTicketErrors
{
    public static readonly Error CustomerNeeded = new(
        "counter.queue_ticket.customer_needed",
        ErrorKind.Invalid,
        "This service needs to know who the customer is."
    );
    public static readonly Error CustomerPresent = new(
        "counter.queue_ticket.customer_present",
        ErrorKind.Conflict,
        "The person has an open ticket today; finish or cancel it first."
    );
    public static readonly Error NotFound = new("counter.queue_ticket.not_found", ErrorKind.NotFound, "The ticket does not exist.");
    public static readonly Error IdTaken = new("counter.queue_ticket.id_taken", ErrorKind.Conflict, "A different ticket was issued with this id.");
    public static readonly Error NotPending = new("counter.queue_ticket.not_pending", ErrorKind.Conflict, "The ticket is not waiting for payment.");
    public static readonly Error DayOver = new("counter.queue_ticket.day_over", ErrorKind.Conflict, "The ticket's business day is over.");
    public static readonly Error NotWaiting = new("counter.queue_ticket.not_waiting", ErrorKind.Conflict, "The ticket is not waiting to be called.");
    public static readonly Error NotCalled = new("counter.queue_ticket.not_called", ErrorKind.Conflict, "The ticket is not being attended.");
    public static readonly Error Finished = new("counter.queue_ticket.finished", ErrorKind.Conflict, "The ticket is finished.");
    public static readonly Error NothingToCharge = new(
        "counter.queue_ticket.nothing_to_charge",
        ErrorKind.Conflict,
        "The ticket costs nothing, so there is nothing to charge."
    );
}

public static class PanelErrors
{
    public static readonly Error NotFound = new("counter.panel.not_found", ErrorKind.NotFound, "The panel does not exist.");
    public static readonly Error PairingNotFound = new(
        "counter.panel_pairing.not_found",
        ErrorKind.NotFound,
        "No screen shows this code, or it has expired."
    );
}

public static class PrintJobErrors
{
    public static readonly Error NotFound = new("counter.print_job.not_found", ErrorKind.NotFound, "The print job does not exist.");
    public static readonly Error NotReprintable = new(
        "counter.print_job.not_reprintable",
        ErrorKind.Conflict,
        "This job is still on its way to the printer."
    );
}
