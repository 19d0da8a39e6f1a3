using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.LeadMerges;
using CleanApp.Application.Sales.Leads;
using CleanApp.Application.Sales.LeadScores;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class LeadsEndpoints
{
    public static void MapLeads(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/leads").WithTags("Sales");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.LeadsRead);
        group.MapPost("/", OpenAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        group.MapPost("/searches", SearchAsync).RequirePermission(Permissions.LeadsRead);
        group.MapPut("/of-conversations/{conversationId:guid}", OpenFromConversationAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        api.MapGet("/sales/lead-scoring", GetScoringAsync).WithTags("Sales").RequirePermission(Permissions.LeadsRead);
        api.MapPut("/sales/lead-scoring", ChangeScoringAsync).WithTags("Sales").RequirePermission(Permissions.LeadScoringManage);
        var one = group.MapGroup("/{leadId:guid}");
        one.MapGet("/", GetAsync).RequirePermission(Permissions.LeadsRead).Fails(404);
        one.MapPut("/", ChangeAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapGet("/events", ListEventsAsync).RequirePermission(Permissions.LeadsRead).Fails(404);
        one.MapPost("/comments", CommentAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapPut("/status", ChangeStatusAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapPut("/owner", AssignAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapPut("/loss", LoseAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapDelete("/loss", ReopenAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapPut("/next-step", PlanAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapDelete("/next-step", CompleteAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapPut("/conversion", ConvertAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapGet("/same", ListSameAsync).RequirePermission(Permissions.LeadsRead).Fails(404);
        one.MapPut("/merge", MergeAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
        one.MapDelete("/merge", SeparateAsync).RequirePermission(Permissions.LeadsWrite).Fails(404, 409);
    }

    /// <summary>Leads the caller may see, newest first by when something happened to them.</summary>
    private static async Task<Ok<Page<LeadSummary>>> ListAsync(
        [AsParameters] LeadQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(query.List(text: null, paging), ct));

    /// <summary>As the list, of people whom a text could mean. What somebody is looked for by stands in no address.</summary>
    private static async Task<Ok<Page<LeadSummary>>> SearchAsync(
        LeadSearch body,
        [AsParameters] LeadQuery query,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(query.List(body.Text, paging), ct));

    /// <summary>Opens a lead: of a contact that is known, or of a person as they say who they are. A repeated request with the same Idempotency-Key is the same lead.</summary>
    private static async Task<Created<LeadSummary>> OpenAsync(OpenLead body, IMediator mediator, CancellationToken ct)
    {
        var lead = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/v1/sales/leads/{lead.Id}", lead);
    }

    /// <summary>Makes the customer of a conversation a lead of the caller; one who is a lead already stays the one they are.</summary>
    private static async Task<Ok<OpenLeadFromConversation.Response>> OpenFromConversationAsync(
        Guid conversationId,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new OpenLeadFromConversation(conversationId), ct));

    /// <summary>What the company gives points for.</summary>
    private static async Task<Ok<LeadScoringView>> GetScoringAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetLeadScoring(), ct));

    /// <summary>Changes what the company gives points for; open leads are rated anew soon after.</summary>
    private static async Task<Ok<LeadScoringView>> ChangeScoringAsync(LeadScoringView body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeLeadScoring(body), ct));

    /// <summary>One lead, and how they came.</summary>
    private static async Task<Ok<GetLead.Response>> GetAsync(Guid leadId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetLead(leadId), ct));

    /// <summary>Changes what they want and what it might bring.</summary>
    private static async Task<Ok<LeadSummary>> ChangeAsync(Guid leadId, LeadChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeLead(leadId, body.Interest, body.Amount), ct));

    /// <summary>What happened to it, newest first, before a number.</summary>
    private static async Task<Ok<Page<ListLeadEvents.Event>>> ListEventsAsync(
        Guid leadId,
        [FromQuery] int? before,
        [FromQuery] int? limit,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListLeadEvents(leadId, before, new Paging(null, limit).Rows), ct));

    /// <summary>Writes something down for colleagues; the person never sees it.</summary>
    private static async Task<Created<CommentOnLead.Response>> CommentAsync(
        Guid leadId,
        LeadComment body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Created((string?)null, await mediator.Send(new CommentOnLead(leadId, body.Text), ct));

    /// <summary>Says how far an open lead has come: new, working or qualified.</summary>
    private static async Task<Ok<LeadSummary>> ChangeStatusAsync(Guid leadId, NewLeadStatus body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeLeadStatus(leadId, body.Status), ct));

    /// <summary>Gives a lead to somebody, or to nobody; whoever does may see it no more afterwards.</summary>
    private static async Task<Ok<LeadSummary>> AssignAsync(Guid leadId, NewLeadOwner body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new AssignLead(leadId, body.OwnerId), ct));

    /// <summary>They will not buy, for one of the company's reasons.</summary>
    private static async Task<Ok<LeadSummary>> LoseAsync(Guid leadId, LeadLoss body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new LoseLead(leadId, body.LossReasonId), ct));

    /// <summary>A lost lead goes on.</summary>
    private static async Task<Ok<LeadSummary>> ReopenAsync(Guid leadId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ReopenLead(leadId), ct));

    /// <summary>Says what is to be done next, and when.</summary>
    private static async Task<Ok<LeadSummary>> PlanAsync(Guid leadId, NewNextStep body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new PlanNextStep(leadId, body.Step, body.At), ct));

    /// <summary>What was to be done next is done.</summary>
    private static async Task<Ok<LeadSummary>> CompleteAsync(Guid leadId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new CompleteNextStep(leadId), ct));

    /// <summary>They are about to buy: an opportunity goes on with the lead. One that was converted answers the same.</summary>
    private static async Task<Ok<LeadSummary>> ConvertAsync(Guid leadId, LeadConversion body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ConvertLead(leadId, body.Title, body.StageId, body.Amount), ct));

    /// <summary>Other leads of the same person, which might be merged with this one, and those that were.</summary>
    private static async Task<Ok<ListSameLeads.Response>> ListSameAsync(Guid leadId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListSameLeads(leadId), ct));

    /// <summary>Two leads are of one person: this one ends, the other goes on. Answers the other.</summary>
    private static async Task<Ok<LeadSummary>> MergeAsync(Guid leadId, LeadMerge body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new MergeLeads(leadId, body.IntoLeadId), ct));

    /// <summary>A merged lead goes on by itself again, where it was.</summary>
    private static async Task<Ok<LeadSummary>> SeparateAsync(Guid leadId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new SeparateLeads(leadId), ct));
}

/// <param name="View"><c>mine</c>, <c>unowned</c>, <c>all</c> (when left out).</param>
/// <param name="Status">Left out: whatever.</param>
/// <param name="Open">True: only those that are open.</param>
/// <param name="OwnerId">Only those of this member.</param>
/// <param name="Overdue">True: only what had something to be done by now, the longest overdue first.</param>
/// <param name="Order"><c>newest</c> (when left out), <c>score</c>: open ones, the highest score first; <c>next_step</c>: those with something to be done, the soonest first.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
/// <param name="OpenedFrom">Opened on this business day or later; the newest first by that, whatever the order.</param>
/// <param name="OpenedTo">Opened on this business day or earlier.</param>
internal readonly record struct LeadQuery(
    [property: FromQuery(Name = "view")] string? View,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "open")] bool? Open,
    [property: FromQuery(Name = "source")] string? Source,
    [property: FromQuery(Name = "ownerId")] Guid? OwnerId,
    [property: FromQuery(Name = "overdue")] bool? Overdue,
    [property: FromQuery(Name = "order")] string? Order,
    [property: FromQuery(Name = "contactId")] Guid? ContactId,
    [property: FromQuery(Name = "openedFrom")] DateOnly? OpenedFrom,
    [property: FromQuery(Name = "openedTo")] DateOnly? OpenedTo
)
{
    public ListLeads List(string? text, Paging paging) =>
        new(
            QueryEnum.ParseOne("view", View, LeadView.All),
            Status is null ? null : QueryEnum.ParseOne("status", Status, LeadStatus.New),
            Open ?? false,
            Source is null ? null : QueryEnum.ParseOne("source", Source, LeadSource.Other),
            OwnerId,
            Overdue ?? false,
            ContactId,
            text,
            QueryEnum.ParseOne("order", Order, LeadOrder.Newest),
            DaySpan.Of(OpenedFrom, OpenedTo),
            paging.After,
            paging.Rows
        );
}

/// <param name="Text">A telephone, an e-mail, a CPF or a CNPJ in full, or the beginnings of a name's words.</param>
internal sealed record LeadSearch(string Text);

/// <param name="Interest">What they want, up to 200 characters; null: nobody knows.</param>
/// <param name="Amount">What it might bring; null: nobody knows.</param>
internal sealed record LeadChanges(string? Interest = null, MoneyView? Amount = null);

/// <param name="Text">Up to 4,000 characters.</param>
internal sealed record LeadComment(string Text);

/// <param name="Status"><c>new</c>, <c>working</c> or <c>qualified</c>.</param>
internal sealed record NewLeadStatus(LeadStatus Status);

/// <param name="OwnerId">Null: nobody's.</param>
internal sealed record NewLeadOwner(Guid? OwnerId = null);

internal sealed record LeadLoss(Guid LossReasonId);

/// <param name="Step">Up to 200 characters.</param>
/// <param name="At">When; what is past is overdue at once.</param>
internal sealed record NewNextStep(string Step, DateTimeOffset At);

/// <param name="Title">Up to 200 characters; null: what they want, else their name.</param>
/// <param name="StageId">Null: the first of the first pipeline.</param>
/// <param name="Amount">Null: what the lead might bring.</param>
internal sealed record LeadConversion(string? Title = null, Guid? StageId = null, MoneyView? Amount = null);

/// <param name="IntoLeadId">The lead that goes on.</param>
internal sealed record LeadMerge(Guid IntoLeadId);
