using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Privacy;
using CsvHelper;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>A register as a table, as it is now: for the authority, an auditor, a lawyer.</summary>
public sealed record ExportRegister(PrivacyRegister Register) : IRequest<ExportRegister.Response>
{
    public sealed record Response(byte[] Content, string FileName);
}

internal sealed class ExportRegisterValidator : AbstractValidator<ExportRegister>
{
    public ExportRegisterValidator() => RuleFor(r => r.Register).IsInEnum();
}

internal sealed class ExportRegisterHandler(RegisterBook book, IncidentViews incidents, ITenantProfile tenant, TimeProvider clock)
    : IRequestHandler<ExportRegister, ExportRegister.Response>
{
    public async Task<ExportRegister.Response> Handle(ExportRegister request, CancellationToken ct)
    {
        var profile = await tenant.GetAsync(ct);
        string Local(DateTimeOffset? at) =>
            at is null ? "" : profile.Calendar.ToLocal(at.Value).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        var entries = await book.ReadAsync(request.Register, ct);
        var (name, rows) =
            request.Register == PrivacyRegister.Operations
                ? ("operacoes-de-tratamento", OperationRows(entries.Select(await book.LinesAsync<ProcessingOperation>(entries, ct)), Local))
                : ("incidentes", IncidentRows(await incidents.OfAsync(entries, ct), Local));
        return new ExportRegister.Response(Write(rows), $"{name}-{profile.Calendar.ToLocal(clock.GetUtcNow()):yyyy-MM-dd}.csv");
    }

    private static List<string[]> OperationRows(IEnumerable<RegisterLine<ProcessingOperation>> lines, Func<DateTimeOffset?, string> local) =>
        [
            [
                "Operação",
                "Finalidade",
                "Base legal",
                "Titulares",
                "Dados",
                "Compartilhado com",
                "Guarda",
                "Segurança",
                "Situação",
                "Versão",
                "Desde",
                "Por",
            ],
            .. lines.Select(l =>
                new[]
                {
                    l.Entry.Name,
                    l.Entry.Purpose,
                    Shown(l.Entry.LegalBasis),
                    l.Entry.Subjects,
                    l.Entry.Data,
                    l.Entry.SharedWith ?? "",
                    l.Entry.Kept,
                    l.Entry.Security,
                    l.Entry.Ended ? "encerrada" : "em uso",
                    l.Version.ToString(CultureInfo.InvariantCulture),
                    local(l.At),
                    l.By ?? "",
                }
            ),
        ];

    private static List<string[]> IncidentRows(IReadOnlyList<IncidentView> incidents, Func<DateTimeOffset?, string> local) =>
        [
            [
                "Incidente",
                "Descrição",
                "Quando",
                "Conhecido em",
                "Pessoas",
                "Dados",
                "Risco",
                "Medidas",
                "Comunicar até",
                "ANPD comunicada em",
                "Titulares comunicados em",
                "Encerrado em",
                "Versão",
                "Desde",
                "Por",
            ],
            .. incidents.Select(i =>
                new[]
                {
                    i.Entry.Title,
                    i.Entry.Description,
                    local(i.Entry.HappenedAt),
                    local(i.Entry.KnownAt),
                    i.Entry.PeopleAffected?.ToString(CultureInfo.InvariantCulture) ?? "",
                    i.Entry.Data,
                    i.Entry.Risk switch
                    {
                        IncidentRisk.Low => "baixo",
                        IncidentRisk.Relevant => "relevante",
                        _ => "não avaliado",
                    },
                    i.Entry.Measures ?? "",
                    i.TellBy.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
                    local(i.Entry.AuthorityToldAt),
                    local(i.Entry.PeopleToldAt),
                    local(i.Entry.ClosedAt),
                    i.Version.ToString(CultureInfo.InvariantCulture),
                    local(i.At),
                    i.By ?? "",
                }
            ),
        ];

    private static byte[] Write(List<string[]> rows)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Spreadsheet.Csv))
            foreach (var row in rows)
                csv.WriteRecord(row);
        return stream.ToArray();
    }

    private static string Shown(LegalBasis basis) =>
        basis switch
        {
            LegalBasis.Consent => "consentimento",
            LegalBasis.LegalObligation => "obrigação legal",
            LegalBasis.Contract => "contrato",
            LegalBasis.ExerciseOfRights => "exercício de direitos",
            LegalBasis.ProtectionOfLife => "proteção da vida",
            LegalBasis.Health => "tutela da saúde",
            LegalBasis.LegitimateInterest => "legítimo interesse",
            LegalBasis.CreditProtection => "proteção do crédito",
            LegalBasis.PublicPolicy => "políticas públicas",
            _ => "pesquisa",
        };
}
