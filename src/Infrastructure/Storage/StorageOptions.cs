using System.Text.RegularExpressions;

namespace CleanApp.Infrastructure.Storage;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Where files are kept when no S3 is named; by default <c>files</c> beside the key file. Shared by all hosts of an installation.</summary>
    public string? Folder { get; set; }
    public S3Options S3 { get; set; } = new();
}

/// <summary>Any service that speaks S3. Everything but the prefix is needed once the address is given.</summary>
public sealed class S3Options
{
    /// <summary>Such as <c>https://s3.sa-east-1.amazonaws.com</c>; without it files are kept in a folder.</summary>
    public Uri? Url { get; set; }
    public string Bucket { get; set; } = "";
    public string Region { get; set; } = "us-east-1";
    public string AccessKey { get; set; } = "";
    public string SecretKey { get; set; } = "";

    /// <summary>Before every key, where a bucket is shared.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The bucket in the path and not in the host's name.</summary>
    public bool PathStyle { get; set; } = true;
}

/// <summary>What may be a key: nothing that means something to a file system or in a URL.</summary>
internal static partial class ObjectKeys
{
    public static string Checked(string key) => Form().IsMatch(key) ? key : throw new ArgumentException("Not a key of ours.", nameof(key));

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63}){0,3}\z")]
    private static partial Regex Form();
}
