using System.Text.Json.Nodes;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>The committed OpenAPI document: what clients are promised. Every answer of every test is held against it.</summary>
public static class ApiDocument
{
    public static string RepositoryRoot { get; } = FindRoot();

    public static string File { get; } = Path.Combine(RepositoryRoot, "docs", "api", "openapi.json");

    public static JsonObject Json { get; } = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        .. Json["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(o => new Operation(o.Key.ToUpperInvariant(), path.Key, o.Value!.AsObject()))),
    ];

    /// <summary>The operation that answers <paramref name="path"/>; null outside of the document.</summary>
    public static Operation? Find(HttpMethod method, string path)
    {
        var segments = path.Split('?')[0].TrimEnd('/').Split('/');
        // Literal segments win over parameters, as in routing.
        return Operations.Where(o => o.Method == method.Method && o.Matches(segments)).OrderBy(o => o.Path.Count(c => c == '{')).FirstOrDefault();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "CleanApp.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}

public sealed record Operation(string Method, string Path, JsonObject Node)
{
    public string Id => Node["operationId"]!.ToString();

    /// <summary>A permission's name, or <c>anonymous</c>, <c>signed_in</c>, <c>panel</c>.</summary>
    public string Access => Node["x-permission"]!.ToString();

    public bool NeedsPermission => Access is not ("anonymous" or "signed_in" or "panel");

    public JsonNode? BodyExample => Node["requestBody"]?["content"]?.AsObject().First().Value!["example"];

    public HttpMethod HttpMethod => new(Method);

    public bool Matches(string[] segments)
    {
        var own = Path.Split('/');
        return own.Length == segments.Length && own.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>The path with every parameter replaced.</summary>
    public string PathWith(string value) => System.Text.RegularExpressions.Regex.Replace(Path, "{[^}]+}", value);

    public void ShouldDeclare(int status, string text) =>
        Node["responses"]!
            .AsObject()
            .ContainsKey(status.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeTrue(
                $"{Method} {Path} answered {status}, which docs/api/openapi.json does not declare: {text}{(status == 500 ? "\n" + FailureLog.Recent : "")}"
            );

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>One request and its answer, for checks against the document's schemas.</summary>
public sealed record Exchange(Operation Operation, string? RequestBody, Answer Answer);
