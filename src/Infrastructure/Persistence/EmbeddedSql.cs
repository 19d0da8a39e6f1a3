namespace CleanApp.Infrastructure.Persistence;

internal static class EmbeddedSql
{
    public static string Read(string name)
    {
        var assembly = typeof(EmbeddedSql).Assembly;
        // A resource name may not begin a segment with a digit, so the compiler puts an underscore there.
        var resource = assembly.GetManifestResourceNames().Single(r => r.Replace("._", ".").EndsWith(name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
