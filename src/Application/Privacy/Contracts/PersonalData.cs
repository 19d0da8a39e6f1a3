namespace CleanApp.Application.Privacy.Contracts;

/// <summary>
/// What a module holds of persons. Every module that stores anything about a contact implements it; implementations are found by
/// registration, so a new module's data is in exports and goes with anonymisation without anybody else knowing it.
/// </summary>
public interface IPersonalDataHolder
{
    /// <summary>Things of this module that belong to the person, by the names other modules refer to them.</summary>
    Task<IReadOnlyList<DataReference>> ThingsOfAsync(Guid contactId, CancellationToken ct) => Task.FromResult<IReadOnlyList<DataReference>>([]);

    /// <summary>Everything, in clear; sections without rows may be left out.</summary>
    Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct);

    /// <summary>Which of these contacts did something in this module since then, or has something open in it.</summary>
    Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);

    /// <summary>Whose rows are locked after others' in all work of theirs, is asked after them: ascending.</summary>
    int EraseOrder => 0;

    /// <summary>
    /// Erases whatever tells something of the person, in the caller's transaction; the contact is marked and locked already. What is only
    /// figures (tickets, payments) stays, pointing to the empty contact.
    /// </summary>
    /// <exception cref="Domain.Common.DomainException">It cannot be done now; nothing is done then.</exception>
    Task EraseAsync(DataSubject person, CancellationToken ct) => Task.CompletedTask;
}

/// <param name="Things">What all modules together have named as the person's.</param>
public sealed record DataSubject(Guid ContactId, IReadOnlyList<DataReference> Things);

/// <param name="Kind">Module and resource: <c>counter.queue_ticket</c>.</param>
public sealed record DataReference(string Kind, Guid Id);

/// <param name="Name">In the exported JSON: <c>tickets</c>.</param>
/// <param name="Title">For the person who reads it, in Portuguese.</param>
/// <param name="Order">Of the sections of one export, ascending.</param>
public sealed record DataSection(string Name, string Title, int Order, IReadOnlyList<IReadOnlyList<DataField>> Rows);

/// <param name="Value">Text, number, truth value, <see cref="Domain.Common.Money"/>, <see cref="DateTimeOffset"/>, or null when not known.</param>
/// <param name="Shown">For the person who reads it, where it is not the value itself.</param>
public sealed record DataField(string Name, string Label, object? Value, string? Shown = null);
