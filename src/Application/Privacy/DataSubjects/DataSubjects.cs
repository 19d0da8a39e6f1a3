using CleanApp.Application.Privacy.Contracts;

namespace CleanApp.Application.Privacy.DataSubjects;

/// <summary>A person as all modules together know them.</summary>
internal sealed class DataSubjects(IEnumerable<IPersonalDataHolder> holders)
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(Guid contactId, CancellationToken ct)
    {
        var person = await FindAsync(contactId, ct);
        var sections = new List<DataSection>();
        foreach (var holder in holders)
            sections.AddRange(await holder.ExportAsync(person, ct));
        return [.. sections.Where(s => s.Rows.Count > 0).OrderBy(s => s.Order)];
    }

    public async Task EraseAsync(Guid contactId, CancellationToken ct)
    {
        var person = await FindAsync(contactId, ct);
        foreach (var holder in holders)
            await holder.EraseAsync(person, ct);
    }

    private async Task<DataSubject> FindAsync(Guid contactId, CancellationToken ct)
    {
        var things = new List<DataReference>();
        foreach (var holder in holders)
            things.AddRange(await holder.ThingsOfAsync(contactId, ct));
        return new DataSubject(contactId, things);
    }
}
