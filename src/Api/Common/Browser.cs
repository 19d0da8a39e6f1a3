using System.Net;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Mails;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace CleanApp.Api.Common;

/// <summary>What concerns browsers: the web application, other origins, headers, proxies.</summary>
internal static class Browser
{
    /// <summary>Pages whose address is all it takes to open them: nobody should find one by searching for it.</summary>
    private static readonly PathString[] ByLink = ["/f", "/p", "/pay", "/fila", "/privacidade", "/convite"];
    private static readonly string[] Reserved = ["/api", "/hubs", "/webhooks", "/swagger", "/health", "/sandbox", "/metrics"];

    /// <summary>Origins of web applications on hosts of their own; they must share the API's registrable domain for the cookie to travel.</summary>
    public static IServiceCollection AddBrowserAccess(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCors(options =>
            options.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(configuration.GetSection("Cors:AllowedOrigins").Get<string[]>() ?? [])
                    .AllowCredentials()
                    .AllowAnyHeader()
                    .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
                    .WithExposedHeaders("Retry-After", "Location")
                    .SetPreflightMaxAge(TimeSpan.FromHours(1))
            )
        );

    /// <summary>Only proxies named in <c>Proxy:Addresses</c> are believed about the caller's address and scheme.</summary>
    public static void UseProxyHeaders(this WebApplication app, IConfiguration configuration)
    {
        if (configuration.GetSection("Proxy:Addresses").Get<string[]>() is not { Length: > 0 } addresses)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var address in addresses)
            options.KnownProxies.Add(IPAddress.Parse(address));
        app.UseForwardedHeaders(options);
    }

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                // When the answer starts, because writing a problem clears what was set before.
                context.Response.OnStarting(AddHeaders, context);
                return next(context);
            }
        );

    private static Task AddHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Payment and follow pages carry their token in the address.
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        if (!context.Request.Path.StartsWithSegments("/swagger"))
            headers.ContentSecurityPolicy =
                "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        // But for what an operation says of an answer of its own.
        if (context.Request.Path.StartsWithSegments("/api") && (context.Response.StatusCode != 200 || headers.CacheControl.Count == 0))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>NUL cannot be stored or compared by the database; refused before anything is bound.</summary>
    public static void UseRefusedText(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.Request.Path.Value?.Contains('\0') == true || context.Request.QueryString.Value?.Contains("%00") == true
                    ? throw new BadHttpRequestException("NUL in the address.", 400)
                    : next(context)
        );

    /// <summary>
    /// Whoever is told 413 while they still send sees their connection cut instead of the sentence, as a browser with a large picture
    /// does: what they send is read to its end and forgotten before they are answered, up to <see cref="MostForgotten"/> bytes and for as
    /// long as <see cref="Patience"/>. Whoever asks before they send is told at once.
    /// </summary>
    public static void UseWholeRefusals(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(
            async (context, next) =>
            {
                var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
                if (limit is not { IsReadOnly: false, MaxRequestBodySize: { } most } || !(context.Request.ContentLength > most))
                {
                    await next(context);
                    return;
                }
                if (context.Request.ContentLength <= MostForgotten && context.Request.Headers.Expect.Count == 0)
                {
                    limit.MaxRequestBodySize = MostForgotten;
                    using var patience = new CancellationTokenSource(Patience, clock);
                    using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
                    try
                    {
                        await context.Request.Body.CopyToAsync(Stream.Null, end.Token);
                    }
                    catch (OperationCanceledException) when (patience.IsCancellationRequested)
                    {
                        // Told all the same, should they still listen.
                    }
                }
                throw new BadHttpRequestException("The body is too large.", 413);
            }
        );
    }

    private const int MostForgotten = 32 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What the web application asks before anything else. An empty base: the API answers at the page's own address.</summary>
    /// <param name="Mail">Whether this installation sends e-mail; where it does not, nothing offers to.</param>
    internal sealed record Config(string ApiBase, string InstanceId, bool Mail);

    /// <summary>
    /// Serves the built web application. Its index answers only where a person may have typed an address: a GET that matches no
    /// endpoint, has no extension and lies outside the API, so 404, 405 and 415 of the API stay what they are.
    /// </summary>
    public static void UseWebApp(this WebApplication app)
    {
        var instance = app.Services.GetRequiredService<InstanceOptions>();
        var mail = app.Services.GetRequiredService<IMailer>().IsConfigured;
        app.MapGet("/config.json", () => TypedResults.Ok(new Config(ApiBase: "", instance.Id, mail)))
            .AllowAnybody()
            .BelongsTo(Feature.Platform)
            .ExcludeFromDescription();
        if (instance.WebRoot is not { } root || !File.Exists(Path.Combine(root, "index.html")))
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(root));
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = types,
                OnPrepareResponse = file =>
                    file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            }
        );
        app.Use(
            async (context, next) =>
            {
                var path = context.Request.Path;
                if (
                    context.GetEndpoint() is null
                    && HttpMethods.IsGet(context.Request.Method)
                    && !Path.HasExtension(path.Value)
                    && !Reserved.Any(prefix => path.StartsWithSegments(prefix))
                )
                {
                    context.Response.Headers.CacheControl = "no-cache";
                    if (ByLink.Any(prefix => path.StartsWithSegments(prefix)))
                        context.Response.Headers["X-Robots-Tag"] = "noindex";
                    context.Response.ContentType = "text/html; charset=utf-8";
                    await context.Response.SendFileAsync(files.GetFileInfo("index.html"));
                    return;
                }
                await next(context);
            }
        );
    }
}
