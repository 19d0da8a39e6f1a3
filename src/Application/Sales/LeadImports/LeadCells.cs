using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>A row as it was read; who the person is has not been asked.</summary>
/// <param name="Problems">Of what says something else than who they are.</param>
internal sealed record ReadLead(
    int Line,
    PersonInput Person,
    string? Interest,
    Money? Amount,
    LeadOrigin Origin,
    Guid? OwnerId,
    string? NextStep,
    DateTimeOffset? NextStepAt,
    string? Note,
    IReadOnlyList<LeadRowProblem> Problems
);

/// <summary>Reads rows as what people mean: amounts in either style, dates as Brazil and as programs write them, words in either language.</summary>
/// <param name="owners">Who looks after leads, by e-mail in lower case.</param>
internal sealed class LeadCells(LeadColumns columns, char mark, BusinessCalendar calendar, IReadOnlyDictionary<string, Guid> owners)
{
    private const int LongestName = 120;
    private const int LongestText = 200;
    private const int LongestNote = 4000;

    /// <summary>Of a day without a time.</summary>
    private static readonly TimeOnly Morning = new(9, 0);

    private static readonly string[] Days = ["d/M/yyyy", "d/M/yy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"];

    private static readonly string[] Times = [.. Days.SelectMany(d => new[] { $"{d} H:mm", $"{d} H:mm:ss", $"{d}'T'H:mm", $"{d}'T'H:mm:ss" })];

    private readonly IReadOnlyDictionary<LeadColumn, int> _places = columns.Places();

    public ReadLead Read(SheetRow row)
    {
        var problems = new List<LeadRowProblem>();
        var (step, stepAt) = (Text(LeadColumn.NextStep, LongestText), At(Cell(LeadColumn.NextStepAt)));
        if (step is null && stepAt is not null)
            Note(LeadColumn.NextStep, LeadRowFault.Missing);
        if (step is not null && stepAt is null && !problems.Any(p => p.Column == LeadColumn.NextStepAt))
            Note(LeadColumn.NextStepAt, LeadRowFault.Missing);
        var campaign = new UtmTags(
            Text(LeadColumn.UtmSource, LongestText),
            Text(LeadColumn.UtmMedium, LongestText),
            Text(LeadColumn.UtmCampaign, LongestText),
            Text(LeadColumn.UtmTerm, LongestText),
            Text(LeadColumn.UtmContent, LongestText)
        );
        var (cpf, cnpj) = TaxOf(Cell(LeadColumn.TaxId));
        return new ReadLead(
            row.Line,
            new PersonInput(Text(LeadColumn.Name, LongestName), cpf, Given(LeadColumn.Phone), Cnpj: cnpj, Email: Given(LeadColumn.Email)),
            Text(LeadColumn.Interest, LongestText),
            AmountOf(Cell(LeadColumn.Amount)),
            new LeadOrigin(SourceOf(Cell(LeadColumn.Source)), campaign == new UtmTags() ? null : campaign),
            OwnerOf(Cell(LeadColumn.Owner)),
            step,
            stepAt,
            Text(LeadColumn.Note, LongestNote, lines: true),
            problems
        );

        void Note(LeadColumn column, LeadRowFault fault) => problems.Add(new LeadRowProblem(column, fault));

        string Cell(LeadColumn column) => _places.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";

        string? Given(LeadColumn column) => Cell(column) is { Length: > 0 } text ? text : null;

        string? Text(LeadColumn column, int longest, bool lines = false)
        {
            if (Given(column) is not { } cell)
                return null;
            var text = cell.ReplaceLineEndings(lines ? "\n" : " ").Trim();
            if (text.Length > longest)
                Note(column, LeadRowFault.TooLong);
            else if (text.Any(c => char.IsControl(c) && !(lines && c == '\n')))
                Note(column, LeadRowFault.Invalid);
            else
                return text;
            return null;
        }

        Money? AmountOf(string cell)
        {
            if (cell.Length == 0)
                return null;
            if (SheetNumbers.Parse(cell, mark) is { } amount and >= 0 and <= Money.Max && decimal.Round(amount, 2) == amount)
                return new Money(amount);
            Note(LeadColumn.Amount, LeadRowFault.Invalid);
            return null;
        }

        LeadSource SourceOf(string cell)
        {
            if (cell.Length == 0)
                return LeadSource.Import;
            if (SourceWords.Find(cell) is { } source)
                return source;
            Note(LeadColumn.Source, LeadRowFault.Invalid);
            return LeadSource.Import;
        }

        Guid? OwnerOf(string cell)
        {
            if (cell.Length == 0)
                return null;
            if (owners.TryGetValue(cell.ToLowerInvariant(), out var owner))
                return owner;
            Note(LeadColumn.Owner, LeadRowFault.Unknown);
            return null;
        }

        DateTimeOffset? At(string cell)
        {
            if (cell.Length == 0)
                return null;
            if (TimeOf(cell) is { } local && local.Year is >= 2020 and < 2200)
                return calendar.InstantOf(local);
            Note(LeadColumn.NextStepAt, LeadRowFault.Invalid);
            return null;
        }
    }

    /// <summary>With the zeros in front that spreadsheet programs take away; what is neither is left to be refused.</summary>
    private static (string? Cpf, string? Cnpj) TaxOf(string cell)
    {
        if (cell.Length == 0)
            return (null, null);
        var bare = new string([.. cell.Where(char.IsAsciiLetterOrDigit)]);
        var digits = bare.Length == cell.Length && bare.All(char.IsAsciiDigit);
        return bare.Length <= 11
            ? (digits && bare.Length >= 9 ? bare.PadLeft(11, '0') : cell, null)
            : (null, digits && bare.Length >= 12 ? bare.PadLeft(14, '0') : cell);
    }

    private static DateTime? TimeOf(string cell) =>
        DateTime.TryParseExact(cell, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : DateOnly.TryParseExact(cell, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToDateTime(Morning)
        : null;
}
