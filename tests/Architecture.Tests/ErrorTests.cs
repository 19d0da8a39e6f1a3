using System.Reflection;
using System.Text.RegularExpressions;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Clients translate errors by code, so a code is unique, stable in shape, and stands for something that happens.</summary>
public sealed class ErrorTests
{
    private sealed record Declared(string Owner, string? Module, string Field, Error Error);

    private static readonly List<Declared> All =
    [
        .. from assembly in new[] { typeof(Money).Assembly, typeof(Application.Common.IUnitOfWork).Assembly, typeof(Program).Assembly }
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Error)
        select new Declared(type.Name, Module(type), field.Name, (Error)field.GetValue(null)!),
    ];

    [Fact]
    public void A_code_is_dotted_snake_case_unique_and_begins_with_its_module()
    {
        All.Count.ShouldBeGreaterThan(40);
        Faults(All).ShouldBeEmpty();
    }

    [Fact]
    public void A_message_is_one_sentence() => All.Where(d => !d.Error.Message.EndsWith('.') || d.Error.Message.Contains('\n')).ShouldBeEmpty();

    [Fact]
    public void Every_declared_error_is_thrown_somewhere() => Unthrown(All, Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_rules_fail_for_errors_that_break_them()
    {
        Faults([Planted("Counter", "counter.Desk.notFound")]).ShouldNotBeEmpty();
        Faults([Planted("Counter", "desk_not_found")]).ShouldNotBeEmpty();
        Faults([Planted("Counter", "payments.desk.not_found")]).ShouldNotBeEmpty();
        Faults([Planted(null, "counter.desk.not_found")]).ShouldNotBeEmpty();
        Faults([Planted("Counter", "counter.desk.gone"), Planted("Counter", "counter.desk.gone")]).ShouldNotBeEmpty();
        Faults([Planted("Counter", "counter.desk.gone"), Planted(null, "request.odd")]).ShouldBeEmpty();
        var file = new SourceFile("src/Application/Counter/A.cs", "throw new DomainException(PlantedErrors.Thrown);");
        Unthrown([Planted("Counter", "counter.a.b", "Thrown"), Planted("Counter", "counter.a.c", "Never")], [file]).ShouldBe(["PlantedErrors.Never"]);
    }

    private static Declared Planted(string? module, string code, string field = "Planted") =>
        new("PlantedErrors", module, field, new Error(code, ErrorKind.Conflict, "Planted."));

    private static string? Module(Type type) =>
        type.Namespace!.Split('.') is ["CleanApp", "Domain" or "Application", var module, ..] && module != "Common" ? module : null;

    private static IEnumerable<string> Faults(IReadOnlyCollection<Declared> errors)
    {
        string[] modules = ["counter", "identity", "payments"];
        foreach (var (owner, module, field, error) in errors)
        {
            if (!Regex.IsMatch(error.Code, @"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\z"))
                yield return $"{owner}.{field}: {error.Code} is not dotted snake_case";
            var first = error.Code.Split('.')[0];
            if (module is null ? modules.Contains(first) : first != module.ToLowerInvariant())
                yield return $"{owner}.{field}: {error.Code} does not begin with its module";
        }
        foreach (var twice in errors.GroupBy(e => e.Error.Code).Where(g => g.Count() > 1))
            yield return $"{twice.Key} stands for several errors";
    }

    private static string[] Unthrown(IEnumerable<Declared> errors, IReadOnlyList<SourceFile> files) =>
        [
            .. errors
                .Where(e => !files.Any(f => Regex.IsMatch(f.Code, $@"\b{e.Owner}\.{e.Field}\b|DomainException\({e.Field}\)")))
                .Select(e => $"{e.Owner}.{e.Field}"),
        ];
}
