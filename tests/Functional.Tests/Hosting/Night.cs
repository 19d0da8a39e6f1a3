namespace CleanApp.Functional.Tests.Hosting;

public static class Night
{
    /// <summary>It comes for this company, and has gone when its work is put off to the next one.</summary>
    public static async Task PassAsync(TestTenant company)
    {
        var work = $"work_items where tenant_id = '{company.Id}' and kind = 'privacy.apply_retention'";
        await Behind.ExecuteAsync($"update {work.Replace(" where", " set run_at = now() - interval '1 second' where", StringComparison.Ordinal)}");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from {work} and run_at > now() and lease_until is null"),
            count => count == 1,
            "the night's work to be done"
        );
    }
}
