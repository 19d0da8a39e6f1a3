namespace CleanApp.Application.Common.Pdf;

public enum PdfTone
{
    Plain,

    /// <summary>Smaller and grey: what need not be read first.</summary>
    Quiet,
}

public enum PdfAlign
{
    Left,

    /// <summary>For amounts that are compared.</summary>
    Right,
}

public sealed record PdfRow(string Label, string Value, PdfAlign Align = PdfAlign.Left);
