using CleanApp.Application.Common;

namespace CleanApp.Api.Common;

/// <summary>Section <c>Instance</c>: this installation among others.</summary>
public sealed class InstanceOptions
{
    /// <summary>Letters and digits; part of the cookie's name, because cookies of one host are shared by all its ports.</summary>
    public string Id { get; set; } = "default";

    /// <summary>Where browsers and providers reach it, without a trailing slash.</summary>
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <summary>Folder of the built web application; without it only the API is served.</summary>
    public string? WebRoot { get; set; }
}

internal sealed class PublicUrls(InstanceOptions instance) : IPublicUrls
{
    public string Of(string path) => instance.PublicUrl.TrimEnd('/') + path;
}
