using CleanApp.Api.Host;
using CleanApp.Architecture.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

[assembly: AssemblyFixture(typeof(ProductHost))]

namespace CleanApp.Architecture.Tests;

/// <summary>The host put together as for serving, but never started: nothing connects to anything.</summary>
public sealed class ProductHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanapp-architecture-").FullName;
    private readonly WebApplication _app;

    public ProductHost()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(Program).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = "Development",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["DATABASE_URL"] = "postgres://nobody:nothing@127.0.0.1:1/none",
                ["Security:KeyFile"] = Path.Combine(_folder, "keys.json"),
            }
        );
        builder.Logging.ClearProviders();
        CleanAppHost.AddServices(builder);
        _app = builder.Build();
        CleanAppHost.Use(_app);
        Endpoints = [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    public IReadOnlyList<RouteEndpoint> Endpoints { get; }

    public IServiceProvider Services => _app.Services;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
