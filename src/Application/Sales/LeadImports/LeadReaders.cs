using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Makes of rows what an import says that they say.</summary>
internal sealed class LeadReaders(ITenantProfile tenant, IActiveMembers members, ICrowds crowds)
{
    public async Task<LeadReader> OfAsync(LeadImport import, CancellationToken ct) =>
        new(
            new LeadCells(
                LeadColumns.Parse(import.Columns),
                import.DecimalMark[0],
                (await tenant.GetAsync(ct)).Calendar,
                await members.ByEmailAsync(Permissions.LeadsWrite, ct)
            ),
            crowds
        );
}

internal sealed class LeadReader(LeadCells cells, ICrowds crowds)
{
    /// <summary>No question is put to the database: the next rows may be read while those before are written.</summary>
    public async Task<ReadLeads> ReadAsync(IReadOnlyList<SheetRow> rows, CancellationToken ct)
    {
        var leads = rows.Select(cells.Read).ToList();
        return new ReadLeads(leads, await crowds.ReadAsync([.. leads.Select(l => l.Person)], ct));
    }
}

internal sealed record ReadLeads(IReadOnlyList<ReadLead> Leads, CrowdClaims People)
{
    /// <summary>Whatever of it can be told without asking about anybody.</summary>
    public IReadOnlyList<LeadRowProblem> ProblemsOf(int row)
    {
        var faults = People.FaultsOf(row);
        var said = Leads[row].Problems;
        if (faults.Count == 0 && People.IsSomebody(row))
            return said;
        return
        [
            .. said,
            .. faults.Select(f => new LeadRowProblem(ColumnOf(f), LeadRowFault.Invalid)),
            .. faults.Count == 0 ? [new LeadRowProblem(null, LeadRowFault.Nobody)] : (IEnumerable<LeadRowProblem>)[],
        ];
    }

    private static LeadColumn ColumnOf(PersonPart part) =>
        part switch
        {
            PersonPart.Phone => LeadColumn.Phone,
            PersonPart.Email => LeadColumn.Email,
            _ => LeadColumn.TaxId,
        };
}
