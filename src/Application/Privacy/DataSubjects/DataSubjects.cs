using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;

namespace CleanApp.Application.Privacy.DataSubjects;

/// <summary>A person as all modules together know them, by every id they are known by: contacts that were merged keep theirs.</summary>
internal sealed class DataSubjects(IPeople people, IEnumerable<IPersonalDataHolder> holders)
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(Guid contactId, CancellationToken ct)
    {
        var sections = new List<DataSection>();
        foreach (var id in await people.IdsOfAsync(contactId, ct))
        {
            var person = await FindAsync(id, ct);
            foreach (var holder in holders)
                sections.AddRange(await holder.ExportAsync(person, ct));
        }
        return
        [
            .. sections
                .Where(s => s.Rows.Count > 0)
                .GroupBy(s => s.Name)
                .Select(same => same.First() with { Rows = [.. same.SelectMany(s => s.Rows)] })
                .OrderBy(s => s.Order),
        ];
    }

    public async Task EraseAsync(Guid contactId, CancellationToken ct)
    {
        foreach (var id in await people.IdsOfAsync(contactId, ct))
        {
            var person = await FindAsync(id, ct);
            foreach (var holder in holders.OrderBy(h => h.EraseOrder))
                await holder.EraseAsync(person, ct);
        }
    }

    private async Task<DataSubject> FindAsync(Guid contactId, CancellationToken ct)
    {
        var things = new List<DataReference>();
        foreach (var holder in holders)
            things.AddRange(await holder.ThingsOfAsync(contactId, ct));
        return new DataSubject(contactId, things);
    }
}
