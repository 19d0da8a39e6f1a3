using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Know the verb, know the file: {Module}/{Resource}/{UseCase}, in every layer.</summary>
public sealed class FolderTests
{
    private const int UseCaseLines = 150;
    private const int AnyLines = 350;

    private static readonly string[] Technical =
    [
        "Services",
        "Helpers",
        "Utils",
        "Utilities",
        "Managers",
        "Interfaces",
        "Dtos",
        "DTOs",
        "Models",
        "Entities",
        "Commands",
        "Queries",
        "Handlers",
        "Validators",
        "Repositories",
    ];

    [Fact]
    public void A_namespace_is_the_folder() => Strayed(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void Folders_are_named_for_the_business_not_for_the_kind_of_class() => TechnicalFolders(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_application_is_module_resource_use_case_and_no_deeper() => Misplaced(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void A_use_case_is_in_the_file_of_its_name_with_its_handler_and_validator()
    {
        Repository.Sources.SelectMany(RequestsIn).Count().ShouldBeGreaterThan(40);
        Misfiled(Repository.Sources).ShouldBeEmpty();
    }

    [Fact]
    public void Use_cases_are_short_and_no_file_is_long() => TooLong(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_rules_fail_for_files_that_break_them()
    {
        Strayed([Planted("src/Domain/Counter/A.cs", "namespace CleanApp.Domain.Payments;")]).ShouldNotBeEmpty();
        Strayed([Planted("src/Domain/Counter/A.cs", "namespace CleanApp.Domain.Counter;")]).ShouldBeEmpty();
        TechnicalFolders([Planted("src/Application/Payments/Services/A.cs", ""), Planted("src/Domain/Counter/Entities/A.cs", "")]).Length.ShouldBe(2);
        TechnicalFolders([Planted("src/Application/Counter/Services/A.cs", "")]).ShouldBeEmpty();
        Misplaced([Planted("src/Application/Counter/QueueTickets/Calls/A.cs", ""), Planted("src/Application/Loose.cs", "")]).Length.ShouldBe(2);
        Misfiled([Planted("src/Application/Counter/Desks/A.cs", "public sealed record CloseDesk(Guid Id) : ICommand<Done>;")]).ShouldNotBeEmpty();
        Misfiled([Planted("src/Application/Counter/Desks/CloseDesk.cs", "public sealed record CloseDesk : IRequest<Done>;")])
            .ShouldHaveSingleItem()
            .ShouldContain("handler");
        Misfiled([Planted("src/Application/Counter/Desks/A.cs", "internal sealed class CloseDeskValidator : AbstractValidator<CloseDesk>")])
            .ShouldNotBeEmpty();
        TooLong([Planted("src/Application/Counter/Desks/A.cs", new string('\n', UseCaseLines + 1))]).ShouldNotBeEmpty();
        TooLong([Planted("src/Infrastructure/A.cs", new string('\n', AnyLines + 1))]).ShouldNotBeEmpty();
        TooLong([Planted("src/Infrastructure/A.cs", new string('\n', AnyLines))]).ShouldBeEmpty();
    }

    private static SourceFile Planted(string path, string text) => new(path, text);

    private static string[] Strayed(IEnumerable<SourceFile> files) =>
        [
            .. from file in files
            let named = Regex.Match(file.Text, @"^namespace (\S+);", RegexOptions.Multiline)
            let expected = "CleanApp." + Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.').Replace('\\', '.')
            where named.Success && named.Groups[1].Value != expected
            select $"{file.Path} says {named.Groups[1].Value}",
        ];

    /// <summary>"Services" is a technical folder, except where services are what customers queue for.</summary>
    private static string[] TechnicalFolders(IEnumerable<SourceFile> files) =>
        [
            .. files
                .Select(f => f.Path)
                .Where(p =>
                    p.Split('/')[..^1].Any(Technical.Contains) && !p.StartsWith("src/Application/Counter/Services/", StringComparison.Ordinal)
                ),
        ];

    private static string[] Misplaced(IEnumerable<SourceFile> files) =>
        [
            .. files
                .Select(f => f.Path)
                .Where(p => p.StartsWith("src/Application/", StringComparison.Ordinal))
                .Where(p => p.Split('/').Length is not (4 or 5) && p != "src/Application/Registration.cs"),
        ];

    private static IEnumerable<string> RequestsIn(SourceFile file) =>
        Regex
            .Matches(file.Code, @"public sealed record (\w+)(\([^;{]*?\))?\s*:\s*(ICommand|IRequest)<", RegexOptions.Singleline)
            .Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Misfiled(IEnumerable<SourceFile> files) =>
        files
            .Where(f =>
                f.Path.StartsWith("src/Application/", StringComparison.Ordinal)
                && !f.Path.StartsWith("src/Application/Common/", StringComparison.Ordinal)
            )
            .SelectMany(file =>
            {
                var name = Path.GetFileNameWithoutExtension(file.Path);
                var strangers = RequestsIn(file).Where(r => r != name).Select(r => $"{file.Path} holds the use case {r}");
                var handlerless = RequestsIn(file)
                    .Where(r => !file.Code.Contains($"class {r}Handler"))
                    .Select(r => $"{file.Path} lacks the handler of {r}");
                var validators = Regex
                    .Matches(file.Code, @"AbstractValidator<(\w+)>")
                    .Select(m => m.Groups[1].Value)
                    .Where(v => v != name && !v.EndsWith("Fields", StringComparison.Ordinal))
                    .Select(v => $"{file.Path} holds the validator of {v}");
                return strangers.Concat(handlerless).Concat(validators);
            });

    private static string[] TooLong(IEnumerable<SourceFile> files) =>
        [
            .. from file in files
            let limit = file.Path.StartsWith("src/Application/", StringComparison.Ordinal) ? UseCaseLines : AnyLines
            where file.Text.Count(c => c == '\n') > limit
            select $"{file.Path} has more than {limit} lines",
        ];
}
