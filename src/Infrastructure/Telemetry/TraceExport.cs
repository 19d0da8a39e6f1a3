using CleanApp.Application.Common;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CleanApp.Infrastructure.Telemetry;

/// <summary>Section <c>Traces</c>.</summary>
public sealed class TraceOptions
{
    /// <summary>Of a collector that speaks OTLP, such as <c>http://collector:4317</c>; without it nothing is recorded.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary><c>Grpc</c>, or <c>HttpProtobuf</c> with the whole path in the address.</summary>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>How much of what begins here is recorded, from 0 to 1.</summary>
    public double Share { get; set; } = 1;
}

/// <summary>Sends our own spans to the operator's collector. Not those of the web server: they hold addresses.</summary>
internal sealed class TraceExport(TraceOptions options) : IHostedService, IDisposable
{
    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var share = new TraceIdRatioBasedSampler(options.Share);
        if (options.OtlpEndpoint is { } endpoint)
            _provider = Sdk.CreateTracerProviderBuilder()
                .AddSource(Tracing.SourceName)
                .ConfigureResource(resource => resource.AddService("cleanapp"))
                // The web server's own span is above ours, and nobody decided about that one.
                .SetSampler(new ParentBasedSampler(share, localParentNotSampled: share))
                .AddOtlpExporter(otlp =>
                {
                    otlp.Endpoint = endpoint;
                    otlp.Protocol = options.Protocol;
                })
                .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _provider?.Dispose();
}
