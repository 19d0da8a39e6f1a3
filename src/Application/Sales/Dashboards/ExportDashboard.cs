using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CsvHelper;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>All that the dashboard shows, figure by figure, as a spreadsheet.</summary>
/// <param name="Question">As of the dashboard.</param>
public sealed record ExportDashboard(GetDashboard Question) : IRequest<ExportDashboard.Response>
{
    /// <param name="WriteAsync">To be called once, within the request.</param>
    public sealed record Response(string FileName, string MimeType, Func<Stream, CancellationToken, Task> WriteAsync);
}

internal sealed class ExportDashboardValidator : AbstractValidator<ExportDashboard>
{
    public ExportDashboardValidator() => RuleFor(r => r.Question).SetValidator(new GetDashboardValidator());
}

internal sealed class ExportDashboardHandler(DashboardBook book) : IRequestHandler<ExportDashboard, ExportDashboard.Response>
{
    public async Task<ExportDashboard.Response> Handle(ExportDashboard request, CancellationToken ct)
    {
        var view = await book.OfAsync(request.Question, ct);
        return new ExportDashboard.Response(
            string.Create(CultureInfo.InvariantCulture, $"painel-comercial-{view.Period.From:yyyy-MM-dd}-a-{view.Period.To:yyyy-MM-dd}.csv"),
            Spreadsheet.MimeType,
            (stream, inner) => WriteAsync(stream, view, inner)
        );
    }

    private static async Task WriteAsync(Stream stream, DashboardView view, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, Spreadsheet.Csv, leaveOpen: true);
        await csv.WriteRecordAsync(
            ["Quadro", "Item", "Medida", HeadOf(view.Period), view.ComparedWith is { } before ? HeadOf(before) : "Sem comparação"],
            ct
        );
        foreach (var row in DashboardRows.Of(view))
            await csv.WriteRecordAsync([row.Part, row.Item, row.Measure, row.Now, row.Before ?? ""], ct);
    }

    private static string HeadOf(DashboardPeriod period) =>
        string.Create(CultureInfo.InvariantCulture, $"{period.From:dd/MM/yyyy} a {period.To:dd/MM/yyyy}");
}
