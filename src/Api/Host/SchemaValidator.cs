using CleanApp.Infrastructure.Persistence;

namespace CleanApp.Api.Host;

/// <summary>
/// Verb <c>validate-schema</c>: names what the database lacks and what it has too much, line by line. With <c>--write=</c> a file it writes
/// there what is beyond EF's model, for a database that was just migrated: <c>Schema.txt</c> as it is to be committed.
/// </summary>
internal static class SchemaValidator
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => RunAsync(app, Console.Out, ct);

    public static async Task<int> RunAsync(WebApplication app, TextWriter output, CancellationToken ct)
    {
        var drift = await SchemaDrift.FindAsync(app.Services.GetRequiredService<DatabaseOptions>(), ct);
        if (app.Configuration["write"] is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, string.Concat(drift.BeyondModel.Select(line => line + '\n')), ct);
            await output.WriteLineAsync($"validate-schema: {drift.BeyondModel.Count} lines written; they count from the next build on");
            return 0;
        }
        foreach (var line in drift.Missing)
            await output.WriteLineAsync($"MISSING {line}");
        foreach (var line in drift.Unexpected)
            await output.WriteLineAsync($"UNEXPECTED {line}");
        var gaps = drift.Missing.Count + drift.Unexpected.Count;
        await output.WriteLineAsync(gaps == 0 ? "validate-schema: ok" : $"validate-schema: {gaps} differences");
        return gaps == 0 ? 0 : 1;
    }
}
