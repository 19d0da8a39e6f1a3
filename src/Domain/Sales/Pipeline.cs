using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>A way in which the company sells: stages one after the other. Those that are sold elsewhere keep theirs when it is switched off.</summary>
public sealed class Pipeline : TenantEntity
{
    /// <summary>As many as a company may have, the ones switched off among them.</summary>
    public const int Most = 20;

    private Pipeline() { }

    /// <summary>One of each in a company, however it is written.</summary>
    public string Name { get; private set; } = "";

    /// <summary>In the list; the first is where an opportunity begins when nobody says which.</summary>
    public int Position { get; private init; }

    /// <summary>Whether something can be sold by it.</summary>
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static Pipeline Create(Guid id, string name, int position, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            Position = position,
            CreatedAt = now,
        };

    public void Change(string name, bool active) => (Name, Active) = (name.Trim(), active);
}

/// <summary>A step of a pipeline: how likely what stands there is to be sold, and for how long it may stand.</summary>
public sealed class PipelineStage : TenantEntity
{
    /// <summary>As many as a pipeline may have, the ones switched off among them.</summary>
    public const int Most = 30;
    public const int LongestRotting = 365;

    private PipelineStage() { }

    public Guid PipelineId { get; private init; }

    /// <summary>One of each in a pipeline, however it is written.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Of a hundred that stand here, as many are sold.</summary>
    public short Probability { get; private set; }

    /// <summary>For how many days something may stand here before it is said to rot; null: for ever.</summary>
    public int? RottingDays { get; private set; }
    public int Position { get; private set; }
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static PipelineStage Create(Guid id, Guid pipelineId, string name, short probability, int? rottingDays, int position, DateTimeOffset now)
    {
        var stage = new PipelineStage
        {
            Id = id,
            PipelineId = pipelineId,
            Position = position,
            CreatedAt = now,
        };
        stage.Change(name, probability, rottingDays, active: true);
        return stage;
    }

    public void Change(string name, short probability, int? rottingDays, bool active) =>
        (Name, Probability, RottingDays, Active) = (name.Trim(), probability, rottingDays, active);

    public void Place(int position) => Position = position;

    /// <summary>Whether something that has stood here since then has done so for too long.</summary>
    public bool IsRotting(DateTimeOffset since, DateTimeOffset now) => RottingDays is { } days && since < now.AddDays(-days);
}
