using System.Text.Json;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>The stored spreadsheets of imports, row by row.</summary>
internal sealed class LeadSheets(ISealedFiles files, IPersonalVault vault)
{
    /// <summary>So many of the first rows are looked at before an import is started.</summary>
    public const int Sampled = 1000;
    private const int LongestAmount = 30;

    public static readonly SheetLimits Limits = new(
        LeadImport.MostBytes,
        LeadImport.MostRows,
        100,
        LeadImportErrors.TooLarge,
        LeadImportErrors.Unreadable
    );

    /// <returns>At its first row; null when the file is gone.</returns>
    public async Task<SheetReader?> OpenAsync(LeadImport import, CancellationToken ct)
    {
        if (await DetailsAsync(import, ct) is not { } details)
            return null;
        var content = await files.OpenAsync(new KeptFile(import.Id, details.Secret, import.Size), ct);
        return content is null ? null : await SheetReader.OpenAsync(content, import.Encoding, Limits, ct);
    }

    /// <summary>What stands before the decimals of its amounts, by the first of its rows.</summary>
    public async Task<char> MarkAsync(LeadImport import, LeadColumns columns, CancellationToken ct)
    {
        var amounts = new List<string>();
        if (columns.Places().TryGetValue(LeadColumn.Amount, out var place) && await OpenAsync(import, ct) is { } sheet)
            await using (sheet)
                for (var i = 0; i < Sampled && await sheet.ReadAsync(ct) is { } row; i++)
                    if (place < row.Cells.Count && row.Cells[place].Length <= LongestAmount)
                        amounts.Add(row.Cells[place]);
        return SheetNumbers.MarkOf(amounts);
    }

    /// <returns>Null once the file is gone.</returns>
    public async Task<SheetDetails?> DetailsAsync(LeadImport import, CancellationToken ct) =>
        import.Details is { } box ? SheetDetails.Open(await vault.OpenAsync(ct), box, import.Id) : null;
}

/// <summary>What is kept sealed of a file: its own key and its name.</summary>
internal sealed record SheetDetails(string Secret, string? FileName)
{
    private const int LongestName = 120;

    public byte[] Seal(ICompanyKeys keys, Guid importId) => keys.Seal(JsonSerializer.Serialize(this), SalesPlaces.LeadSheet(importId));

    public static SheetDetails Open(ICompanyKeys keys, byte[] box, Guid importId) =>
        JsonSerializer.Deserialize<SheetDetails>(keys.Open(box, SalesPlaces.LeadSheet(importId)))!;

    /// <summary>The last part of a path, without what no name has; null when nothing is left.</summary>
    public static string? NameOf(string? given)
    {
        var name = string.Concat((given ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? null : name[..Math.Min(name.Length, LongestName)];
    }
}
