using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

public static class PipelineErrors
{
    public static readonly Error NotFound = new("sales.pipeline.not_found", ErrorKind.NotFound, "The pipeline does not exist.");
    public static readonly Error NameTaken = new("sales.pipeline.name_taken", ErrorKind.Conflict, "Another pipeline has this name.");
    public static readonly Error TooMany = new(
        "sales.pipeline.too_many",
        ErrorKind.Conflict,
        "The company has as many pipelines as there may be; use one that was switched off."
    );
    public static readonly Error HasOpportunities = new(
        "sales.pipeline.has_opportunities",
        ErrorKind.Conflict,
        "The pipeline has open opportunities; move them to another first."
    );
    public static readonly Error IsLast = new("sales.pipeline.is_last", ErrorKind.Conflict, "One pipeline stays: without any nothing can be sold.");
}

public static class PipelineStageErrors
{
    public static readonly Error NotFound = new("sales.stage.not_found", ErrorKind.NotFound, "The stage does not exist, or is switched off.");
    public static readonly Error NameTaken = new("sales.stage.name_taken", ErrorKind.Conflict, "Another stage of this pipeline has this name.");
    public static readonly Error TooMany = new(
        "sales.stage.too_many",
        ErrorKind.Conflict,
        "The pipeline has as many stages as there may be; use one that was switched off."
    );
    public static readonly Error HasOpportunities = new(
        "sales.stage.has_opportunities",
        ErrorKind.Conflict,
        "The stage has open opportunities; say to which stage they go."
    );
    public static readonly Error IsLast = new("sales.stage.is_last", ErrorKind.Conflict, "One stage of a pipeline stays.");
    public static readonly Error OrderOutdated = new(
        "sales.stage.order_outdated",
        ErrorKind.Conflict,
        "These are not all stages of the pipeline, each once; look at them again."
    );
}

public static class OpportunityErrors
{
    public static readonly Error NotFound = new("sales.opportunity.not_found", ErrorKind.NotFound, "The opportunity does not exist.");
    public static readonly Error ChangedMeanwhile = new(
        "sales.opportunity.changed_meanwhile",
        ErrorKind.Stale,
        "Somebody changed the opportunity since you saw it; nothing was changed. Look at it again."
    );
    public static readonly Error NotOpen = new(
        "sales.opportunity.not_open",
        ErrorKind.Conflict,
        "The opportunity was won or lost; reopen it before going on."
    );
    public static readonly Error Erased = new(
        "sales.opportunity.erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing more is written about it."
    );
    public static readonly Error OwnerNotFound = new("sales.opportunity.owner_not_found", ErrorKind.NotFound, "The person does not sell here.");
}

public static class LossReasonErrors
{
    public static readonly Error NotFound = new("sales.loss_reason.not_found", ErrorKind.NotFound, "The reason does not exist, or is switched off.");
    public static readonly Error NameTaken = new("sales.loss_reason.name_taken", ErrorKind.Conflict, "Another reason has this name.");
    public static readonly Error TooMany = new(
        "sales.loss_reason.too_many",
        ErrorKind.Conflict,
        "The company has as many reasons as there may be; use one that was switched off."
    );
}
