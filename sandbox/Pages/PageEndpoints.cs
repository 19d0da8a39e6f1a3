namespace CleanApp.Sandbox.Pages;

internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Results.Redirect("/sandbox"));
        app.MapGet("/sandbox", (HttpContext http) => Page(http, "sandbox.html", "text/html; charset=utf-8"));
        app.MapGet("/sandbox/sandbox.css", (HttpContext http) => Page(http, "sandbox.css", "text/css; charset=utf-8"));
        app.MapGet("/sandbox/page.js", (HttpContext http) => Page(http, "page.js", "text/javascript; charset=utf-8"));
        app.MapGet("/sandbox/sandbox.js", (HttpContext http) => Page(http, "sandbox.js", "text/javascript; charset=utf-8"));
        app.MapGet("/sandbox/meta/phone", (HttpContext http) => Page(http, "phone.html", "text/html; charset=utf-8"));
        app.MapGet("/sandbox/meta/phone.css", (HttpContext http) => Page(http, "phone.css", "text/css; charset=utf-8"));
        app.MapGet("/sandbox/meta/phone.js", (HttpContext http) => Page(http, "phone.js", "text/javascript; charset=utf-8"));
        app.MapGet("/sandbox/meta/phone-bubbles.js", (HttpContext http) => Page(http, "phone-bubbles.js", "text/javascript; charset=utf-8"));
        app.MapGet("/sandbox/mail", (HttpContext http) => Page(http, "mail.html", "text/html; charset=utf-8"));
        app.MapGet("/sandbox/mail.css", (HttpContext http) => Page(http, "mail.css", "text/css; charset=utf-8"));
        app.MapGet("/sandbox/mail.js", (HttpContext http) => Page(http, "mail.js", "text/javascript; charset=utf-8"));
        app.MapGet("/sandbox/health", () => Results.Json(new Dictionary<string, string> { ["status"] = "ok" }));
    }

    private static IResult Page(HttpContext http, string name, string contentType)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; frame-src 'self'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(typeof(PageEndpoints).Assembly.GetManifestResourceStream($"Pages/{name}")!, contentType);
    }
}
