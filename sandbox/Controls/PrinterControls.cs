using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Printers;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Controls;

internal static class PrinterControls
{
    private static readonly HashSet<string> Profiles = ["epson", "bematech", "elgin", "generic"];

    public static void MapPrinterControls(this IEndpointRouteBuilder app)
    {
        var printers = app.MapGroup("/sandbox/printers");
        printers.MapGet("", (PrinterRack rack) => ControlJson.Items(rack.All().Select(Describe)));
        printers.MapPost("", Add);
        printers.MapPut("/{port:int}", Change);
        printers.MapGet("/{port:int}/jobs", Jobs);
        printers.MapGet("/{port:int}/jobs/{index:int}.svg", Picture);
        printers.MapDelete("/{port:int}/jobs", Clear);
    }

    private static async Task<IResult> Add(HttpContext http, PrinterRack rack)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        var port = 0;
        if (body is null || (body["port"] is JsonValue given && !(given.TryGetValue(out port) && port is >= 0 and <= 65535)))
            return ControlJson.Problem(400, "sandbox.request.invalid", "port is a number from 0 (any free one) to 65535.");
        var behaviour = ChargeRequest.Text(body["behaviour"]) ?? PrinterBehaviour.Confirms;
        var profile = ChargeRequest.Text(body["profile"]) ?? "epson";
        if (Refusal(behaviour, profile) is { } refusal)
            return refusal;
        try
        {
            return Results.Json(Describe(rack.Add(port, behaviour, profile)), PspEndpoints.Json, statusCode: 201);
        }
        catch (PortTakenException taken)
        {
            return ControlJson.Problem(409, "sandbox.printer.port_taken", taken.Message);
        }
    }

    private static async Task<IResult> Change(HttpContext http, PrinterRack rack, int port)
    {
        if (rack.Find(port) is not { } printer)
            return NoPrinter(port);
        var body = await ControlJson.ReadAsync(http.Request) ?? [];
        var behaviour = ChargeRequest.Text(body["behaviour"]) ?? printer.Behaviour;
        var profile = ChargeRequest.Text(body["profile"]) ?? printer.Profile;
        if (Refusal(behaviour, profile) is { } refusal)
            return refusal;
        try
        {
            printer.Profile = profile;
            printer.Become(behaviour);
            return Results.Json(Describe(printer), PspEndpoints.Json);
        }
        catch (PortTakenException taken)
        {
            return ControlJson.Problem(409, "sandbox.printer.port_taken", taken.Message);
        }
    }

    private static IResult Jobs(PrinterRack rack, int port, string? profile, int? limit) =>
        rack.Find(port) is not { } printer
            ? NoPrinter(port)
            : ControlJson.Items(
                printer
                    .Jobs()
                    .TakeLast(limit ?? int.MaxValue)
                    .Select(entry => new Dictionary<string, object>
                    {
                        ["index"] = entry.Index,
                        ["receivedAt"] = Wire.Time(entry.Job.ReceivedAt),
                        ["complete"] = entry.Job.IsComplete(),
                        ["confirmations"] = entry.Job.Confirmations(),
                        ["bytes"] = entry.Job.Bytes().Length,
                        ["base64"] = Convert.ToBase64String(entry.Job.Bytes().Span),
                        ["text"] = EscPosDecoder.Decode(entry.Job.Bytes(), profile ?? printer.Profile).ToText(),
                    })
            );

    private static IResult Picture(HttpContext http, PrinterRack rack, int port, int index, string? profile)
    {
        if (rack.Find(port) is not { } printer)
            return NoPrinter(port);
        if (printer.Job(index) is not { } job)
            return ControlJson.Problem(404, "sandbox.print_job.not_found", $"No job {index.ToString(CultureInfo.InvariantCulture)} on this printer.");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(ReceiptSvg.Draw(EscPosDecoder.Decode(job.Bytes(), profile ?? printer.Profile)), "image/svg+xml");
    }

    private static IResult Clear(PrinterRack rack, int port)
    {
        if (rack.Find(port) is not { } printer)
            return NoPrinter(port);
        printer.Clear();
        return Results.NoContent();
    }

    private static IResult? Refusal(string behaviour, string profile) =>
        !PrinterBehaviour.All.Contains(behaviour)
            ? ControlJson.Problem(400, "sandbox.request.invalid", $"behaviour is one of: {string.Join(", ", PrinterBehaviour.All)}.")
        : !Profiles.Contains(profile) ? ControlJson.Problem(400, "sandbox.request.invalid", $"profile is one of: {string.Join(", ", Profiles)}.")
        : null;

    private static IResult NoPrinter(int port) =>
        ControlJson.Problem(404, "sandbox.printer.not_found", $"No printer on port {port.ToString(CultureInfo.InvariantCulture)}.");

    private static Dictionary<string, object> Describe(TcpPrinter printer) =>
        new()
        {
            ["port"] = printer.Port,
            ["behaviour"] = printer.Behaviour,
            ["profile"] = printer.Profile,
            ["jobs"] = printer.Jobs().Count,
        };
}
