using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.LeadImports;

/// <param name="FileName">As the sender called it; null when it has none, or the file is gone.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</param>
/// <param name="Separator">What divides its cells.</param>
/// <param name="Rows">How many it has, without the header and empty ones.</param>
/// <param name="RowsRead">How many of them are done with.</param>
/// <param name="Made">Leads that were made.</param>
/// <param name="NewPeople">Of those, how many are of somebody who was not known.</param>
/// <param name="AlreadyOpen">Rows of people who have a lead that is open.</param>
/// <param name="Failed">Rows with something wrong.</param>
/// <param name="UndoneLeads">Leads that were taken back.</param>
/// <param name="KeptLeads">Leads that stayed, since somebody has worked with them.</param>
/// <param name="UndonePeople">People who went with their lead.</param>
/// <param name="KeptPeople">People who stayed, since something else is known of them.</param>
/// <param name="By">Who sent it.</param>
/// <param name="HasFile">Whether the file, and what was wrong with its rows, is still kept.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record LeadImportView(
    Guid Id,
    string? FileName,
    LeadImportStatus Status,
    string Encoding,
    string Separator,
    int Rows,
    int RowsRead,
    int Made,
    int NewPeople,
    int AlreadyOpen,
    int Failed,
    int UndoneLeads,
    int KeptLeads,
    int UndonePeople,
    int KeptPeople,
    NamedId By,
    bool HasFile,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset ExpiresAt
);

internal sealed class LeadImportViews(LeadSheets sheets, IMemberNames members)
{
    public async Task<LeadImportView> OfAsync(LeadImport import, CancellationToken ct) => (await OfAsync([import], ct))[0];

    public async Task<IReadOnlyList<LeadImportView>> OfAsync(IReadOnlyList<LeadImport> imports, CancellationToken ct)
    {
        var names = await members.OfAsync([.. imports.Select(i => i.AuthorId).Distinct()], ct);
        var views = new List<LeadImportView>(imports.Count);
        foreach (var i in imports)
            views.Add(
                new LeadImportView(
                    i.Id,
                    (await sheets.DetailsAsync(i, ct))?.FileName,
                    i.Status,
                    i.Encoding,
                    i.Separator,
                    i.RowCount,
                    i.RowsRead,
                    i.Made,
                    i.NewPeople,
                    i.AlreadyOpen,
                    i.Failed,
                    i.UndoneLeads,
                    i.KeptLeads,
                    i.UndonePeople,
                    i.KeptPeople,
                    new NamedId(i.AuthorId, names.GetValueOrDefault(i.AuthorId, "")),
                    i.Details is not null,
                    i.CreatedAt,
                    i.StartedAt,
                    i.EndedAt,
                    i.ExpiresAt
                )
            );
        return views;
    }
}
