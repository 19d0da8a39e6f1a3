using System.Collections.Frozen;
using System.Text.Json;

namespace CleanApp.Application.Sales.LeadImports;

public enum LeadRowFault
{
    Missing,
    Invalid,
    TooLong,

    /// <summary>Nobody of the company who looks after leads.</summary>
    Unknown,

    /// <summary>There is neither telephone, e-mail, CPF nor CNPJ.</summary>
    Nobody,

    /// <summary>The person has a lead that is open: it goes on, and there is no second one.</summary>
    AlreadyOpen,
}

/// <param name="Column">Null: the row as a whole.</param>
public sealed record LeadRowProblem(LeadColumn? Column, LeadRowFault Fault);

/// <summary>What is wrong with a row, as it is kept and as it is told.</summary>
internal static class RowReasons
{
    private static readonly FrozenDictionary<string, LeadColumn> Columns = Enum.GetValues<LeadColumn>().ToFrozenDictionary(LeadColumns.Word);

    private static readonly FrozenDictionary<string, LeadRowFault> Faults = Enum.GetValues<LeadRowFault>().ToFrozenDictionary(Word);

    /// <summary>Such as <c>phone:invalid,:already_open</c>.</summary>
    public static string Write(IReadOnlyList<LeadRowProblem> problems) =>
        string.Join(',', problems.Select(p => $"{(p.Column is { } column ? LeadColumns.Word(column) : "")}:{Word(p.Fault)}"));

    public static IReadOnlyList<LeadRowProblem> Read(string reasons) =>
        [.. reasons.Split(',').Select(r => r.Split(':')).Select(r => new LeadRowProblem(r[0].Length == 0 ? null : Columns[r[0]], Faults[r[1]]))];

    public static string InPortuguese(string reasons) => string.Join("; ", Read(reasons).Select(InPortuguese));

    private static string InPortuguese(LeadRowProblem problem)
    {
        var column = problem.Column is { } some ? LeadColumns.HeadOf(some) : "";
        return problem.Fault switch
        {
            LeadRowFault.Missing => $"{column}: falta",
            LeadRowFault.Invalid => $"{column}: não é válido",
            LeadRowFault.TooLong => $"{column}: é longo demais",
            LeadRowFault.Unknown => $"{column}: ninguém da equipe de vendas tem este e-mail",
            LeadRowFault.Nobody => "Falta telefone, e-mail, CPF ou CNPJ",
            _ => "Esta pessoa já tem um lead em aberto",
        };
    }

    private static string Word(LeadRowFault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());
}
