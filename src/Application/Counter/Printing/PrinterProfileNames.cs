namespace CleanApp.Application.Counter.Printing;

/// <summary>The printer families a tenant can choose from. The suffix is the number of columns when it is not 48 (80 mm paper).</summary>
public static class PrinterProfileNames
{
    public const string Epson = "epson";
    public const string Epson42 = "epson-42";
    public const string Bematech = "bematech";
    public const string Elgin = "elgin";
    public const string Generic = "generic";
    public const string Generic32 = "generic-32";

    public static IReadOnlyList<string> All { get; } = [Epson, Epson42, Bematech, Elgin, Generic, Generic32];
}
