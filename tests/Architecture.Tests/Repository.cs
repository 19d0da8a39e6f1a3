using System.Text.RegularExpressions;

namespace CleanApp.Architecture.Tests;

/// <param name="Path">From the root, with slashes: <c>src/Api/Program.cs</c>.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');

    /// <summary>Without line comments: what the compiler reads.</summary>
    public string Code => Regex.Replace(Text, "//.*", "");
}

/// <summary>The checkout the tests were built from.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "artifacts", "dist", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Sources { get; } = Read("src", "*.cs");

    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests", "*.cs");

    public static IReadOnlyList<SourceFile> Documents { get; } = Read("", "*.md");

    public static SourceFile File(string path) => new(path, System.IO.File.ReadAllText(System.IO.Path.Combine(Root, path)));

    public static bool Exists(string path) => System.IO.Path.Exists(System.IO.Path.Combine(Root, path));

    private static List<SourceFile> Read(string folder, string pattern)
    {
        var found = new List<SourceFile>();
        Walk(System.IO.Path.Combine(Root, folder));
        return found;

        void Walk(string directory)
        {
            foreach (var file in Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal))
                found.Add(new SourceFile(System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'), System.IO.File.ReadAllText(file)));
            foreach (var child in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
                if (System.IO.Path.GetFileName(child) is var name && !name.StartsWith('.') && !NotOurs.Contains(name))
                    Walk(child);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "CleanApp.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout.");
    }
}
