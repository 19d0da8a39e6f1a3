using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Whose, as lists are divided.</summary>
public enum LeadView
{
    /// <summary>Of whoever asks.</summary>
    Mine,

    /// <summary>Nobody's yet.</summary>
    Unowned,

    /// <summary>All that may be seen.</summary>
    All,
}

public enum LeadOrder
{
    /// <summary>Newest first by when something happened to them.</summary>
    Newest,

    /// <summary>Open ones, the highest score first, of equal ones the newest.</summary>
    Score,

    /// <summary>Those that have something to be done next, the soonest first.</summary>
    NextStep,

    /// <summary>Newest first by when they were opened.</summary>
    Opened,
}

/// <param name="Open">Only those that are open.</param>
/// <param name="DueBefore">Only what had something to be done by then.</param>
/// <param name="ContactIds">Null: of anybody.</param>
/// <param name="Opened">Only those that were opened in it.</param>
public sealed record LeadFilter(
    SalesSight Sight,
    LeadView View,
    LeadStatus? Status,
    bool Open,
    LeadOrder Order,
    LeadSource? Source,
    Guid? OwnerId,
    DateTimeOffset? DueBefore,
    IReadOnlyCollection<Guid>? ContactIds,
    Instants? Opened = null
);
