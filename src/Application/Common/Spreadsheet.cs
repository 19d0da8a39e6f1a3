using CsvHelper;

namespace CleanApp.Application.Common;

/// <summary>A table as a Brazilian spreadsheet opens it by itself: semicolons and a byte order mark. A cell that begins like a formula is defused.</summary>
internal static class Spreadsheet
{
    public const string MimeType = "text/csv";

    public static readonly CsvWriterOptions Csv = CsvWriterOptions.Default with
    {
        Separator = ';',
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };
}
