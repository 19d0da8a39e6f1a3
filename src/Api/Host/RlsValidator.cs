namespace CleanApp.Api.Host;

internal static class RlsValidator
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => throw new NotSupportedException();
}

internal static class MultiTenantValidator
{
    public static Task<int> RunAsync(WebApplication app, CancellationToken ct) => throw new NotSupportedException();
}
