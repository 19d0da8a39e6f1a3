using System.Reflection;
using System.Xml.Linq;
using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Persistence;
using Shouldly;
using Xunit;

namespace CleanApp.Architecture.Tests;

/// <summary>Domain ← Application ← Infrastructure ← Api, and nobody the other way.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Money).Assembly;
    private static readonly Assembly Application = typeof(IUnitOfWork).Assembly;
    private static readonly Assembly Infrastructure = typeof(AppDbContext).Assembly;

    [Fact]
    public void The_domain_refers_to_nothing_but_the_runtime() => NotTheRuntime(References(Domain)).ShouldBeEmpty();

    [Fact]
    public void The_application_knows_neither_the_database_driver_nor_the_web() => TooLow(References(Application)).ShouldBeEmpty();

    [Fact]
    public void The_rule_about_references_fails_for_a_layer_that_breaks_it()
    {
        NotTheRuntime(References(Application)).ShouldContain("MediatR");
        TooLow(References(Infrastructure)).ShouldContain("Npgsql");
        TooLow(References(typeof(Program).Assembly)).ShouldContain("CleanApp.Infrastructure");
        TooLow(References(typeof(Program).Assembly)).ShouldContain(name => name.StartsWith("Microsoft.AspNetCore"));
    }

    // The compiler drops references nobody uses, so the project files are read as well.
    [Theory]
    [InlineData("Domain", "")]
    [InlineData("Application", "Domain")]
    [InlineData("Infrastructure", "Application")]
    [InlineData("Api", "Infrastructure")]
    public void A_project_refers_to_the_next_layer_only(string project, string next) =>
        ProjectReferences(Project(project)).ShouldBe(next.Length == 0 ? [] : [$"CleanApp.{next}"]);

    [Fact]
    public void The_domains_project_has_no_packages() => Project("Domain").Descendants("PackageReference").ShouldBeEmpty();

    [Fact]
    public void The_rule_about_projects_fails_for_one_that_breaks_it() =>
        ProjectReferences(XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Api/CleanApp.Api.csproj" /></ItemGroup></Project>"""))
            .ShouldBe(["CleanApp.Api"]);

    [Fact]
    public void Only_the_infrastructure_knows_the_database_driver() => DriverOutsideInfrastructure(Repository.Sources).ShouldBeEmpty();

    [Fact]
    public void The_rule_about_the_driver_fails_where_it_is_named() =>
        DriverOutsideInfrastructure([
                new SourceFile("src/Api/Common/Planted.cs", "using Npgsql;"),
                new SourceFile("src/Application/Counter/Planted.cs", "catch (PostgresException e)"),
                new SourceFile("src/Infrastructure/Persistence/Allowed.cs", "using Npgsql;"),
                new SourceFile("src/Api/Host/RlsPlanted.cs", "using Npgsql;"),
                new SourceFile("src/Api/Common/Comment.cs", "// Npgsql counts rows by statement"),
            ])
            .ShouldBe(["src/Api/Common/Planted.cs", "src/Application/Counter/Planted.cs"]);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);

    private static string[] NotTheRuntime(IEnumerable<string> references) => [.. references.Where(r => r != "System" && !r.StartsWith("System."))];

    private static string[] TooLow(IEnumerable<string> references) =>
        [
            .. references.Where(r =>
                r is "CleanApp.Infrastructure" or "CleanApp.Api" || r.StartsWith("Npgsql") || r.StartsWith("Microsoft.AspNetCore")
            ),
        ];

    private static XDocument Project(string name) => XDocument.Parse(Repository.File($"src/{name}/CleanApp.{name}.csproj").Text);

    private static string[] ProjectReferences(XDocument project) =>
        [.. project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))];

    /// <summary>The verbs that validate an installation look into its database themselves.</summary>
    private static string[] DriverOutsideInfrastructure(IEnumerable<SourceFile> files) =>
        [
            .. files
                .Where(f => !f.Path.StartsWith("src/Infrastructure/"))
                .Where(f => !f.Path.StartsWith("src/Api/Host/Rls") && !f.Path.StartsWith("src/Api/Host/MultiTenantValidator"))
                .Where(f => f.Code.Contains("Npgsql") || f.Code.Contains("PostgresException"))
                .Select(f => f.Path),
        ];
}
