using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>What would become of the first rows of a spreadsheet; nobody is looked up and nothing is changed.</summary>
internal sealed class LeadPreviews(ISalesDb db, LeadSheets sheets, LeadReaders readers)
{
    private const int Shown = 20;

    /// <summary>Of a cell.</summary>
    private const int LongestShown = 120;
    private const int AtOnce = 100;

    public async Task<LeadImportPreview> OfAsync(LeadImport import, CancellationToken ct)
    {
        await using var sheet = await sheets.OpenAsync(import, ct) ?? throw new DomainException(LeadImportErrors.FileGone);
        var reader = await readers.OfAsync(import, ct);
        var shown = new List<LeadImportPreview.Row>(Shown);
        var problems = new Dictionary<LeadRowProblem, (int Count, int First)>();
        var (sampled, ready) = (0, 0);
        while (sampled < LeadSheets.Sampled && await sheet.ReadSomeAsync(AtOnce, ct) is { Count: > 0 } rows)
        {
            var read = await reader.ReadAsync(rows, ct);
            for (var i = 0; i < rows.Count; i++)
            {
                sampled++;
                var wrong = read.ProblemsOf(i);
                if (wrong.Count == 0)
                    ready++;
                foreach (var problem in wrong)
                    problems[problem] = problems.TryGetValue(problem, out var known) ? (known.Count + 1, known.First) : (1, rows[i].Line);
                if (shown.Count < Shown)
                    shown.Add(new LeadImportPreview.Row(rows[i].Line, [.. rows[i].Cells.Select(Short)], wrong));
            }
        }
        return new LeadImportPreview(
            [.. sheet.Header.Select(Short)],
            LeadColumns.Parse(import.Columns).All,
            await db.LeadMappings.AnyAsync(m => m.Signature == import.Signature && m.Columns == import.Columns, ct),
            shown,
            sampled,
            ready,
            [
                .. problems
                    .OrderByDescending(p => p.Value.Count)
                    .ThenBy(p => p.Value.First)
                    .Select(p => new LeadImportPreview.Problem(p.Key.Column, p.Key.Fault, p.Value.Count, p.Value.First)),
            ],
            await SameAsync(import, ct)
        );
    }

    private async Task<Guid?> SameAsync(LeadImport import, CancellationToken ct) =>
        await db
            .LeadImports.Where(i =>
                i.Sha256 == import.Sha256 && i.Id != import.Id && i.Status != LeadImportStatus.Uploaded && i.Status != LeadImportStatus.Undone
            )
            .OrderByDescending(i => i.CreatedAt)
            .Select(i => (Guid?)i.Id)
            .FirstOrDefaultAsync(ct);

    private static string Short(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";
}
